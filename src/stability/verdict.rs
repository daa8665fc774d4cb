//! What a run says of the reference model.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Comparison, Quantity, Signal, Standing};

/// How many standard errors a solution must be ahead of another for it to be clear which is the better one. Of another
/// sample of as many customers, one that is this far ahead is the worse one with probability 1 %: Φ(−3.29 / √2).
pub const CLEAR_LEAD: f64 = 3.29;

/// What the run says of the reference model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// Which of the five.
    pub kind: VerdictKind,
    /// Why nothing can be said of it, where it is unmonitorable; null otherwise.
    pub unmonitorable: Option<Unmonitorable>,
    /// The solution that makes it so, of those nearly tied with the model's; null where it is not that.
    pub rival: Option<RivalOptimum>,
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
    /// The noise floor there.
    pub noise_floor: Option<f64>,
    /// The interval beside the noise floor.
    pub signal: Option<Signal>,
    /// The interval beside the contract's threshold.
    pub standing: Option<Standing>,
    /// End of the window since which the reference model's whole interval has been below the threshold: the first of
    /// the unbroken run that lasts to the newest comparison. A dip that it came back from is not in it.
    pub below_since: Option<NaiveDate>,
    /// The same for the noise floor: since when there has been drift.
    pub drift_since: Option<NaiveDate>,
}

/// Another optimum of the reference model's own window.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RivalOptimum {
    /// How far the chosen one is ahead, in standard errors.
    pub z: f64,
    /// Its inertia ÷ that of the chosen one: 1 or a little more, and below 1 if it is better.
    pub inertia_ratio: f64,
    /// Adjusted Rand index of the two on the same customers.
    pub ari: f64,
}

/// The five verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerdictKind {
    /// The model's whole interval is at or above the threshold, or below it by the season.
    Keep,
    /// Its whole interval is below the threshold by a drift: fit again.
    Retrain,
    /// The interval lies across the threshold, or below it by what may be a drift or a season.
    Undecidable,
    /// Nothing to compare with yet.
    InsufficientHistory,
    /// The segmentation itself is not determined well enough for its age to mean anything.
    Unmonitorable,
}

/// Why the age of a segmentation means nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unmonitorable {
    /// Another optimum, all but as good, agrees with it less than the threshold or the noise floor.
    NearTiedOptima,
    /// Fitted again on unchanged customers, it may fall below the threshold by chance.
    NoiseFloor,
}

impl VerdictKind {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Keep, Self::Retrain, Self::Undecidable, Self::InsufficientHistory, Self::Unmonitorable];

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
    /// `rivals` are other optima of that window. One that another sample could pick (see [`CLEAR_LEAD`]) and that agrees with the model less than the threshold or the noise floor makes it unmonitorable whatever its
    /// staleness says: what a later fit disagrees with could be luck of the fit. So does a noise floor below the
    /// threshold. Otherwise the threshold decides; since the floor is not below it, whatever is below the threshold is more
    /// than chance. If that is drift, the model is to be fitted again; if it is the season, a new fit would not last and
    /// the model is kept; and if it is not known which, neither is said.
    #[must_use]
    pub fn on(reference_end: NaiveDate, comparisons: &[Comparison], rivals: &[RivalOptimum], threshold: f64) -> Self {
        let mut sound: Vec<Sound> = comparisons
            .iter()
            .filter(|row| row.origin_end == reference_end && row.quantity == Quantity::Staleness)
            .filter_map(|row| Sound::of(row, threshold))
            .collect();
        sound.sort_by_key(|row| row.window_end);
        let newest = sound.last();
        let since = |fails: fn(&Sound) -> bool| {
            sound.iter().rev().take_while(|row| fails(row)).last().map(|row| row.window_end)
        };
        let rival = nearly_tied(newest, rivals, threshold).copied();
        let noisy = newest.and_then(|row| row.noise_floor).is_some_and(|floor| floor < threshold);
        let unmonitorable = match rival {
            Some(_) => Some(Unmonitorable::NearTiedOptima),
            None => noisy.then_some(Unmonitorable::NoiseFloor),
        };
        let kind = match newest.map(|row| (row.standing, row.signal)) {
            _ if unmonitorable.is_some() => VerdictKind::Unmonitorable,
            None => VerdictKind::InsufficientHistory,
            Some((Standing::Above, _) | (Standing::Below, Some(Signal::Season))) => VerdictKind::Keep,
            Some((Standing::Below, Some(Signal::Drift) | None)) => VerdictKind::Retrain,
            Some(_) => VerdictKind::Undecidable,
        };
        Self {
            kind,
            unmonitorable,
            rival,
            window_end: newest.map(|row| row.window_end),
            age_months: newest.map(|row| row.age_months),
            ari: newest.map(|row| row.ari),
            ari_low: newest.map(|row| row.low),
            ari_high: newest.map(|row| row.high),
            noise_floor: newest.and_then(|row| row.noise_floor),
            signal: newest.and_then(|row| row.signal),
            standing: newest.map(|row| row.standing),
            below_since: since(|row| row.standing == Standing::Below),
            drift_since: since(|row| row.signal == Some(Signal::Drift)),
        }
    }
}

/// The first rival that another sample could pick and that disagrees: with it in the model's place, staleness could be
/// below what is asked for, or below what chance does.
fn nearly_tied<'a>(newest: Option<&Sound>, rivals: &'a [RivalOptimum], threshold: f64) -> Option<&'a RivalOptimum> {
    let floor = newest.and_then(|row| row.noise_floor);
    let asked = floor.map_or(threshold, |floor| floor.max(threshold));
    rivals.iter().find(|rival| rival.z < CLEAR_LEAD && rival.ari < asked)
}

/// A comparison that has its numbers.
struct Sound {
    window_end: NaiveDate,
    age_months: f64,
    ari: f64,
    low: f64,
    high: f64,
    noise_floor: Option<f64>,
    signal: Option<Signal>,
    standing: Standing,
}

impl Sound {
    fn of(row: &Comparison, threshold: f64) -> Option<Self> {
        let (low, high) = row.ari_low.zip(row.ari_high)?;
        Some(Self {
            window_end: row.window_end,
            age_months: row.age_months,
            ari: row.ari?,
            low,
            high,
            noise_floor: row.noise_floor,
            signal: row.signal,
            standing: Standing::of(low, high, threshold),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stability::sample::{compared, end};

    fn row(origin: u32, window: u32, interval: Option<(f64, f64)>) -> Comparison {
        compared(origin, window, interval, interval.map(|_| 0.9))
    }

    const ABOVE: Option<(f64, f64)> = Some((0.85, 0.9));
    const ACROSS: Option<(f64, f64)> = Some((0.75, 0.85));
    const BELOW: Option<(f64, f64)> = Some((0.6, 0.7));

    /// The verdict on the model of the second window, from the intervals of the third and on.
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
        let on = |z, ari| Verdict::on(end(1), &rows, &[RivalOptimum { z, inertia_ratio: 1.001, ari }], 0.8);
        assert_eq!(on(2.0, 0.5).kind, VerdictKind::Unmonitorable);
        assert_eq!(on(-1.0, 0.5).kind, VerdictKind::Unmonitorable);
        assert_eq!(on(2.0, 0.9).kind, VerdictKind::Keep);
        assert_eq!(on(4.0, 0.5).kind, VerdictKind::Keep);
        assert_eq!(on(0.0, 0.1).window_end, Some(end(2)));
    }

    #[test]
    fn a_floor_below_the_threshold_makes_it_unmonitorable() {
        let noisy = |floor| Comparison { noise_floor: Some(floor), ..row(1, 2, BELOW) };
        let verdict = |floor| Verdict::on(end(1), &[noisy(floor)], &[], 0.8);
        assert_eq!(verdict(0.79).unmonitorable, Some(Unmonitorable::NoiseFloor));
        assert_eq!((verdict(0.8).kind, verdict(0.8).unmonitorable), (VerdictKind::Retrain, None));
        // Without a floor the threshold alone decides.
        let unknown = Comparison { noise_floor: None, signal: None, ..row(1, 2, BELOW) };
        assert_eq!(Verdict::on(end(1), &[unknown], &[], 0.8).kind, VerdictKind::Retrain);
    }

    #[test]
    fn a_rival_above_the_threshold_and_below_the_floor_still_counts() {
        let rival = RivalOptimum { z: 1.0, inertia_ratio: 1.001, ari: 0.85 };
        let verdict = Verdict::on(end(1), &[row(1, 2, BELOW)], &[rival], 0.8);
        assert_eq!(verdict.unmonitorable, Some(Unmonitorable::NearTiedOptima));
    }

    #[test]
    fn drift_within_the_contract_is_kept_and_said() {
        // Above the threshold of 0.8, below the floor of 0.9.
        let verdict = verdict(&[ABOVE, Some((0.82, 0.84)), Some((0.81, 0.85))]);
        assert_eq!((verdict.kind, verdict.signal), (VerdictKind::Keep, Some(Signal::Drift)));
        assert_eq!((verdict.drift_since, verdict.below_since), (Some(end(3)), None));
    }
}
