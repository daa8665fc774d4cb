//! The words of a report that do not come from the run: one TOML file for each language.

use std::collections::BTreeMap;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::{Language, ReportError};

const ENGLISH: &str = include_str!("../../reports/words/en.toml");

/// A language's words.
#[derive(Debug, Deserialize)]
pub(super) struct Words {
    /// What Rust puts together.
    pub phrases: Phrases,
    /// What the templates use as it stands.
    #[serde(flatten)]
    pub page: toml::Table,
}

impl Words {
    /// The words of `language`.
    ///
    /// # Errors
    /// [`ReportError::Words`] when the file lacks a phrase or has one too many.
    pub fn of(language: Language) -> Result<Self, ReportError> {
        let text = match language {
            Language::English => ENGLISH,
        };
        toml::from_str(text).map_err(|source| ReportError::Words { language: language.tag(), source })
    }
}

/// Puts values into the `{names}` of a phrase. A name that is not among `values` stays as it is, and values are not
/// searched for names: they come from the run.
pub(super) fn fill(phrase: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(phrase.len());
    let mut rest = phrase;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let found = after
            .split_once('}')
            .and_then(|(name, tail)| values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value, tail)));
        if let Some((value, tail)) = found {
            filled.push_str(value);
            rest = tail;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

macro_rules! phrases {
    ($($name:ident),+ $(,)?) => {
        /// Phrases with or without `{names}` to fill; the English file shows what each is.
        #[derive(Debug, Default)]
        pub(super) struct Phrases {
            $(pub $name: String,)+
        }

        /// Field by field, and not derived: the compiler takes minutes over a derived visitor of so many.
        impl<'de> Deserialize<'de> for Phrases {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut written = BTreeMap::<String, String>::deserialize(deserializer)?;
                let mut phrases = Self::default();
                let mut missing = Vec::new();
                let mut take = |name: &'static str, phrase: &mut String| match written.remove(name) {
                    Some(text) => *phrase = text,
                    None => missing.push(name),
                };
                $(take(stringify!($name), &mut phrases.$name);)+
                match (missing.first(), written.keys().next()) {
                    (Some(name), _) => Err(D::Error::missing_field(name)),
                    (None, Some(name)) => Err(D::Error::custom(format!("unknown phrase {name}"))),
                    (None, None) => Ok(phrases),
                }
            }
        }
    };
}

phrases! {
    decimal_mark,
    group_mark,
    percent,
    month_one,
    month_other,
    range,
    range_from,
    range_under,
    range_over,
    rate,
    money,
    times,
    yes,
    no,
    sentence_missing,
    reason_missing,
    segment,
    segment_number,
    as_of,
    reference_window,
    segments,
    fitted_customers,
    windows,
    windows_of,
    contract_minimum,
    verdict_keep,
    verdict_retrain,
    verdict_undecidable,
    verdict_insufficient_history,
    verdict_unmonitorable,
    verdict_ari,
    verdict_interval,
    verdict_age,
    verdict_window,
    verdict_noise_floor,
    verdict_or_better,
    verdict_signal,
    change_since,
    change_season,
    change_undecidable,
    verdict_below_since,
    gauge_title,
    gauge_description,
    gauge_description_floor,
    gauge_minimum,
    gauge_noise_floor,
    cadence_found,
    cadence_shorter_than_step,
    cadence_not_reached,
    cadence_insufficient_history,
    cadence_at_least,
    cadence_due,
    cadence_review,
    cadence_assured,
    cadence_models,
    cadence_labellings,
    cadence_independent,
    cadence_events,
    cadence_ages,
    cadence_up_to,
    cadence_cost,
    policy_cheapest,
    policy_fewest,
    policy_none_serves,
    policy_none,
    policy_recommended,
    policy_monthly,
    policy_interval,
    policy_on_breach,
    policy_never,
    policy_cost,
    policy_retrains,
    policy_mean,
    policy_worst,
    policy_below,
    policy_relabelled,
    moved_title,
    moved_caption,
    moved_description,
    moved_lost,
    moved_recovered,
    moved_worse,
    moved_table,
    moved_from_to,
    year_before,
    year_noise,
    year_drift,
    year_undecidable,
    year_unknown,
    policies_cost_title,
    policies_cost_caption,
    policies_below_title,
    policies_below_caption,
    policies_limit,
    policies_axis,
    policies_description,
    policies_serve,
    policies_fail,
    policies_table,
    sensitivity_caption,
    sensitivity_contract,
    paths_lead,
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
    lanes_description,
    lanes_in_service,
    lanes_later,
    trust_lead,
    trust_finding,
    placebo_own_orders,
    placebo_stationary,
    placebo_seasonal,
    verdict_share,
    drift_planted,
    false_alarms_caption,
    power_caption,
    notice_warning,
    notice_info,
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
    threshold_label,
    due_label,
    mean_line,
    band,
    one_model,
    reference_model,
    noise_floor_line,
    curve_description,
    curve_empty,
    curve_table,
    survival_title,
    survival_caption,
    survival_staleness,
    survival_migration,
    survival_bound,
    survival_description,
    survival_empty,
    service_level,
    service_level_label,
    flags_caption,
    heat_title,
    heat_caption,
    heat_description,
    heat_cell,
    heat_cell_without,
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
    windows_description,
    windows_compared,
    windows_reference,
    windows_flagged,
    windows_empty,
    status_ok,
    status_too_few_customers,
    optimum_found,
    found_of,
    audit_engine,
    ties_caption,
    rows_used,
    rows_rejected,
    rows_out_of_range,
    first_order,
    last_order,
    row_value,
    sources_caption,
    rejections_of_orders,
    rejections_of,
    files_caption,
    method_pipeline,
    method_run,
    method_as_of,
    method_time_zone,
    method_windows,
    method_confidence,
    method_seed,
    method_schema,
    term_intervals,
    term_noise_floor,
    term_survival,
    term_independent,
    term_policies,
    method_intervals,
    method_noise_floor,
    method_survival,
    method_independent,
    method_policies,
    feature_transform,
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
    column_cost,
    column_factor,
    column_stale_month,
    column_cheapest,
    column_segment,
    column_first,
    column_last,
    column_share_now,
    column_market,
    column_markets,
    column_looks,
    column_drift_found,
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
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn names_are_filled_and_values_are_not_searched() {
        assert_eq!(fill("{a} of {b}", &[("a", "{b}"), ("b", "2")]), "{b} of 2");
    }

    #[test]
    fn what_is_not_a_name_stays() {
        assert_eq!(fill("{x} { {a", &[("a", "1")]), "{x} { {a");
    }
}
