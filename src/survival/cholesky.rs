//! Linear equations with a symmetric, positive definite matrix.

/// Solves `matrix` x = `right` in place, by L D Lᵀ: the lower triangle is read and overwritten, and `right` becomes x.
///
/// `matrix` has as many rows and columns as `right` has values, row after row. It must be positive definite; a pivot
/// that rounding takes to 0 gives values that are not finite.
pub(super) fn solve(matrix: &mut [f64], right: &mut [f64]) {
    let size = right.len();
    let at = |row: usize, column: usize| row * size + column;
    for column in 0..size {
        for row in column..size {
            let mut rest = matrix[at(row, column)];
            for before in 0..column {
                rest -= matrix[at(row, before)] * matrix[at(column, before)] * matrix[at(before, before)];
            }
            matrix[at(row, column)] = if row == column { rest } else { rest / matrix[at(column, column)] };
        }
    }
    for row in 0..size {
        for before in 0..row {
            right[row] -= matrix[at(row, before)] * right[before];
        }
    }
    for row in 0..size {
        right[row] /= matrix[at(row, row)];
    }
    for row in (0..size).rev() {
        for after in row + 1..size {
            right[row] -= matrix[at(after, row)] * right[after];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_with_a_known_solution() {
        // A = M Mᵀ + I of integers, x = (1, -2, 3): exact up to the divisions.
        let rows = [[15.0, 2.0, -3.0], [2.0, 6.0, 1.0], [-3.0, 1.0, 9.0]];
        let truth = [1.0, -2.0, 3.0];
        let mut right = rows.map(|row| row.iter().zip(truth).map(|(a, x)| a * x).sum::<f64>());
        solve(&mut rows.concat(), &mut right);
        for (found, truth) in right.into_iter().zip(truth) {
            assert!((found - truth).abs() < 1e-14, "{found} for {truth}");
        }
    }

    #[test]
    fn nothing_to_solve() {
        solve(&mut [], &mut []);
    }
}
