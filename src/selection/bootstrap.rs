//! How well the segments of a model come back on resampled customers.
//!
//! Of n rows, n are drawn with replacement, and those drawn (about 63 % of them) are segmented anew, each once however
//! often it was drawn. On them, a segment C of the model is compared with each new segment D:
//!
//! ```text
//! J(C, D) = |C ∩ D| / |C ∪ D|
//! ```
//!
//! and the largest J is what came back of C. The Jaccard index of C is the mean of it over all draws. Range 0 to 1. By its
//! author's experience a segment below 0.5 is dissolved, below 0.6 should not be trusted, from 0.75 on is there, and from
//! 0.85 on is highly stable.
//!
//! Beside it, of the segmentation as a whole: the mean adjusted Rand index of each new model and that of the next draw, both
//! on all rows. No model is compared with the one under examination, so it says how reproducible any is.
//!
//! Degenerate cases: a segment of which no row was drawn came back with 0; and so did all of them, with an adjusted Rand
//! index of 0, in a draw of fewer distinct rows than segments.
//!
//! Of more rows than [`Bootstrap::most_rows`], so many drawn without replacement stand for all: fits on fewer rows scatter
//! more, so what is said of the larger number errs on the low side.
//!
//! Hennig C. (2007), "Cluster-wise assessment of cluster stability", Computational Statistics & Data Analysis 52, 258-271;
//! the default of clusterboot in his package fpc (`bootmethod = "boot", multipleboot = FALSE`). Dolnicar S., Leisch F.
//! (2010), "Evaluation of structure and reproducibility of cluster solutions using the bootstrap", Marketing Letters 21,
//! 83-101, and their package flexclust, for pairs of draws.

use std::ops::Range;
use std::sync::Arc;

use linfa::ParamGuard;
use ndarray::{Array2, ArrayView2, Axis};
use rand::seq::index;
use rand::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

use crate::agreement::{Contingency, Labelling, adjusted_rand_index};
use crate::kmeans::{self, KMeansError, KMeansParams};
use crate::numeric::{compensated_sum, mix, real};

/// Independent starts of a fit beside the known solutions: so many that they look at this many rows together, within the
/// limits below. Resamples of a few hundred rows often have a best solution of their own that none of the known ones leads
/// to, those of many rows hardly ever; with too few starts segments seem to come back better than they do.
const ROWS_OF_STARTS: usize = 60_000;
const FEWEST_STARTS: usize = 4;
const MOST_STARTS: usize = 40;

/// From so many rows on, what the first draws led to is known to the later ones, which then make do with
/// [`LATER_STARTS`]: the best solutions of the draws are then few, and hardly ever one draw's own.
const SHARED_ROWS: usize = 2000;
const FIRST_DRAWS: u32 = 10;
const LATER_STARTS: u32 = 2;

/// How much is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bootstrap {
    /// Draws, 2 or more.
    pub draws: u32,
    /// The most rows that are drawn from.
    pub most_rows: usize,
    /// Seed of draws and fits.
    pub seed: u64,
}

impl Bootstrap {
    /// 50 draws, which leave the mean index of a segment open by a few hundredths where it is low and less where it is
    /// high; of at most 10,000 rows, so that the time does not grow with the customers.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { draws: 50, most_rows: 10_000, seed }
    }
}

/// The model that is examined.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Its label of each row.
    pub labels: &'a [u32],
    /// Its centroids (k × d), and those of solutions that came near: fits descend from each, and from fresh starts.
    pub solutions: &'a [ArrayView2<'a, f64>],
    /// Its segments, 2 or more.
    pub k: usize,
}

/// How well a model's segments come back.
#[derive(Debug, Clone, PartialEq)]
pub struct BootstrapStability {
    /// Mean adjusted Rand index of models of two draws.
    pub ari: f64,
    /// The Jaccard index of each segment, by label.
    pub jaccards: Vec<f64>,
}

/// Fits `bootstrap.draws` resamples of `rows` (n × d, scaled), and compares. The same bits on any number of threads.
///
/// # Errors
/// When there is not a label for each row, or rows cannot be fitted; not for too few distinct rows in a draw.
pub fn bootstrap_stability(
    rows: ArrayView2<'_, f64>,
    known: &Known<'_>,
    bootstrap: &Bootstrap,
) -> Result<BootstrapStability, BootstrapError> {
    if rows.nrows() != known.labels.len() {
        return Err(BootstrapError::Labels { rows: rows.nrows(), labels: known.labels.len() });
    }
    let chosen = chosen(rows.nrows(), bootstrap);
    let rows = rows.select(Axis(0), &chosen);
    let labels: Vec<u32> = chosen.iter().filter_map(|&row| known.labels.get(row)).copied().collect();
    let everybody = codes(rows.nrows());
    let sample = Sample { rows, labels, k: known.k, everybody, seed: bootstrap.seed };
    let drawn = if chosen.len() < SHARED_ROWS {
        sample.draw(0..bootstrap.draws, known.solutions, None)?
    } else {
        let first = FIRST_DRAWS.min(bootstrap.draws);
        let mut drawn = sample.draw(0..first, known.solutions, None)?;
        let met = sample.met(known.solutions, &drawn)?;
        let met: Vec<ArrayView2<'_, f64>> = met.iter().map(Array2::view).collect();
        drawn.extend(sample.draw(first..bootstrap.draws, &met, Some(LATER_STARTS))?);
        drawn
    };

    let count = real(drawn.len().max(1) as u64);
    let jaccards = (0..known.k)
        .map(|segment| {
            compensated_sum(drawn.iter().map(|draw| draw.jaccards.get(segment).copied().unwrap_or(0.0))) / count
        })
        .collect();
    let pairs: Vec<f64> = drawn
        .par_iter()
        .zip(drawn.par_iter().skip(1).chain(drawn.par_iter().take(1)))
        .map(|(one, other)| match (&one.model, &other.model) {
            (Some((_, one)), Some((_, other))) => adjusted_rand_index(&Contingency::common(one, other)),
            _ => 0.0,
        })
        .collect();
    Ok(BootstrapStability { ari: compensated_sum(pairs) / count, jaccards })
}

/// Why stability cannot be measured.
#[derive(Debug, thiserror::Error)]
pub enum BootstrapError {
    /// Not a label for each row.
    #[error("{rows} rows and {labels} labels")]
    Labels {
        /// Rows.
        rows: usize,
        /// Labels.
        labels: usize,
    },
    /// A resample cannot be fitted.
    #[error(transparent)]
    KMeans(#[from] KMeansError),
    /// Labels that are no labelling: what should not happen.
    #[error(transparent)]
    Agreement(#[from] crate::agreement::AgreementError),
}

/// The rows that are drawn from, ascending.
fn chosen(rows: usize, bootstrap: &Bootstrap) -> Vec<usize> {
    if rows <= bootstrap.most_rows {
        return (0..rows).collect();
    }
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(mix(bootstrap.seed));
    let mut chosen = index::sample(&mut rng, rows, bootstrap.most_rows).into_vec();
    chosen.sort_unstable();
    chosen
}

fn codes(rows: usize) -> Arc<[u32]> {
    (0_u32..).take(rows).collect()
}

/// What is drawn from.
struct Sample {
    rows: Array2<f64>,
    labels: Vec<u32>,
    k: usize,
    everybody: Arc<[u32]>,
    seed: u64,
}

/// What a draw led to.
struct Draw {
    /// What came back of each segment.
    jaccards: Vec<f64>,
    /// The new model's centroids, and all rows by them; `None` where the draw could not be segmented.
    model: Option<(Array2<f64>, Labelling)>,
}

impl Sample {
    /// The draws of these numbers, each fitted from `solutions` and from `starts` others, or as many as its rows ask for.
    fn draw(
        &self,
        numbers: Range<u32>,
        solutions: &[ArrayView2<'_, f64>],
        starts: Option<u32>,
    ) -> Result<Vec<Draw>, BootstrapError> {
        let draws =
            numbers.into_par_iter().map(|number| self.draw_one(mix(self.seed ^ mix(number.into())), solutions, starts));
        // Collected before it is looked through, so that of several errors it is always the first.
        draws.collect::<Vec<_>>().into_iter().collect()
    }

    fn draw_one(
        &self,
        seed: u64,
        solutions: &[ArrayView2<'_, f64>],
        starts: Option<u32>,
    ) -> Result<Draw, BootstrapError> {
        let (n, k) = (self.rows.nrows(), self.k);
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
        let mut drawn: Vec<usize> = (0..n).map(|_| rng.gen_range(0..n)).collect();
        drawn.sort_unstable();
        drawn.dedup();
        let rows = self.rows.select(Axis(0), &drawn);
        let starts = starts.unwrap_or_else(|| starts_on(drawn.len()));
        let params = KMeansParams::new(k).seed(seed).restarts(starts).check().map_err(KMeansError::from)?;
        let model = match params.fit_near(rows.view(), solutions) {
            Ok(model) => model,
            Err(KMeansError::TooFewRows { .. } | KMeansError::TooFewDistinctRows { .. }) => {
                return Ok(Draw { jaccards: vec![0.0; k], model: None });
            }
            Err(error) => return Err(error.into()),
        };
        let people = codes(drawn.len());
        let before = drawn.iter().filter_map(|&row| self.labels.get(row)).copied().collect();
        let before = Labelling::new(Arc::clone(&people), before, k)?;
        let after = Labelling::new(people, model.assign(rows.view())?, k)?;
        let everybody = kmeans::assign(self.rows.view(), model.centroids().view())?;
        let everybody = Labelling::new(Arc::clone(&self.everybody), everybody, k)?;
        Ok(Draw {
            jaccards: returned(&Contingency::same_rows(&before, &after)?),
            model: Some((model.centroids().clone(), everybody)),
        })
    }

    /// The distinct solutions that the known ones and those of `draws` lead to on all rows.
    fn met(&self, known: &[ArrayView2<'_, f64>], draws: &[Draw]) -> Result<Vec<Array2<f64>>, BootstrapError> {
        let known = known.iter().map(ArrayView2::view);
        let of_draws = draws.iter().filter_map(|draw| Some(draw.model.as_ref()?.0.view()));
        let portfolio: Vec<ArrayView2<'_, f64>> = known.chain(of_draws).collect();
        let params = KMeansParams::new(self.k).seed(self.seed).restarts(1).check().map_err(KMeansError::from)?;
        match params.fit_near(self.rows.view(), &portfolio) {
            Ok(model) => {
                let near = model.near_ties().iter().map(|tie| tie.centroids.clone());
                Ok(std::iter::once(model.centroids().clone()).chain(near).collect())
            }
            Err(KMeansError::TooFewRows { .. } | KMeansError::TooFewDistinctRows { .. }) => Ok(Vec::new()),
            Err(error) => Err(error.into()),
        }
    }
}

/// Independent starts on so many rows.
fn starts_on(rows: usize) -> u32 {
    let starts = (ROWS_OF_STARTS / rows.max(1)).clamp(FEWEST_STARTS, MOST_STARTS);
    u32::try_from(starts).unwrap_or(u32::MAX)
}

/// The largest Jaccard index of each row of a table with any column.
fn returned(table: &Contingency) -> Vec<f64> {
    let jaccard = |row: usize, in_row: u64, column: usize, in_column: u64| {
        let both = table.count(row, column);
        if both == 0 { 0.0 } else { real(both) / real(in_row + in_column - both) }
    };
    table
        .row_sums()
        .iter()
        .enumerate()
        .map(|(row, &in_row)| {
            let columns = table.column_sums().iter().enumerate();
            columns.map(|(column, &in_column)| jaccard(row, in_row, column, in_column)).fold(0.0, f64::max)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Groups of 100 rows on a line, `apart` from one to the next, each spread evenly over 1.
    fn groups(groups: usize, apart: f64) -> Array2<f64> {
        Array2::from_shape_fn((groups * 100, 1), |(row, _)| apart * (row / 100) as f64 + (row % 100) as f64 / 100.0)
    }

    fn stability(rows: &Array2<f64>, k: usize, most_rows: usize) -> BootstrapStability {
        let model = KMeansParams::new(k).check().unwrap().fit_matrix(rows.view()).unwrap();
        let labels = model.assign(rows.view()).unwrap();
        let known = Known { labels: &labels, solutions: &[model.centroids().view()], k };
        bootstrap_stability(rows.view(), &known, &Bootstrap { draws: 30, most_rows, seed: 1 }).unwrap()
    }

    #[test]
    fn groups_that_are_apart_always_come_back() {
        for most_rows in [1000, 100] {
            let found = stability(&groups(3, 10.0), 3, most_rows);
            assert_eq!(found, BootstrapStability { ari: 1.0, jaccards: vec![1.0; 3] });
        }
    }

    #[test]
    fn a_group_that_is_cut_for_no_reason_comes_back_less_well() {
        let found = stability(&groups(2, 10.0), 3, 1000);
        let least = found.jaccards.iter().copied().fold(1.0, f64::min);
        assert!(least < 0.75 && found.ari < 0.8, "{found:?}");
    }

    #[test]
    fn what_came_back_is_the_largest_overlap() {
        let table = Contingency::from_counts(2, vec![30, 10, 0, 0, 5, 20]);
        // 30 of 45 rows in either; nobody; 20 of 35.
        assert_eq!(returned(&table), [30.0 / 45.0, 0.0, 20.0 / 35.0]);
    }

    #[test]
    fn a_draw_with_too_few_distinct_rows_brings_nothing_back() {
        // Two of three distinct rows are single: most draws lack one.
        let rows = Array2::from_shape_fn((20, 1), |(row, _)| if row < 18 { 0.0 } else { row as f64 });
        let found = stability(&rows, 3, 100);
        assert!(found.jaccards.iter().all(|&jaccard| jaccard < 0.7) && found.ari < 0.5, "{found:?}");
    }

    /// Rows in four groups that touch, cut in five: where the fifth segment goes differs from draw to draw.
    #[test]
    fn of_many_rows_what_the_first_draws_met_stands_for_most_starts() {
        let value = |place: usize| (mix(place as u64) % 10_000) as f64 / 5000.0;
        let rows = Array2::from_shape_fn((SHARED_ROWS + 400, 2), |(row, column)| {
            let group = if column == 0 { row % 2 } else { row / 2 % 2 };
            1.5 * group as f64 + value(4 * row + column) + value(4 * row + 2 + column)
        });
        let model = KMeansParams::new(5).check().unwrap().fit_matrix(rows.view()).unwrap();
        let labels = model.assign(rows.view()).unwrap();
        let (solutions, everybody) = ([model.centroids().view()], codes(rows.nrows()));
        let known = Known { labels: &labels, solutions: &solutions, k: 5 };
        let shared =
            bootstrap_stability(rows.view(), &known, &Bootstrap { draws: 40, most_rows: 9000, seed: 1 }).unwrap();
        let sample = Sample { rows: rows.clone(), labels: labels.clone(), k: 5, everybody, seed: 1 };
        let many = sample.draw(0..40, &solutions, Some(20)).unwrap();
        for (segment, shared) in shared.jaccards.iter().enumerate() {
            let many = many.iter().map(|draw| draw.jaccards[segment]).sum::<f64>() / 40.0;
            assert!((shared - many).abs() < 0.02 && many < 0.95, "segment {segment}: {shared} and {many}");
        }
    }

    #[test]
    fn labels_of_other_rows_are_refused() {
        let rows = groups(2, 10.0);
        let known = Known { labels: &[0, 1], solutions: &[], k: 2 };
        let error = bootstrap_stability(rows.view(), &known, &Bootstrap::new(1)).unwrap_err();
        assert_eq!(error.to_string(), "200 rows and 2 labels");
    }
}
