//! How long each model held: from every origin's comparisons to a lifetime, censored where it is not known.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Comparison, Quantity};
use crate::survival::Lifetime;

/// A row of `lifetimes.parquet`: how long the model of an origin, or a labelling by it, held.
///
/// A life ends at the first age at which the lower end of the interval is below the threshold and, for staleness, the
/// whole interval is below the noise floor: a model is not called old for what chance does. It is for what a season does:
/// it does not serve the customers of that month, whether or not they will be as before. Labels by one and the same
/// model have no such chance in them, so migration has no floor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OriginLifetime {
    /// The origin.
    pub origin_end: NaiveDate,
    /// What held: staleness or migration.
    pub quantity: Quantity,
    /// Months that it was looked at: to its end, else to the last sound comparison.
    pub observed_months: f64,
    /// Whether it ended.
    pub event: bool,
    /// It held at least so long, in months: the last age at which it was seen to hold, 0 if at none.
    pub lower_months: f64,
    /// It had ended by then; null where no end was seen.
    pub upper_months: Option<f64>,
}

impl OriginLifetime {
    /// As a censored observation, in months.
    #[must_use]
    pub fn lifetime(&self) -> Lifetime {
        Lifetime { lower: self.lower_months, upper: self.upper_months }
    }
}

/// The lifetimes of all origins with a sound comparison, by quantity and origin.
///
/// Comparisons without a number are passed over: a life that ended somewhere between two sound ones has an interval
/// that is longer than a step.
#[must_use]
pub fn lifetimes(comparisons: &[Comparison], threshold: f64) -> Vec<OriginLifetime> {
    let mut origins: BTreeMap<(Quantity, NaiveDate), Vec<&Comparison>> = BTreeMap::new();
    for row in comparisons.iter().filter(|row| row.quantity != Quantity::Total && row.ari_low.is_some()) {
        origins.entry((row.quantity, row.origin_end)).or_default().push(row);
    }
    origins
        .into_iter()
        .map(|((quantity, origin_end), mut rows)| {
            rows.sort_by_key(|row| row.age_steps);
            let end = rows.iter().position(|row| has_ended(row, threshold));
            let held = rows.get(..end.unwrap_or(rows.len())).and_then(<[_]>::last);
            let lower_months = held.map_or(0.0, |row| row.age_months);
            let upper_months = end.and_then(|end| rows.get(end)).map(|row| row.age_months);
            OriginLifetime {
                origin_end,
                quantity,
                observed_months: upper_months.unwrap_or(lower_months),
                event: end.is_some(),
                lower_months,
                upper_months,
            }
        })
        .collect()
}

fn has_ended(row: &Comparison, threshold: f64) -> bool {
    row.ari_low.is_some_and(|low| low < threshold) && row.breaches_floor()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stability::Standing;
    use crate::stability::sample::{compared, end};

    fn row(quantity: Quantity, origin: u32, age: u32, interval: Option<(f64, f64)>) -> Comparison {
        let floor = (quantity == Quantity::Staleness).then_some(0.78);
        let standing = interval.map(|(low, high)| Standing::of(low, high, 0.8));
        Comparison { quantity, standing, ..compared(origin, origin + age, interval, floor) }
    }

    /// The life of an origin whose ages from 1 on have these intervals.
    fn life(quantity: Quantity, intervals: &[Option<(f64, f64)>]) -> OriginLifetime {
        let rows: Vec<_> = (1..).zip(intervals).map(|(age, &interval)| row(quantity, 0, age, interval)).collect();
        let lives = lifetimes(&rows, 0.8);
        assert_eq!(lives.len(), 1);
        lives[0].clone()
    }

    fn bounds(life: &OriginLifetime) -> (f64, Option<f64>) {
        (life.lower_months, life.upper_months)
    }

    const GOOD: Option<(f64, f64)> = Some((0.85, 0.9));
    const BAD: Option<(f64, f64)> = Some((0.6, 0.7));
    /// Below the threshold, but no more than chance does.
    const CHANCE: Option<(f64, f64)> = Some((0.77, 0.79));

    #[test]
    fn a_life_ends_between_two_looks() {
        let ended = life(Quantity::Staleness, &[GOOD, GOOD, BAD, GOOD]);
        assert_eq!((bounds(&ended), ended.event, ended.observed_months), ((2.0, Some(3.0)), true, 3.0));
        assert_eq!(bounds(&life(Quantity::Staleness, &[BAD])), (0.0, Some(1.0)));
        let going_on = life(Quantity::Staleness, &[GOOD, GOOD]);
        assert_eq!((bounds(&going_on), going_on.event, going_on.observed_months), ((2.0, None), false, 2.0));
    }

    #[test]
    fn a_gap_makes_the_interval_longer() {
        assert_eq!(bounds(&life(Quantity::Staleness, &[GOOD, None, None, BAD])), (1.0, Some(4.0)));
        assert_eq!(bounds(&life(Quantity::Staleness, &[GOOD, GOOD, None])), (2.0, None));
    }

    #[test]
    fn chance_ends_no_model_but_any_fall_ends_labels() {
        assert_eq!(bounds(&life(Quantity::Staleness, &[GOOD, CHANCE, BAD])), (2.0, Some(3.0)));
        assert_eq!(bounds(&life(Quantity::Migration, &[GOOD, CHANCE, BAD])), (1.0, Some(2.0)));
    }

    #[test]
    fn an_age_without_an_end_adds_to_what_is_observed_and_nothing_else() {
        let (short, long) = (life(Quantity::Staleness, &[GOOD]), life(Quantity::Staleness, &[GOOD, GOOD]));
        assert_eq!(OriginLifetime { observed_months: 1.0, lower_months: 1.0, ..long }, short);
    }

    #[test]
    fn origins_and_quantities_are_apart_and_total_has_no_life() {
        let rows = [
            row(Quantity::Staleness, 1, 1, GOOD),
            row(Quantity::Staleness, 0, 1, BAD),
            row(Quantity::Migration, 0, 1, GOOD),
            row(Quantity::Total, 0, 1, BAD),
            row(Quantity::Staleness, 2, 1, None),
        ];
        let lives = lifetimes(&rows, 0.8);
        let found: Vec<_> = lives.iter().map(|life| (life.quantity, life.origin_end, life.event)).collect();
        assert_eq!(
            found,
            [
                (Quantity::Staleness, end(0), true),
                (Quantity::Staleness, end(1), false),
                (Quantity::Migration, end(0), false)
            ]
        );
    }
}
