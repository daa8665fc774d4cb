//! One customer's life: coming, ordering, perhaps changing, going.

use super::behaviour::Behaviour;
use super::draws::Draws;
use super::drift::Change;
use super::order::Order;
use super::setting::{DAYS_PER_MONTH, Setting};

/// Months in which the first customers of a new type come.
const OPENING_MONTHS: f64 = 2.0;

/// A customer who is there at some time of the period.
pub(super) struct Customer<'a> {
    setting: &'a Setting,
    number: u32,
    draws: Draws,
    /// Index of the type.
    pub kind: usize,
    behaviour: Behaviour,
    /// Days after the start of the period; 0 for those who were there before.
    came: f64,
    /// Days after the start of the period; may be after its end.
    goes: f64,
    /// What becomes of the customer, and on which day after the start; none for those whom the drift does not reach.
    change: Option<(f64, Change)>,
    /// Logarithm of what the customer usually spends on an order over what is usual for the type.
    basket_level: f64,
}

impl<'a> Customer<'a> {
    /// Draws the `number`-th customer of a market; none where there are no types.
    ///
    /// A type with mean lifetime L has, over T days, those who are there at the start and those who come, in the ratio
    /// L : T when as many come as go. How long the former stay on is exponential too, since it forgets.
    pub fn draw(setting: &'a Setting, number: u32) -> Option<Self> {
        let mut draws = Draws::of_customer(setting.seed, number);
        let index = draws.index(setting.makeup.types.iter().map(|kind| kind.share));
        let kind = setting.makeup.types.get(index)?;
        let lifetime = kind.lifetime_months * DAYS_PER_MONTH;
        let came = (draws.uniform() * (lifetime + setting.rhythm.days()) - lifetime).max(0.0);
        let goes = came + lifetime * draws.erlang(1);
        let would_change = draws.uniform();
        let effect = setting.effect(index).filter(|effect| would_change < effect.share);
        let change = setting.drift.as_ref().zip(effect).map(|(drift, effect)| (drift.day, effect.change));
        let basket_level = setting.makeup.basket_spread_between * draws.normal();
        Some(Self { setting, number, draws, kind: index, behaviour: kind.behaviour, came, goes, change, basket_level })
    }

    /// Draws a customer of the type that begins to come with the drift; none in a market without a drift.
    ///
    /// As many as there will be at once come in the first months, evenly; after that, as many come as go.
    pub fn draw_newcomer(setting: &'a Setting, number: u32) -> Option<Self> {
        let from = setting.drift.as_ref()?.day;
        let mut draws = Draws::of_customer(setting.seed, number);
        let kind = &setting.makeup.newcomer;
        let lifetime = kind.lifetime_months * DAYS_PER_MONTH;
        let came = draws.uniform() * (lifetime + setting.rhythm.days() - from) - lifetime;
        let opening = OPENING_MONTHS * DAYS_PER_MONTH;
        let came = from + if came < 0.0 { (came / lifetime + 1.0) * opening } else { came };
        let goes = came + lifetime * draws.erlang(1);
        let basket_level = setting.makeup.basket_spread_between * draws.normal();
        let index = setting.makeup.types.len();
        let behaviour = kind.behaviour;
        Some(Self { setting, number, draws, kind: index, behaviour, came, goes, change: None, basket_level })
    }

    /// The customer's orders, oldest first.
    pub fn orders(mut self) -> Vec<Order> {
        let mut orders = Vec::new();
        let (before, came, goes) = (self.behaviour, self.came, self.goes);
        match self.change {
            None => self.order(before, came, goes, &mut orders),
            Some((day, Change::Stop)) => self.order(before, came, goes.min(day), &mut orders),
            // The same orders: what they are like changes, and not when they come.
            Some((day, Change::To(after))) if after.keeps_time_of(&before) => {
                self.order_with(before, Some((day, after)), came, goes, &mut orders);
            }
            Some((day, Change::To(after))) => {
                self.order(before, came, goes.min(day), &mut orders);
                self.order(after, came.max(day), goes, &mut orders);
            }
        }
        orders
    }

    /// Orders from day `from` to day `to`.
    fn order(&mut self, behaviour: Behaviour, from: f64, to: f64, orders: &mut Vec<Order>) {
        self.order_with(behaviour, None, from, to, orders);
    }

    /// Orders from day `from` to day `to`, whose amounts and reviews are those of another behaviour from a day on.
    ///
    /// In a renewal process that has long been running, the time to the next order is a uniform part of a gap, and the
    /// gap one is in has the distribution of gaps weighted by length: of Erlang gaps, Erlang of one more.
    fn order_with(
        &mut self,
        behaviour: Behaviour,
        later: Option<(f64, Behaviour)>,
        from: f64,
        to: f64,
        orders: &mut Vec<Order>,
    ) {
        if from >= to {
            return;
        }
        let Setting { season, rhythm, .. } = self.setting;
        let shape = behaviour.regularity;
        let scale = DAYS_PER_MONTH / (behaviour.orders_per_month * f64::from(shape));
        let end = rhythm.operational(to);
        let later = later.map(|(day, behaviour)| (rhythm.operational(day), behaviour));
        let mut time = rhythm.operational(from) + self.draws.uniform() * self.draws.erlang(shape + 1) * scale;
        while time < end {
            let Some(ordered_at) = rhythm.moment(time) else { break };
            let number = u32::try_from(orders.len() + 1).unwrap_or(u32::MAX);
            let now = later.filter(|&(since, _)| since <= time).map_or(behaviour, |(_, behaviour)| behaviour);
            let cents = self.cents(now.median_basket * season.basket_factor(ordered_at.date()));
            let review_score = self.review_score(now.score_shares);
            orders.push(Order { customer: self.number, number, ordered_at, cents, review_score });
            time += self.draws.erlang(shape) * scale;
        }
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive, and of everyday size")]
    fn cents(&mut self, median: f64) -> u64 {
        let level = self.basket_level + self.setting.makeup.basket_spread_within * self.draws.normal();
        (100.0 * median * libm::exp(level)).round() as u64
    }

    fn review_score(&mut self, shares: [f64; 5]) -> Option<u8> {
        let reviewed = self.draws.uniform() < self.setting.makeup.reviewed_share;
        let score = self.draws.index(shares.into_iter());
        u8::try_from(score + 1).ok().filter(|_| reviewed)
    }
}
