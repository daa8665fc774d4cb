//! What a run says of the reference model.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Comparison, Quantity};

/// How near to the best inertia another optimum must be for another sample of customers to pick it instead.
///
/// A convention: optima 0.15 % apart have been seen to change places between seeds and between samples of one market,
/// and this leaves a little room above that.
pub const RIVAL_INERTIA_RATIO: f64 = 1.002;

/// What the run says of the reference model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// Which of the five.
    pub kind: VerdictKind,
    /// The newest window that the reference model was compared on.
    pub window_end: Option<NaiveDate>,
    /// Age of the reference model there, in months.
    pub age_months: Option<f64>,
    /// Staleness there.
    pub ari: Option<f64>,
    /// Lower end of its interval.
    pub ari_low: Option<f64>,
    /// Upper end.
    pub ari_high: Option<f64>,
    /// End of the window since which the reference model's whole interval has been below the threshold: the first of
    /// the unbroken run that lasts to the newest comparison. A dip that it came back from is not in it.
    pub below_since: Option<NaiveDate>,
}

/// Another optimum of the reference model's own window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RivalOptimum {
    /// Its inertia ÷ that of the chosen one: 1 or a little more, and below 1 if it is better.
    pub inertia_ratio: f64,
    /// Adjusted Rand index of the two on the same customers.
    pub ari: f64,
}

/// The five verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerdictKind {
    /// The model's whole interval is at or above the threshold.
    Keep,
    /// Its whole interval is below it: fit again.
    Retrain,
    /// The interval lies across the threshold.
    Undecidable,
    /// Nothing to compare with yet.
    InsufficientHistory,
    /// The segmentation itself is not determined well enough for its age to mean anything.
    Unmonitorable,
}

impl VerdictKind {
    /// The name in `run.json`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Retrain => "retrain",
            Self::Undecidable => "undecidable",
            Self::InsufficientHistory => "insufficient_history",
            Self::Unmonitorable => "unmonitorable",
        }
    }
}

impl Verdict {
    /// The verdict on the model of the window that ends on `reference_end`, from its newest sound staleness.
    ///
    /// `rivals` are other optima of that window. One that another sample could pick (see [`RIVAL_INERTIA_RATIO`]) and
    /// that agrees with the model less than the threshold makes it unmonitorable whatever its staleness says: what a
    /// later fit disagrees with could be luck of the fit.
    #[must_use]
    pub fn on(reference_end: NaiveDate, comparisons: &[Comparison], rivals: &[RivalOptimum], threshold: f64) -> Self {
        let mut sound: Vec<Sound> = comparisons
            .iter()
            .filter(|row| row.origin_end == reference_end && row.quantity == Quantity::Staleness)
            .filter_map(Sound::of)
            .collect();
        sound.sort_by_key(|row| row.window_end);
        let newest = sound.last();
        let below = sound.iter().rev().take_while(|row| row.high < threshold);
        let unmonitorable =
            rivals.iter().any(|rival| rival.inertia_ratio <= RIVAL_INERTIA_RATIO && rival.ari < threshold);
        let kind = match newest {
            _ if unmonitorable => VerdictKind::Unmonitorable,
            None => VerdictKind::InsufficientHistory,
            Some(row) if row.high < threshold => VerdictKind::Retrain,
            Some(row) if row.low >= threshold => VerdictKind::Keep,
            Some(_) => VerdictKind::Undecidable,
        };
        Self {
            kind,
            window_end: newest.map(|row| row.window_end),
            age_months: newest.map(|row| row.age_months),
            ari: newest.map(|row| row.ari),
            ari_low: newest.map(|row| row.low),
            ari_high: newest.map(|row| row.high),
            below_since: below.last().map(|row| row.window_end),
        }
    }
}

/// A comparison that has its numbers.
struct Sound {
    window_end: NaiveDate,
    age_months: f64,
    ari: f64,
    low: f64,
    high: f64,
}

impl Sound {
    fn of(row: &Comparison) -> Option<Self> {
        Some(Self {
            window_end: row.window_end,
            age_months: row.age_months,
            ari: row.ari?,
            low: row.ari_low?,
            high: row.ari_high?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(month: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2020, month, 1).unwrap()
    }

    fn row(origin: u32, window: u32, interval: Option<(f64, f64)>) -> Comparison {
        Comparison {
            origin_end: end(origin),
            window_end: end(window),
            age_months: f64::from(window - origin),
            age_steps: window - origin,
            quantity: Quantity::Staleness,
            ari: interval.map(|(low, high)| f64::midpoint(low, high)),
            ari_low: interval.map(|(low, _)| low),
            ari_high: interval.map(|(_, high)| high),
            ami: None,
            customers: 1000,
            flag: None,
        }
    }

    const ABOVE: Option<(f64, f64)> = Some((0.85, 0.9));
    const ACROSS: Option<(f64, f64)> = Some((0.75, 0.85));
    const BELOW: Option<(f64, f64)> = Some((0.6, 0.7));

    /// The verdict on the window to January, from the intervals of February and on.
    fn verdict(intervals: &[Option<(f64, f64)>]) -> Verdict {
        let rows: Vec<_> = (2..).zip(intervals).map(|(window, &interval)| row(1, window, interval)).collect();
        Verdict::on(end(1), &rows, &[], 0.8)
    }

    #[test]
    fn the_newest_interval_decides() {
        assert_eq!(verdict(&[BELOW, ABOVE]).kind, VerdictKind::Keep);
        assert_eq!(verdict(&[ABOVE, BELOW]).kind, VerdictKind::Retrain);
        assert_eq!(verdict(&[ABOVE, ACROSS]).kind, VerdictKind::Undecidable);
        assert_eq!(verdict(&[]).kind, VerdictKind::InsufficientHistory);
    }

    #[test]
    fn the_threshold_itself_is_kept() {
        assert_eq!(verdict(&[Some((0.8, 0.9))]).kind, VerdictKind::Keep);
        assert_eq!(verdict(&[Some((0.7, 0.8))]).kind, VerdictKind::Undecidable);
    }

    #[test]
    fn windows_without_a_number_are_passed_over() {
        let verdict = verdict(&[ABOVE, BELOW, None]);
        assert_eq!((verdict.kind, verdict.window_end), (VerdictKind::Retrain, Some(end(3))));
        assert_eq!((verdict.age_months, verdict.ari_low, verdict.ari_high), (Some(2.0), Some(0.6), Some(0.7)));
        assert_eq!(Verdict::on(end(1), &[row(1, 2, None)], &[], 0.8).kind, VerdictKind::InsufficientHistory);
    }

    #[test]
    fn other_origins_and_quantities_do_not_matter() {
        let migration = Comparison { quantity: Quantity::Migration, ..row(1, 5, BELOW) };
        let verdict = Verdict::on(end(1), &[row(1, 4, ABOVE), row(2, 5, BELOW), migration], &[], 0.8);
        assert_eq!((verdict.kind, verdict.window_end), (VerdictKind::Keep, Some(end(4))));
    }

    #[test]
    fn below_since_starts_the_run_that_lasts() {
        assert_eq!(verdict(&[BELOW, ABOVE, BELOW, None, BELOW]).below_since, Some(end(4)));
        assert_eq!(verdict(&[ABOVE, BELOW, ACROSS]).below_since, None);
        assert_eq!(verdict(&[BELOW, ABOVE]).below_since, None);
    }

    #[test]
    fn a_near_tied_optimum_that_disagrees_makes_it_unmonitorable() {
        let rows = [row(1, 2, ABOVE)];
        let kind = |inertia_ratio, ari| Verdict::on(end(1), &rows, &[RivalOptimum { inertia_ratio, ari }], 0.8).kind;
        assert_eq!(kind(1.0015, 0.5), VerdictKind::Unmonitorable);
        assert_eq!(kind(0.999, 0.5), VerdictKind::Unmonitorable);
        assert_eq!(kind(1.0015, 0.9), VerdictKind::Keep);
        assert_eq!(kind(1.01, 0.5), VerdictKind::Keep);
        let verdict = Verdict::on(end(1), &rows, &[RivalOptimum { inertia_ratio: 1.0, ari: 0.1 }], 0.8);
        assert_eq!(verdict.window_end, Some(end(2)));
    }
}
