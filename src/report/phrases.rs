//! The words of the page that Rust puts together: a method for each, with the figures it is filled with.
//!
//! A further phrase is a line in the list below and a message of the same name in each file of `reports/page`. A phrase
//! that is misspelt, or lacks a figure, does not compile; tests hold the list against the files.

use std::collections::BTreeMap;

use crate::language::{Figure, Language, Message};

/// The parts of the page that have texts of their own, as templates name them: `t.verdict.heading` is the attribute
/// `heading` of the message `t-verdict`.
const PARTS: [&str; 14] = [
    "page", "nav", "verdict", "moved", "ageing", "origins", "policies", "paths", "trust", "windows", "segments",
    "optimum", "data", "method",
];

/// A language's phrases.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrases {
    language: Language,
}

/// What templates use as it stands, by part and name.
pub(super) fn texts(language: Language) -> BTreeMap<&'static str, BTreeMap<String, String>> {
    PARTS.into_iter().map(|part| (part, language.texts(&format!("t-{part}")))).collect()
}

impl Phrases {
    /// The phrases of a language.
    pub fn of(language: Language) -> Self {
        Self { language }
    }
}

macro_rules! phrases {
    ($($name:ident $(($($figure:ident),+))?),+ $(,)?) => {
        impl Phrases {
            $(pub fn $name(self $($(, $figure: impl Into<Figure>)+)?) -> String {
                self.language.tell(&Message::new(stringify!($name))$($(.with(stringify!($figure), $figure))+)?)
            })+
        }

        /// Every phrase and its figures.
        #[cfg(test)]
        pub(super) const LIST: &[(&str, &[&str])] = &[$((stringify!($name), &[$($(stringify!($figure)),+)?])),+];
    };
}

phrases! {
    range(from, to),
    range_from(from),
    range_under(to),
    range_over(from),
    rate(share, low, high),
    times(factor),
    yes,
    no,
    sentence_missing,
    reason_missing,
    segment(number),
    segment_number(number),
    as_of,
    reference_window,
    segments,
    fitted_customers,
    windows,
    windows_of(count, kind),
    contract_minimum,
    verdict_keep,
    verdict_retrain,
    verdict_undecidable,
    verdict_insufficient_history,
    verdict_unmonitorable,
    verdict_ari,
    verdict_interval(confidence),
    verdict_age,
    verdict_window,
    verdict_noise_floor,
    verdict_or_better(floor),
    verdict_signal,
    change_since(since),
    change_season,
    change_undecidable,
    verdict_below_since,
    gauge_title,
    gauge_description(ari, low, high, threshold),
    gauge_description_floor(floor),
    gauge_minimum(threshold),
    gauge_noise_floor(floor),
    cadence_found,
    cadence_shorter_than_step,
    cadence_not_reached,
    cadence_insufficient_history,
    cadence_at_least(interval),
    cadence_due,
    cadence_review,
    cadence_assured(confidence),
    cadence_models,
    cadence_labellings,
    cadence_independent,
    cadence_events,
    cadence_ages,
    cadence_up_to(age),
    cadence_cost(amount, times, each),
    policy_cheapest,
    policy_fewest,
    policy_none_serves,
    policy_none,
    policy_recommended,
    policy_monthly,
    policy_interval(interval),
    policy_on_breach,
    policy_never,
    policy_cost,
    policy_retrains,
    policy_mean,
    policy_worst,
    policy_below,
    policy_relabelled,
    notice_warning,
    notice_info,
    moved_title,
    moved_caption,
    moved_description(lost, feature, recovered),
    moved_lost,
    moved_recovered,
    moved_worse,
    moved_table,
    moved_from_to(before, after),
    year_before(window, ari),
    year_noise,
    year_drift,
    year_undecidable,
    year_unknown,
    staleness,
    staleness_title,
    staleness_caption,
    migration,
    migration_title,
    migration_caption,
    total,
    total_title,
    total_caption,
    age_axis,
    threshold_label(threshold),
    due_label(interval),
    mean_line,
    band(confidence),
    one_model,
    reference_model,
    noise_floor_line,
    curve_description(quantity, first, first_age, last, last_age, threshold),
    curve_empty,
    curve_table(quantity),
    survival_title,
    survival_caption(threshold),
    survival_staleness,
    survival_migration,
    survival_bound(confidence),
    survival_description(level),
    survival_empty,
    service_level,
    service_level_label(level),
    flags_caption,
    heat_title,
    heat_caption,
    heat_description(cells, below, threshold),
    heat_cell(origin, age, ari, low, high),
    heat_cell_without(origin, age, reason),
    heat_without,
    heat_drift,
    heat_season,
    signal_drift,
    signal_season,
    signal_noise,
    flag_too_few_customers,
    flag_few_common_customers,
    windows_title,
    windows_caption,
    windows_description(count, fewest, most, flagged),
    windows_compared,
    windows_reference,
    windows_flagged,
    windows_empty,
    status_ok,
    status_too_few_customers,
    policies_cost_title(currency),
    policies_cost_caption,
    policies_below_title,
    policies_below_caption,
    policies_limit(share),
    policies_axis,
    policies_description(count, best),
    policies_serve(level),
    policies_fail,
    policies_table,
    sensitivity_caption,
    sensitivity_contract,
    paths_lead(origin, window),
    event_survived,
    event_survived_meaning,
    event_split,
    event_split_meaning,
    event_absorbed,
    event_absorbed_meaning,
    event_dissolved,
    event_dissolved_meaning,
    event_emerged,
    event_emerged_meaning,
    lanes_title,
    lanes_caption,
    lanes_caption_crowded,
    lanes_description(count, windows, gone),
    lanes_in_service,
    lanes_later,
    optimum_found,
    found_of(found, restarts),
    audit_engine,
    ties_caption,
    rows_used,
    rows_rejected,
    rows_out_of_range,
    first_order,
    last_order,
    row_value(row, value),
    sources_caption,
    rejections_of_orders,
    rejections_of(source),
    files_caption,
    trust_lead(replicates, customers),
    trust_finding(market, drift, nominal, retrain),
    placebo_own_orders,
    placebo_stationary,
    placebo_seasonal,
    verdict_share(verdict, share),
    drift_planted(kind, size),
    false_alarms_caption,
    power_caption,
    method_pipeline,
    method_run,
    method_as_of,
    method_time_zone,
    method_windows(kind, length, every),
    method_confidence,
    method_seed,
    method_schema,
    term_intervals,
    term_noise_floor,
    term_survival,
    term_independent,
    term_policies,
    method_intervals(confidence),
    method_noise_floor(alarms),
    method_survival(threshold, confidence, level),
    method_independent(needed),
    method_policies(threshold, level),
    feature_transform(transform, scale),
    column_age,
    column_models,
    column_mean,
    column_low,
    column_high,
    column_smallest,
    column_largest,
    column_known,
    column_independent,
    column_ended,
    column_survival,
    column_bound,
    column_feature,
    column_before,
    column_after,
    column_shift,
    column_psi,
    column_recovered,
    column_segment_moved,
    column_policy,
    column_retrains,
    column_worst,
    column_below,
    column_relabelled,
    column_serves,
    column_cost(currency),
    column_factor,
    column_stale_month(currency),
    column_cheapest,
    column_segment,
    column_first,
    column_last,
    column_share_now,
    column_market,
    column_markets,
    column_looks,
    column_drift_found(nominal),
    column_retrain_due,
    column_last_verdicts,
    column_drift,
    column_found_soon,
    column_found,
    column_delay,
    column_early,
    column_fitted_to,
    column_window,
    column_from,
    column_to,
    column_orders,
    column_customers,
    column_fitted,
    column_status,
    column_inertia,
    column_iterations,
    column_converged,
    column_quantity,
    column_reason,
    column_comparisons,
    column_without_number,
    column_solution,
    column_ratio,
    column_lead,
    column_ari,
    column_starts,
    column_source,
    column_rows,
    column_rows_short,
    column_accepted,
    column_rejected,
    column_column,
    column_samples,
    column_path,
    column_size,
    column_digest,
    rejection_reason(kind, reason),
    rejection_fields(found, expected),
    feature_scale(scale),
    feature_missing(missing),
    drift_kind(kind),
    drift_size(size),
    drift_meaning(kind, description),
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::language::tests::files;

    #[test]
    fn the_list_is_that_of_the_files() {
        let mut of_file = files::page(Language::English);
        of_file.retain(|name, _| !name.starts_with("t-"));
        let figures = |figures: &[&str]| figures.iter().map(|figure| (*figure).to_owned()).collect::<BTreeSet<_>>();
        let of_list = LIST.iter().map(|(name, of)| ((*name).to_owned(), figures(of))).collect::<BTreeMap<_, _>>();
        assert_eq!(of_list, of_file);
    }

    #[test]
    fn every_language_has_every_phrase() {
        for language in Language::ALL {
            for (name, figures) in LIST {
                let message =
                    figures.iter().fold(Message::new(*name), |message, figure| message.with(figure, "{ $x }"));
                let text = language.say(&message).unwrap();
                assert!(!text.is_empty() && !text.contains('\n') && !text.contains("  "), "{name}: {text}");
            }
            let texts = texts(language);
            assert!(texts.values().all(|part| !part.is_empty() && part.values().all(|text| !text.contains('\n'))));
        }
    }

    #[test]
    fn no_text_may_be_torn_apart_before_a_french_sign() {
        for text in texts(Language::French).into_values().flat_map(BTreeMap::into_values) {
            for sign in [" :", " ;", " %", " ?", " !", "« ", " »"] {
                assert!(!text.contains(sign), "{text}");
            }
        }
    }
}
