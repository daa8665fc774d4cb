//! The age curve: a quantity at each age, over all origins.

use serde::{Deserialize, Serialize};

use super::{Comparison, Quantity};
use crate::numeric::{compensated_sum, real};
use crate::survival::BlockBootstrap;

/// A quantity at one age, over all origins that have a window of that age.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct AgePoint {
    /// Which quantity.
    pub quantity: Quantity,
    /// Age in steps, from 1.
    pub steps: u32,
    /// Age in months.
    pub age_months: f64,
    /// Origins with a sound comparison at this age.
    pub origins: u32,
    /// Mean ARI over them.
    pub mean: f64,
    /// Smallest ARI.
    pub min: f64,
    /// Largest ARI.
    pub max: f64,
    /// Lower end of the interval of the mean.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The age curves of all three quantities, by quantity and age; ages without a sound comparison are left out.
///
/// The interval of a mean takes in both what other origins would have given (a bootstrap over blocks of origins, because
/// their windows overlap) and what other customers would (the mean of the origins' own intervals): it is from the lower
/// of the two lower ends to the higher of the two upper ones. With few independent origins it is too narrow all the
/// same; the trajectories show what there is.
///
/// Sums run over the comparisons in the order given, so the same comparisons give the same bits.
#[must_use]
pub fn age_curve(comparisons: &[Comparison], bootstrap: BlockBootstrap) -> Vec<AgePoint> {
    let oldest = comparisons.iter().map(|comparison| comparison.age_steps).max().unwrap_or(0);
    let ages = Quantity::ALL.into_iter().flat_map(|quantity| (1..=oldest).map(move |steps| (quantity, steps)));
    ages.filter_map(|(quantity, steps)| {
        let of_age =
            comparisons.iter().filter(|comparison| comparison.quantity == quantity && comparison.age_steps == steps);
        age_point(of_age, bootstrap)
    })
    .collect()
}

/// The point of comparisons that share quantity and age; `None` when none of them is sound.
fn age_point<'a>(comparisons: impl Iterator<Item = &'a Comparison>, bootstrap: BlockBootstrap) -> Option<AgePoint> {
    let sound: Vec<_> = comparisons.filter_map(|row| Some((row, row.ari?, row.ari_low?, row.ari_high?))).collect();
    let &(first, ..) = sound.first()?;
    let values: Vec<f64> = sound.iter().map(|row| row.1).collect();
    let mean_of = |values: &mut dyn Iterator<Item = f64>| compensated_sum(values) / real(sound.len() as u64);
    let mean = mean_of(&mut values.iter().copied());
    let customers = (mean_of(&mut sound.iter().map(|row| row.2)), mean_of(&mut sound.iter().map(|row| row.3)));
    let origins = bootstrap.interval_of_mean(&values).unwrap_or((mean, mean));
    Some(AgePoint {
        quantity: first.quantity,
        steps: first.age_steps,
        age_months: first.age_months,
        origins: u32::try_from(sound.len()).unwrap_or(u32::MAX),
        mean,
        min: values.iter().copied().fold(mean, f64::min),
        max: values.iter().copied().fold(mean, f64::max),
        low: customers.0.min(origins.0),
        high: customers.1.max(origins.1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stability::sample::compared;

    const BOOTSTRAP: BlockBootstrap = BlockBootstrap { block: 1, draws: 500, confidence: 0.95, seed: 3 };

    fn row(quantity: Quantity, origin: u32, steps: u32, ari: Option<f64>) -> Comparison {
        let interval = ari.map(|ari| (ari - 0.125, ari + 0.0625));
        let flag = ari.is_none().then(|| "too_few_customers".to_owned());
        let row = compared(origin, origin + steps, interval, None);
        Comparison { quantity, ari, ami: ari, customers: 100, flag, ..row }
    }

    #[test]
    fn a_point_sums_up_the_sound_origins_of_its_age() {
        let rows = [
            row(Quantity::Staleness, 0, 1, Some(0.875)),
            row(Quantity::Staleness, 0, 2, Some(0.5)),
            row(Quantity::Migration, 0, 1, Some(0.25)),
            row(Quantity::Staleness, 1, 1, Some(0.75)),
            row(Quantity::Staleness, 2, 1, None),
        ];
        let curve = age_curve(&rows, BOOTSTRAP);
        assert_eq!(
            curve.iter().map(|point| (point.quantity, point.steps)).collect::<Vec<_>>(),
            [(Quantity::Staleness, 1), (Quantity::Staleness, 2), (Quantity::Migration, 1)]
        );
        let expected = AgePoint {
            quantity: Quantity::Staleness,
            steps: 1,
            age_months: 1.0,
            origins: 2,
            mean: 0.8125,
            min: 0.75,
            max: 0.875,
            // The customers' interval below, the origins' above: of two origins, a draw may have one twice.
            low: 0.6875,
            high: 0.875,
        };
        assert_eq!(curve[0], expected);
    }

    #[test]
    fn origins_that_differ_widen_the_band_and_overlap_widens_it_more() {
        let alike: Vec<_> = (0..30).map(|origin| row(Quantity::Total, origin, 1, Some(0.8))).collect();
        // Ten origins of one kind, then ten of another: neighbours are alike, as overlapping windows are.
        let apart: Vec<_> = (0..30)
            .map(|origin| row(Quantity::Total, origin, 1, Some(if origin / 10 == 1 { 0.1 } else { 0.9 })))
            .collect();
        let width = |rows: &[Comparison], block| {
            let point = age_curve(rows, BlockBootstrap { block, ..BOOTSTRAP })[0];
            point.high - point.low
        };
        assert!((width(&alike, 1) - 0.1875).abs() < 1e-12);
        assert!(width(&apart, 1) > 0.2 && width(&apart, 10) > 1.5 * width(&apart, 1));
    }

    #[test]
    fn nothing_sound_is_no_curve() {
        assert_eq!(age_curve(&[], BOOTSTRAP), []);
        assert_eq!(age_curve(&[row(Quantity::Total, 0, 1, None)], BOOTSTRAP), []);
    }
}
