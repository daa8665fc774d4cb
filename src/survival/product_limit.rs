//! The product-limit estimate, where the likelihood can be maximised in closed form.
//!
//! ```text
//! S after interval j = Π_{i <= j} (r_i - d_i) / r_i
//! ```
//!
//! with `d_i` lives that ended in innermost interval i and `r_i` that had not ended before it; a life that was censored
//! where others ended counts as one that had not. Range 0 to 1.
//!
//! That is the maximum when every lifetime contains one innermost interval or all from one on: exact and right-censored
//! lifetimes, and those looked at on a grid. Degenerate cases: without ends there is one interval, without end itself.
//!
//! Kaplan E. L., Meier P. (1958), "Nonparametric estimation from incomplete observations", JASA 53, 457-481.

use super::innermost::Cover;
use crate::numeric::real;

/// Survival after each innermost interval; `None` where lifetimes overlap in part.
pub(super) fn product_limit(cover: &Cover) -> Option<Vec<f64>> {
    let size = cover.intervals.len();
    let (mut ended, mut censored) = (vec![0; size], vec![0; size]);
    for span in &cover.spans {
        if span.first == span.last {
            ended[span.first] += span.weight;
        } else if span.last + 1 == size {
            // Last seen after the ends before `first`, and before those in it.
            censored[span.first] += span.weight;
        } else {
            return None;
        }
    }
    let (mut at_risk, mut survival) = (cover.total, 1.0);
    let after = ended.into_iter().zip(censored).map(|(ended, censored)| {
        // Never 0: some lifetime ends in each interval.
        at_risk -= censored;
        survival *= real(at_risk - ended) / real(at_risk);
        at_risk -= ended;
        survival
    });
    Some(after.collect())
}

#[cfg(test)]
mod tests {
    use super::super::Lifetime;
    use super::*;

    fn estimate(lifetimes: &[(f64, Option<f64>)]) -> Option<Vec<f64>> {
        product_limit(&Cover::of(lifetimes.iter().map(|&(lower, upper)| (Lifetime { lower, upper }, 1))).unwrap())
    }

    #[test]
    fn by_hand() {
        // Ends at 1, 3 and 3, censored at 1, 2 and 3.
        let lifetimes = [(1.0, Some(1.0)), (1.0, None), (2.0, None), (3.0, Some(3.0)), (3.0, Some(3.0)), (3.0, None)];
        assert_eq!(estimate(&lifetimes), Some(vec![5.0 / 6.0, 5.0 / 6.0 * (1.0 / 3.0), 0.0]));
    }

    #[test]
    fn a_grid_is_as_good_as_exact_times() {
        let grid = [(0.0, Some(1.0)), (1.0, Some(2.0)), (1.0, Some(2.0)), (1.0, None), (3.0, Some(4.0)), (2.0, None)];
        assert_eq!(estimate(&grid), Some(vec![5.0 / 6.0, 5.0 / 6.0 * (2.0 / 4.0), 0.0]));
    }

    #[test]
    fn overlaps_in_part_are_not_for_this() {
        assert_eq!(estimate(&[(0.0, Some(2.0)), (1.0, Some(3.0)), (2.0, Some(4.0)), (3.0, Some(5.0))]), None);
    }
}
