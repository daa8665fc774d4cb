//! One customer's life: coming, ordering, perhaps changing, going.

use super::draws::Draws;
use super::order::Order;
use super::population::{BASKET_SPREAD_BETWEEN, BASKET_SPREAD_WITHIN, Behaviour, REVIEWED_SHARE, TYPES};
use super::rhythm::Rhythm;

/// Days in a month, in the mean.
const DAYS_PER_MONTH: f64 = 365.25 / 12.0;

/// A customer who is there at some time of the period.
pub(super) struct Customer {
    number: u32,
    draws: Draws,
    /// Index of the type.
    pub kind: usize,
    /// Days after the start of the period; 0 for those who were there before.
    came: f64,
    /// Days after the start of the period; may be after its end.
    goes: f64,
    /// How the customer orders once the drift has come; none for those whom it does not reach.
    changed: Option<Behaviour>,
    /// Logarithm of what the customer usually spends on an order over what is usual for the type.
    basket_level: f64,
}

impl Customer {
    /// Draws the `number`-th customer of a market of so many days.
    ///
    /// A type with mean lifetime L has, over T days, those who are there at the start and those who come, in the ratio
    /// L : T when as many come as go. How long the former stay on is exponential too, since it forgets.
    pub fn draw(seed: u64, number: u32, days: f64) -> Self {
        let mut draws = Draws::of_customer(seed, number);
        let kind = draws.index(TYPES.iter().map(|kind| kind.share));
        let (lifetime, change) =
            TYPES.get(kind).map_or((0.0, None), |kind| (kind.lifetime_months * DAYS_PER_MONTH, kind.change.as_ref()));
        let came = (draws.uniform() * (lifetime + days) - lifetime).max(0.0);
        let goes = came + lifetime * draws.erlang(1);
        let would_change = draws.uniform();
        let changed = change.filter(|change| would_change < change.share).map(|change| change.behaviour);
        let basket_level = BASKET_SPREAD_BETWEEN * draws.normal();
        Self { number, draws, kind, came, goes, changed, basket_level }
    }

    /// The customer's orders, oldest first; the drift comes `drift` days after the start, if at all.
    pub fn orders(mut self, rhythm: &Rhythm, drift: Option<f64>) -> Vec<Order> {
        let mut orders = Vec::new();
        let Some(kind) = TYPES.get(self.kind) else { return orders };
        let (came, goes) = (self.came, self.goes);
        match drift.zip(self.changed) {
            None => self.order(kind.behaviour, rhythm, came, goes, &mut orders),
            Some((drift, changed)) => {
                self.order(kind.behaviour, rhythm, came, goes.min(drift), &mut orders);
                self.order(changed, rhythm, came.max(drift), goes, &mut orders);
            }
        }
        orders
    }

    /// Orders from day `from` to day `to`.
    ///
    /// In a renewal process that has long been running, the time to the next order is a uniform part of a gap, and the
    /// gap one is in has the distribution of gaps weighted by length: of Erlang gaps, Erlang of one more.
    fn order(&mut self, behaviour: Behaviour, rhythm: &Rhythm, from: f64, to: f64, orders: &mut Vec<Order>) {
        if from >= to {
            return;
        }
        let shape = behaviour.regularity;
        let scale = DAYS_PER_MONTH / (behaviour.orders_per_month * f64::from(shape));
        let end = rhythm.operational(to);
        let mut time = rhythm.operational(from) + self.draws.uniform() * self.draws.erlang(shape + 1) * scale;
        while time < end {
            let Some(ordered_at) = rhythm.moment(time) else { break };
            let number = u32::try_from(orders.len() + 1).unwrap_or(u32::MAX);
            let cents = self.cents(behaviour.median_basket);
            let review_score = self.review_score(behaviour.score_shares);
            orders.push(Order { customer: self.number, number, ordered_at, cents, review_score });
            time += self.draws.erlang(shape) * scale;
        }
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive, and of everyday size")]
    fn cents(&mut self, median: f64) -> u64 {
        let level = self.basket_level + BASKET_SPREAD_WITHIN * self.draws.normal();
        (100.0 * median * libm::exp(level)).round() as u64
    }

    fn review_score(&mut self, shares: [f64; 5]) -> Option<u8> {
        let reviewed = self.draws.uniform() < REVIEWED_SHARE;
        let score = self.draws.index(shares.into_iter());
        u8::try_from(score + 1).ok().filter(|_| reviewed)
    }
}
