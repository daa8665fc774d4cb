//! Where segments lie on a map: classical multidimensional scaling of their centroids.
//!
//! `B = -½ J D² J` with the squared distances `D²` between k centroids in scaled units and `J = I - 1/k`; a segment's place
//! is `(√λ₁ v₁, √λ₂ v₂)` of the two largest eigenvalues. Distances on the map are at most the true ones, and equal to them
//! where `shown`, the two eigenvalues' share of all, is 1: always with two features. Signs, which are arbitrary, are
//! chosen so that of each axis the place farthest from 0 is positive. With fewer than two directions the others are 0.
//!
//! Torgerson, Multidimensional scaling: I. Theory and method, Psychometrika 17 (1952).

use linfa_linalg::eigh::{EigSort, EighInto};
use ndarray::{Array2, ArrayView2, Axis};

/// Places of segments on a map.
#[derive(Debug, Clone, PartialEq)]
pub struct SegmentMap {
    /// Of each segment, in scaled units.
    pub places: Vec<[f64; 2]>,
    /// The share of the centroids' variance that the map shows, in [0, 1]; 1 where they all coincide.
    pub shown: f64,
}

/// The map of `centroids` (k × d, scaled).
#[must_use]
pub fn map(centroids: ArrayView2<'_, f64>) -> SegmentMap {
    let k = centroids.nrows();
    let flat = SegmentMap { places: vec![[0.0; 2]; k], shown: 1.0 };
    let Some(mean) = centroids.mean_axis(Axis(0)) else { return flat };
    // The doubly centred squared distances are the products of the centred centroids.
    let centred = &centroids - &mean;
    let products = Array2::from_shape_fn((k, k), |(i, j)| {
        let (left, right) = (centred.row(i), centred.row(j));
        left.iter().zip(right).map(|(left, right)| left * right).sum::<f64>()
    });
    let total: f64 = products.diag().iter().sum();
    if !(total.is_finite() && total > 0.0) {
        return flat;
    }
    let Ok(decomposed) = products.eigh_into() else { return flat };
    let (values, vectors) = decomposed.sort_eig_desc();
    let mut places = flat.places;
    for (axis, (value, vector)) in values.iter().zip(vectors.columns()).take(2).enumerate() {
        let farthest = vector.iter().fold(0.0_f64, |most, &value| if value.abs() > most.abs() { value } else { most });
        // What is left of rounding is no direction.
        let length = if *value > 1e-12 * total { value.sqrt() * farthest.signum() } else { 0.0 };
        for (place, component) in places.iter_mut().zip(vector) {
            if let Some(coordinate) = place.get_mut(axis) {
                *coordinate = length * component;
            }
        }
    }
    let shown = values.iter().take(2).map(|value| value.max(0.0)).sum::<f64>() / total;
    SegmentMap { places, shown: shown.min(1.0) }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn distance(left: &[f64], right: &[f64]) -> f64 {
        left.iter().zip(right).map(|(left, right)| (left - right) * (left - right)).sum::<f64>().sqrt()
    }

    #[test]
    fn distances_in_a_plane_are_kept() {
        // Three directions, of which the third depends on the others.
        let centroids = array![[0.0, 1.0, 2.0], [3.0, 0.0, 3.0], [-1.0, 2.0, 3.0], [5.0, 5.0, 15.0], [0.5, 0.0, 0.5]];
        let found = map(centroids.view());
        assert!((found.shown - 1.0).abs() < 1e-12, "{}", found.shown);
        for (i, left) in centroids.rows().into_iter().enumerate() {
            for (j, right) in centroids.rows().into_iter().enumerate() {
                let true_one = distance(&left.to_vec(), &right.to_vec());
                let shown = distance(&found.places[i], &found.places[j]);
                assert!((true_one - shown).abs() < 1e-9, "{i} {j}: {true_one} {shown}");
            }
        }
    }

    #[test]
    fn what_a_plane_cannot_hold_is_shortened_and_said() {
        let corners = array![[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0], [0.0, 0.0, 0.0, 1.0]];
        let found = map(corners.view());
        // Three equal directions, of which two are shown.
        assert!((found.shown - 2.0 / 3.0).abs() < 1e-9, "{}", found.shown);
        for (i, left) in found.places.iter().enumerate() {
            for right in &found.places[i + 1..] {
                assert!(distance(left, right) <= 2_f64.sqrt() + 1e-9);
            }
        }
    }

    #[test]
    fn centroids_that_coincide_or_are_alone_lie_in_the_middle() {
        assert_eq!(map(array![[1.0, 2.0], [1.0, 2.0]].view()), SegmentMap { places: vec![[0.0; 2]; 2], shown: 1.0 });
        assert_eq!(map(Array2::zeros((0, 3)).view()).places, Vec::<[f64; 2]>::new());
        // One direction only.
        let line = map(array![[0.0], [3.0], [-1.0]].view());
        assert!(line.places.iter().all(|place| place[1].abs() < 1e-9), "{line:?}");
    }
}
