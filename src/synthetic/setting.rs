//! What the customers of a market have in common: the calendar, the types, the drift.

use chrono::NaiveDate;

use super::drift::{DriftKind, Effect, Planted};
use super::market::MarketParams;
use super::population::{CustomerType, Makeup};
use super::rhythm::Rhythm;
use super::season::Season;

/// Days in a month, in the mean.
pub(super) const DAYS_PER_MONTH: f64 = 365.25 / 12.0;

/// What the customers of a market have in common.
pub(super) struct Setting {
    pub seed: u64,
    pub season: Season,
    pub rhythm: Rhythm,
    pub makeup: &'static Makeup,
    /// None in a market without a drift.
    pub drift: Option<Drifting>,
}

/// A drift that comes within the period.
pub(super) struct Drifting {
    pub planted: Planted,
    /// Days after the start of the period.
    pub day: f64,
    /// Customers of the type that begins to come.
    pub newcomers: u32,
}

impl Setting {
    pub fn new(params: &MarketParams) -> Self {
        let &MarketParams { seed, customers, start, end, population, season, drift } = params;
        let makeup = population.makeup();
        let rhythm = Rhythm::new(season, start, end);
        let drift = drift.filter(|drift| start <= drift.on && drift.on < end).map(|planted| {
            let day = days(start, planted.on);
            let share = planted.magnitude().value;
            let newcomers = match planted.kind {
                DriftKind::NewSegment => newcomers(makeup, f64::from(customers), rhythm.days(), day, share),
                _ => 0,
            };
            Drifting { planted, day, newcomers }
        });
        Self { seed, season, rhythm, makeup, drift }
    }

    /// The types, and the one that begins to come after them.
    pub fn types(&self) -> impl Iterator<Item = &'static CustomerType> {
        let newcomer = self.drift.as_ref().filter(|drift| drift.planted.kind == DriftKind::NewSegment);
        self.makeup.types.iter().chain(newcomer.map(|_| &self.makeup.newcomer))
    }

    /// The share of the `index`-th type, when it is the one that begins to come.
    pub fn newcomer_share(&self, index: usize) -> Option<f64> {
        let planted = self.drift.as_ref()?.planted;
        (index == self.makeup.types.len()).then(|| planted.magnitude().value)
    }

    /// What the drift does to the `index`-th type.
    pub fn effect(&self, index: usize) -> Option<Effect> {
        let planted = self.drift.as_ref()?.planted;
        planted.kind.effect(planted.magnitude(), self.makeup, index)
    }
}

/// How many customers of the new type are there at some time between the drift and the end, when they are to be that
/// share of those who are there on one day.
///
/// Of the customers of a type with mean lifetime L who are there at some time of T days, L / (L + T) are there on one
/// day.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative; saturates")]
fn newcomers(makeup: &Makeup, customers: f64, days: f64, drift: f64, share: f64) -> u32 {
    let at_once = |kind: &CustomerType, days: f64| {
        let lifetime = kind.lifetime_months * DAYS_PER_MONTH;
        lifetime / (lifetime + days)
    };
    let others: f64 = makeup.types.iter().map(|kind| customers * kind.share * at_once(kind, days)).sum();
    (others * share / (1.0 - share) / at_once(&makeup.newcomer, days - drift)).round() as u32
}

#[expect(clippy::cast_precision_loss, reason = "days of a calendar are far below 2^52")]
fn days(from: NaiveDate, to: NaiveDate) -> f64 {
    (to - from).num_days() as f64
}
