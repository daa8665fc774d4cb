//! Other solutions of a model's own customers: how far another sample of customers would be from preferring one.
//!
//! A row i counts `d_i` = its squared distance to the nearest centroid of the rival − that to the nearest of the model.
//! Over n rows, with mean `d̄` and population standard deviation s of them,
//!
//! ```text
//! z = √n d̄ / s
//! ```
//!
//! is Vuong's statistic of two models that do not contain one another: the difference of their inertias in its own
//! standard errors. Range: 0 or more for a model that is the better one; infinite where all rows differ by the same; 0
//! where none differs. Of another sample of as many customers the difference varies as much again, so the rival wins there
//! with probability Φ(−z / √2).
//!
//! Vuong Q. (1989), "Likelihood ratio tests for model selection and non-nested hypotheses", Econometrica 57, 307-333; of
//! K-Means as the likelihood of spherical clusters of one size.

use ndarray::{ArrayView1, ArrayView2};

use super::{Segmentation, SegmentationError};
use crate::agreement::{Contingency, Labelling, adjusted_rand_index};
use crate::feature::{FeatureMatrix, mean, population_deviation};
use crate::kmeans;
use crate::numeric::real;
use crate::record::NearTie;
use crate::stability::RivalOptimum;

/// Another solution of a model's own customers.
#[derive(Debug, Clone)]
pub struct Rival {
    /// The customers' segments by it.
    pub labelling: Labelling,
    /// Its inertia ÷ the model's, 1 or a little more.
    pub inertia_ratio: f64,
    /// How far the model is ahead, in standard errors.
    pub z: f64,
    /// Adjusted Rand index of the two.
    pub ari: f64,
    /// Starts that ended in it.
    pub found: u32,
}

impl From<&Rival> for RivalOptimum {
    fn from(rival: &Rival) -> Self {
        Self { z: rival.z, inertia_ratio: rival.inertia_ratio, ari: rival.ari }
    }
}

impl From<&Rival> for NearTie {
    fn from(rival: &Rival) -> Self {
        Self { inertia_ratio: rival.inertia_ratio, z: rival.z, ari: rival.ari, found: rival.found }
    }
}

/// The solutions that came near the model's on `matrix`, whose customers are those of `labelling` but for the dropped
/// ones; best first.
///
/// # Errors
/// When the features differ from the model's.
pub fn rivals(
    model: &Segmentation,
    matrix: &FeatureMatrix,
    labelling: &Labelling,
) -> Result<Vec<Rival>, SegmentationError> {
    let ties = model.optimum().near_ties();
    if ties.is_empty() {
        return Ok(Vec::new());
    }
    let scaled = model.preprocessor().scale(matrix)?;
    ties.iter()
        .map(|tie| {
            let labels = kmeans::assign(scaled.values(), tie.centroids.view())?;
            let other = model.labelling(&scaled, labels)?;
            Ok(Rival {
                inertia_ratio: tie.inertia / model.optimum().inertia(),
                z: lead(scaled.values(), model.optimum().centroids().view(), tie.centroids.view()),
                ari: adjusted_rand_index(&Contingency::same_rows(labelling, &other)?),
                labelling: other,
                found: tie.found,
            })
        })
        .collect()
}

/// How far `best` is ahead of `rival` on `rows`, in standard errors: see the head of this file.
fn lead(rows: ArrayView2<'_, f64>, best: ArrayView2<'_, f64>, rival: ArrayView2<'_, f64>) -> f64 {
    let differences: Vec<f64> = rows.outer_iter().map(|row| nearest(row, rival) - nearest(row, best)).collect();
    let spread = mean(&differences).zip(population_deviation(&differences));
    match spread {
        Some((ahead, deviation)) if ahead != 0.0 => real(differences.len() as u64).sqrt() * ahead / deviation,
        _ => 0.0,
    }
}

/// The squared distance to the nearest of the centroids.
fn nearest(row: ArrayView1<'_, f64>, centroids: ArrayView2<'_, f64>) -> f64 {
    let distance = |centroid: ArrayView1<'_, f64>| {
        row.iter().zip(centroid).map(|(value, center)| (value - center) * (value - center)).sum::<f64>()
    };
    centroids.outer_iter().map(distance).fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn the_lead_of_a_written_out_case() {
        // Squared distances to the best: 0, 0, 1, 1; to the rival: 1, 1, 0, 4. Differences 1, 1, −1, 3: mean 1, deviation √2.
        let rows = array![[0.0], [0.0], [1.0], [3.0]];
        let (best, rival) = (array![[0.0], [2.0]], array![[1.0]]);
        let ahead = lead(rows.view(), best.view(), rival.view());
        assert!((ahead - 2.0 / 2.0_f64.sqrt()).abs() < 1e-12, "{ahead}");
    }

    #[test]
    fn the_same_solution_has_no_lead_and_more_customers_have_a_clearer_one() {
        let best = array![[0.0], [2.0]];
        let rows = array![[0.1], [0.2], [2.1], [1.7]];
        assert_eq!(lead(rows.view(), best.view(), best.view()), 0.0);
        let rival = array![[0.0], [2.5]];
        let four = lead(rows.view(), best.view(), rival.view());
        let stacked = ndarray::concatenate(ndarray::Axis(0), &[rows.view(); 4]).unwrap();
        assert!((lead(stacked.view(), best.view(), rival.view()) / four - 2.0).abs() < 1e-9);
    }
}
