//! Columns of the tables with a row a customer and window.

use super::Column;

fn keys() -> Vec<Column> {
    vec![Column::date("window_end", "the window"), Column::text("customer_id", "any text", "the customer")]
}

/// Columns of a window's features.
pub(in crate::sink) fn features<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<Column> {
    let meaning = "the feature as its SQL gives it";
    let values = names.into_iter().map(|name| Column::measure(name, "the feature's unit", meaning).or_null("missing"));
    keys().into_iter().chain(values).collect()
}

/// Columns of a window's assignments.
pub(in crate::sink) fn assignments() -> Vec<Column> {
    let newcomer = "the customer was not in the window before";
    let mut columns = keys();
    columns.extend([
        Column::number("reference_segment", "from 0", "segment by the reference model"),
        Column::number("refit_segment", "from 0", "segment by the model fitted on this window")
            .or_null("none was, or the customer was left out"),
        Column::number("previous_segment", "from 0", "segment by the reference model in the window before")
            .or_null(newcomer),
        Column::measure(
            "margin",
            "0 on the border to 1 on the centroid",
            "1 − d₁ ÷ d₂, the distances to the nearest and second nearest centroid",
        ),
        Column::yes("changed", "whether `reference_segment` differs from `previous_segment`").or_null(newcomer),
    ]);
    columns
}
