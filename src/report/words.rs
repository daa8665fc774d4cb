//! The words of a report that do not come from the run: one TOML file for each language.

use serde::Deserialize;

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
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct Phrases {
            $(pub $name: String,)+
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
    verdict_below_since,
    gauge_title,
    gauge_description,
    gauge_minimum,
    cadence_found,
    cadence_shorter_than_step,
    cadence_not_reached,
    cadence_insufficient_history,
    cadence_at_least,
    cadence_origins,
    cadence_cost,
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
    curve_description,
    curve_empty,
    curve_table,
    service_title,
    service_caption,
    service_staleness,
    service_migration,
    service_level,
    service_level_label,
    service_description,
    flags_caption,
    heat_title,
    heat_caption,
    heat_description,
    heat_cell,
    heat_cell_without,
    heat_without,
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
    method_intervals,
    feature_transform,
    column_age,
    column_models,
    column_mean,
    column_low,
    column_high,
    column_smallest,
    column_largest,
    column_holding,
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
