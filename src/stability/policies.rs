//! What would have happened: maintenance policies replayed over the history.
//!
//! The first fitted window's model goes into service, and at each later window the policy says whether the window's own
//! model takes over. A model in service at age 0 agrees with itself; at a later window its staleness is what the
//! comparison of the two windows says. "Every m steps" is replayed from each of its m phases: the first re-fitting comes
//! after 1, 2 … m steps. All the months in service of all phases count alike.
//!
//! ```text
//! annual cost = re-fittings a year × cost of one + 12 × share of months below × cost of a stale month
//! ```

use serde::{Deserialize, Serialize};

use super::{Comparison, Quantity};

/// When a model is fitted again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicyKind {
    /// After so many steps, whatever is measured.
    Interval,
    /// When staleness is below the contract's threshold and the noise floor is breached.
    OnBreach,
    /// Never.
    Never,
}

impl PolicyKind {
    /// The name in the outputs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Interval => "interval",
            Self::OnBreach => "on_breach",
            Self::Never => "never",
        }
    }
}

/// A row of `policies.parquet`: a policy, and how the history would have gone with it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Policy {
    /// Which.
    pub policy: PolicyKind,
    /// Steps between two re-fittings; null but for intervals.
    pub interval_steps: Option<u32>,
    /// The same in months.
    pub interval_months: Option<f64>,
    /// Re-fittings a year, in the mean over phases.
    pub retrains_per_year: f64,
    /// Mean staleness in service.
    pub mean_ari: f64,
    /// The least.
    pub worst_ari: f64,
    /// Share of the windows in service whose staleness is below the threshold, in [0, 1].
    pub share_below: f64,
    /// Share of the customers whose segment a re-fitting changes, after one-to-one matching, in the mean over
    /// re-fittings; null without any.
    pub relabelled_share: Option<f64>,
    /// Cost of a year; null unless both costs are known.
    pub annual_cost: Option<f64>,
    /// Whether the share of windows at or above the threshold reaches the service level.
    pub meets_service_level: bool,
}

/// What the contract says about costs and service.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PolicyTerms {
    /// The staleness asked for.
    pub threshold: f64,
    /// The share of the time that it must be kept, in (0, 1].
    pub service_level: f64,
    /// Months of a step.
    pub step_months: f64,
    /// What one re-fitting costs.
    pub retrain_cost: Option<f64>,
    /// What a month below the threshold costs.
    pub stale_month_cost: Option<f64>,
}

/// The policies that the history can try, by interval, then on breach, then never; none without a sound comparison.
///
/// Intervals go from one step to half of the history's steps, so that each is tried from every phase at least once.
#[must_use]
pub fn policies(comparisons: &[Comparison], terms: &PolicyTerms) -> Vec<Policy> {
    let Some(history) = History::of(comparisons) else { return Vec::new() };
    let longest = (history.windows / 2).max(1);
    let intervals = (1..=longest).filter_map(|steps| {
        let mut tally = Tally::default();
        for phase in 1..=steps {
            history.replay(terms, &mut tally, |_, window| window >= phase && (window - phase) % steps == 0);
        }
        let steps = u32::try_from(steps).ok()?;
        tally.policy(PolicyKind::Interval, Some(steps), terms)
    });
    let mut breach = Tally::default();
    history.replay(terms, &mut breach, |row, _| {
        row.is_some_and(|row| row.breaches_floor() && row.ari_high.is_some_and(|high| high < terms.threshold))
    });
    let mut never = Tally::default();
    history.replay(terms, &mut never, |_, _| false);
    let rest = [breach.policy(PolicyKind::OnBreach, None, terms), never.policy(PolicyKind::Never, None, terms)];
    intervals.chain(rest.into_iter().flatten()).collect()
}

/// The recommended one: the cheapest that meets the service level, and where costs are not known the one with the
/// fewest re-fittings. Of equals, the first. `None` where none meets it.
#[must_use]
pub fn recommended(policies: &[Policy]) -> Option<&Policy> {
    let price = |policy: &Policy| policy.annual_cost.unwrap_or(policy.retrains_per_year);
    policies
        .iter()
        .filter(|policy| policy.meets_service_level)
        .min_by(|left, right| price(left).total_cmp(&price(right)))
}

/// How the recommendation depends on the costs: the one for each multiple of the cost of a stale month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sensitivity {
    /// The cost of a stale month ÷ the one in the contract.
    pub factor: f64,
    /// The cost of a stale month.
    pub stale_month_cost: f64,
    /// The cheapest policy that meets the service level at that cost; null where none does.
    pub recommended: Option<Policy>,
}

/// The recommendation for a quarter to four times the cost of a stale month; none unless both costs are known.
#[must_use]
pub fn sensitivity(policies: &[Policy], terms: &PolicyTerms) -> Vec<Sensitivity> {
    let Some((retrain, stale)) = terms.retrain_cost.zip(terms.stale_month_cost) else { return Vec::new() };
    [0.25, 0.5, 1.0, 2.0, 4.0]
        .map(|factor| {
            let priced: Vec<Policy> = policies
                .iter()
                .map(|policy| Policy { annual_cost: Some(annual_cost(policy, retrain, factor * stale)), ..*policy })
                .collect();
            Sensitivity { factor, stale_month_cost: factor * stale, recommended: recommended(&priced).copied() }
        })
        .into()
}

fn annual_cost(policy: &Policy, retrain: f64, stale: f64) -> f64 {
    policy.retrains_per_year * retrain + 12.0 * policy.share_below * stale
}

/// Staleness by positions of origin and window, the first origin being 0.
struct History<'a> {
    windows: usize,
    rows: Vec<Option<&'a Comparison>>,
}

impl<'a> History<'a> {
    /// `None` without a sound comparison. Windows are those of `comparisons`, oldest first.
    fn of(comparisons: &'a [Comparison]) -> Option<Self> {
        let sound = || comparisons.iter().filter(|row| row.quantity == Quantity::Staleness && row.ari.is_some());
        let mut ends: Vec<_> = sound().flat_map(|row| [row.origin_end, row.window_end]).collect();
        ends.sort_unstable();
        ends.dedup();
        let windows = ends.len();
        let mut rows = vec![None; windows * windows];
        for row in sound() {
            let place = ends.binary_search(&row.origin_end).ok().zip(ends.binary_search(&row.window_end).ok());
            if let Some(cell) = place.and_then(|(origin, window)| rows.get_mut(origin * windows + window)) {
                *cell = Some(row);
            }
        }
        (windows > 1).then_some(Self { windows, rows })
    }

    fn row(&self, origin: usize, window: usize) -> Option<&'a Comparison> {
        self.rows.get(origin * self.windows + window).copied().flatten()
    }

    /// Goes through the windows after the first; `is_due(comparison of the model in service, window)` decides.
    ///
    /// Staleness counts before a re-fitting: it is what the customers had until then.
    fn replay(&self, terms: &PolicyTerms, tally: &mut Tally, is_due: impl Fn(Option<&Comparison>, usize) -> bool) {
        let mut in_service = 0;
        for window in 1..self.windows {
            let row = self.row(in_service, window);
            tally.steps += 1.0;
            if let Some(ari) = row.and_then(|row| row.ari) {
                tally.seen += 1.0;
                tally.sum += ari;
                tally.worst = tally.worst.min(ari);
                tally.below += f64::from(u8::from(ari < terms.threshold));
            }
            if is_due(row, window) {
                tally.retrains += 1.0;
                if let Some(share) = row.and_then(|row| row.relabelled_share) {
                    tally.relabellings += 1.0;
                    tally.relabelled += share;
                }
                in_service = window;
            }
        }
    }
}

/// What is counted over the phases of a policy.
struct Tally {
    steps: f64,
    seen: f64,
    sum: f64,
    worst: f64,
    below: f64,
    retrains: f64,
    relabellings: f64,
    relabelled: f64,
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            steps: 0.0,
            seen: 0.0,
            sum: 0.0,
            worst: 1.0,
            below: 0.0,
            retrains: 0.0,
            relabellings: 0.0,
            relabelled: 0.0,
        }
    }
}

impl Tally {
    fn policy(&self, policy: PolicyKind, interval_steps: Option<u32>, terms: &PolicyTerms) -> Option<Policy> {
        if self.seen <= 0.0 {
            return None;
        }
        let share_below = self.below / self.seen;
        let mut row = Policy {
            policy,
            interval_steps,
            interval_months: interval_steps.map(|steps| f64::from(steps) * terms.step_months),
            retrains_per_year: 12.0 * self.retrains / (self.steps * terms.step_months),
            mean_ari: self.sum / self.seen,
            worst_ari: self.worst,
            share_below,
            relabelled_share: (self.relabellings > 0.0).then(|| self.relabelled / self.relabellings),
            annual_cost: None,
            meets_service_level: 1.0 - share_below >= terms.service_level,
        };
        let costs = terms.retrain_cost.zip(terms.stale_month_cost);
        row.annual_cost = costs.map(|(retrain, stale)| annual_cost(&row, retrain, stale));
        Some(row)
    }
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::stability::{Standing, sample};

    const TERMS: PolicyTerms = PolicyTerms {
        threshold: 0.8,
        service_level: 0.8,
        step_months: 1.0,
        retrain_cost: Some(1000.0),
        stale_month_cost: Some(500.0),
    };

    /// Staleness of `count` monthly windows by origin and window; a tenth of what is lost is relabelled.
    fn history(count: u32, staleness: impl Fn(u32, u32) -> f64) -> Vec<Comparison> {
        let of_contract = |row: Comparison| Comparison {
            standing: row.ari_low.zip(row.ari_high).map(|(low, high)| Standing::of(low, high, 0.8)),
            relabelled_share: row.ari.map(|ari| (1.0 - ari) / 10.0),
            ..row
        };
        sample::history(count, staleness).into_iter().map(of_contract).collect()
    }

    fn of(policies: &[Policy], kind: PolicyKind, steps: Option<u32>) -> Policy {
        *policies.iter().find(|policy| policy.policy == kind && policy.interval_steps == steps).unwrap()
    }

    /// Ten windows; each month of age costs a tenth.
    fn ageing() -> Vec<Policy> {
        policies(&history(10, |origin, window| 1.0 - 0.1 * f64::from(window - origin)), &TERMS)
    }

    #[test]
    fn intervals_are_replayed_from_every_phase() {
        let policies = ageing();
        // Always one month old.
        let monthly = of(&policies, PolicyKind::Interval, Some(1));
        assert!((monthly.mean_ari - 0.9).abs() < 1e-12 && monthly.share_below == 0.0);
        assert_eq!((monthly.retrains_per_year, monthly.interval_months), (12.0, Some(1.0)));
        // One and two months old in turn. Phase 1: ages 1, 1 2, 1 2 … (9 windows); phase 2: 1 2, 1 2, … 1.
        let second = of(&policies, PolicyKind::Interval, Some(2));
        let ages = [1, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1];
        let mean = ages.iter().map(|age| 1.0 - 0.1 * f64::from(*age)).sum::<f64>() / 18.0;
        assert!((second.mean_ari - mean).abs() < 1e-12, "{}", second.mean_ari);
        assert_eq!((second.worst_ari, second.retrains_per_year), (0.8, 12.0 * 9.0 / 18.0));
        assert!(second.meets_service_level);
    }

    #[test]
    fn never_ages_and_on_breach_does_not_for_long() {
        let policies = ageing();
        let never = of(&policies, PolicyKind::Never, None);
        assert_eq!((never.retrains_per_year, never.relabelled_share), (0.0, None));
        // Ages 1 to 9; those from 3 on are below 0.8.
        assert!((never.share_below - 7.0 / 9.0).abs() < 1e-12 && !never.meets_service_level);
        assert!((never.annual_cost.unwrap() - 12.0 * 7.0 / 9.0 * 500.0).abs() < 1e-9);
        // Fitted again at age 3, three times in nine months.
        let breach = of(&policies, PolicyKind::OnBreach, None);
        assert!((breach.retrains_per_year - 4.0).abs() < 1e-12 && (breach.share_below - 1.0 / 3.0).abs() < 1e-12);
        assert!((breach.relabelled_share.unwrap() - 0.03).abs() < 1e-12);
    }

    #[test]
    fn the_cheapest_that_serves_is_recommended() {
        let policies = ageing();
        let best = recommended(&policies).unwrap();
        let serving: Vec<_> = policies.iter().filter(|policy| policy.meets_service_level).collect();
        assert!(serving.iter().all(|policy| best.annual_cost <= policy.annual_cost));
        assert_eq!((best.policy, best.interval_steps), (PolicyKind::Interval, Some(2)));
        assert_eq!(recommended(&[]), None);
        // Nothing changes: nothing is to be done, and if ever anything does, then.
        let unchanged = super::policies(&history(10, |_, _| 0.99), &TERMS);
        assert_eq!(recommended(&unchanged).unwrap().policy, PolicyKind::OnBreach);
    }

    #[test]
    fn costs_that_are_not_known_leave_the_fewest_refits() {
        let terms = PolicyTerms { retrain_cost: None, ..TERMS };
        let rows = history(10, |origin, window| 1.0 - 0.1 * f64::from(window - origin));
        let policies = policies(&rows, &terms);
        assert!(policies.iter().all(|policy| policy.annual_cost.is_none()));
        let fewest = policies.iter().filter(|policy| policy.meets_service_level);
        let fewest = fewest.map(|policy| policy.retrains_per_year).fold(f64::INFINITY, f64::min);
        assert_eq!(recommended(&policies).unwrap().retrains_per_year, fewest);
        assert!(sensitivity(&policies, &terms).is_empty());
    }

    #[test]
    fn dearer_stale_months_never_recommend_a_longer_interval() {
        let rows = history(13, |origin, window| 1.0 - 0.06 * f64::from(window - origin));
        let terms = PolicyTerms { service_level: 0.1, ..TERMS };
        let refits: Vec<f64> = sensitivity(&policies(&rows, &terms), &terms)
            .iter()
            .map(|row| row.recommended.unwrap().retrains_per_year)
            .collect();
        assert_eq!(refits.len(), 5);
        assert!(refits.is_sorted(), "{refits:?}");
    }

    #[test]
    fn nothing_compared_is_no_policy() {
        assert!(policies(&[], &TERMS).is_empty());
        assert!(policies(&history(1, |_, _| 1.0), &TERMS).is_empty());
    }
}
