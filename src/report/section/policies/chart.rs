//! The policies as a drawing: what each costs a year, or where that is not known, for how long it is stale.

use std::sync::Arc;

use super::{costs_are_known, is_recommended, policy_name};
use crate::report::chart::{PolicyBar, PolicyBars};
use crate::report::edition::Edition;
use crate::report::figure::{Figure, Key};
use crate::stability::{Policy, PolicyKind};

/// The policies' figure.
pub(super) fn figure(edition: &Edition<'_>) -> Figure {
    let (record, phrases) = (edition.report.record, edition.phrases);
    let level = edition.level(record.service_level);
    let language = edition.language;
    let bars = |value: fn(&Policy) -> f64| record.policies.iter().map(|policy| bar(edition, policy, value)).collect();
    let axis = phrases.policies_axis();
    let (figure, chart) = if costs_are_known(edition) {
        let currency = &record.policy.value.currency;
        let title = phrases.policies_cost_title(currency);
        let chart = PolicyBars {
            bars: bars(|policy| policy.annual_cost.unwrap_or(0.0)),
            limit: None,
            axis,
            shares: false,
            number: Arc::new(move |cost| language.decimal(cost, 0)),
        };
        (Figure::new("policy-bars", title, phrases.policies_cost_caption()), chart)
    } else {
        let most = edition.level(1.0 - record.service_level);
        let chart = PolicyBars {
            bars: bars(|policy| policy.share_below),
            limit: Some((1.0 - record.service_level, phrases.policies_limit(most))),
            axis,
            shares: true,
            number: Arc::new(move |share| language.percent(share, 0)),
        };
        (Figure::new("policy-bars", phrases.policies_below_title(), phrases.policies_below_caption()), chart)
    };
    let best = record.policy.value.recommended.as_ref();
    let description = phrases.policies_description(
        record.policies.len(),
        best.map_or_else(|| phrases.policy_none(), |best| policy_name(edition, best)),
    );
    let legend = vec![
        Key::new("key-bar key-staleness", phrases.policy_recommended()),
        Key::new("key-bar", phrases.policies_serve(level)),
        Key::new("key-bar key-flagged", phrases.policies_fail()),
    ];
    figure.keyed(legend).drawn(&chart, &description)
}

fn bar(edition: &Edition<'_>, policy: &Policy, value: fn(&Policy) -> f64) -> PolicyBar {
    let interval = policy.interval_months.filter(|_| policy.policy == PolicyKind::Interval);
    let value = value(policy);
    PolicyBar {
        name: interval.map_or_else(
            || policy_name(edition, policy),
            |months| edition.language.decimal(months, usize::from((months - months.round()).abs() > 0.05)),
        ),
        interval: interval.is_some(),
        value: if value.is_finite() { value } else { 0.0 },
        serves: policy.meets_service_level,
        recommended: is_recommended(edition, policy),
    }
}
