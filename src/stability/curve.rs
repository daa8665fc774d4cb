//! The age curve: a quantity at each age, over all origins.

use serde::{Deserialize, Serialize};

use super::{Comparison, Quantity};

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
    /// Mean of the lower ends of their intervals.
    pub low: f64,
    /// Mean of the upper ends.
    pub high: f64,
    /// Share of the origins whose lower end is at or above the threshold.
    pub share_above: f64,
}

/// The age curves of all three quantities, by quantity and age; ages without a sound comparison are left out.
///
/// Sums run over the comparisons in the order given, so the same comparisons give the same bits.
#[must_use]
pub fn age_curve(comparisons: &[Comparison], threshold: f64) -> Vec<AgePoint> {
    let oldest = comparisons.iter().map(|comparison| comparison.age_steps).max().unwrap_or(0);
    let ages = Quantity::ALL.into_iter().flat_map(|quantity| (1..=oldest).map(move |steps| (quantity, steps)));
    ages.filter_map(|(quantity, steps)| {
        let of_age =
            comparisons.iter().filter(|comparison| comparison.quantity == quantity && comparison.age_steps == steps);
        age_point(of_age, threshold)
    })
    .collect()
}

/// The point of comparisons that share quantity and age; `None` when none of them is sound.
fn age_point<'a>(comparisons: impl Iterator<Item = &'a Comparison>, threshold: f64) -> Option<AgePoint> {
    let sound = comparisons.filter_map(|row| Some((row, row.ari?, row.ari_low?, row.ari_high?)));
    let (mut point, mut above): (Option<AgePoint>, u32) = (None, 0);
    for (row, ari, low, high) in sound {
        above += u32::from(low >= threshold);
        let sums = point.get_or_insert(AgePoint {
            quantity: row.quantity,
            steps: row.age_steps,
            age_months: row.age_months,
            origins: 0,
            mean: 0.0,
            min: ari,
            max: ari,
            low: 0.0,
            high: 0.0,
            share_above: 0.0,
        });
        sums.origins += 1;
        sums.mean += ari;
        sums.min = sums.min.min(ari);
        sums.max = sums.max.max(ari);
        sums.low += low;
        sums.high += high;
    }
    let sums = point?;
    let origins = f64::from(sums.origins);
    Some(AgePoint {
        mean: sums.mean / origins,
        low: sums.low / origins,
        high: sums.high / origins,
        share_above: f64::from(above) / origins,
        ..sums
    })
}

#[cfg(test)]
mod tests {
    use chrono::{Months, NaiveDate};

    use super::*;

    fn row(quantity: Quantity, origin: u32, steps: u32, ari: Option<f64>) -> Comparison {
        let end = |months| NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + Months::new(months);
        Comparison {
            origin_end: end(origin),
            window_end: end(origin + steps),
            age_months: f64::from(steps),
            age_steps: steps,
            quantity,
            ari,
            ari_low: ari.map(|ari| ari - 0.125),
            ari_high: ari.map(|ari| ari + 0.0625),
            ami: ari,
            customers: 100,
            flag: ari.is_none().then(|| "too_few_customers".to_owned()),
        }
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
        let curve = age_curve(&rows, 0.75);
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
            low: 0.6875,
            high: 0.875,
            // 0.875 - 0.125 is at the threshold, which counts; 0.75 - 0.125 is not.
            share_above: 0.5,
        };
        assert_eq!(curve[0], expected);
    }

    #[test]
    fn nothing_sound_is_no_curve() {
        assert_eq!(age_curve(&[], 0.8), []);
        assert_eq!(age_curve(&[row(Quantity::Total, 0, 1, None)], 0.8), []);
    }
}
