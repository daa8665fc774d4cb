//! Columns of the tables about segments: the models, what became of their segments, who moved between them.

use super::{Column, Row};
use crate::record::tables::{SegmentRow, TransitionRow};

/// Columns of `models.parquet` before those of the features.
pub(in crate::sink) fn models() -> Vec<Column> {
    vec![
        Column::date("window_end", "the window the model was fitted on"),
        Column::number("segment", "from 0, the largest", "number, as in the assignments"),
        Column::number("identity", "from 0", "which segment it is through all re-fits: never given to another"),
        Column::text(
            "segment_name",
            "any text",
            "name for people, in the report's first language; it goes with the identity",
        ),
        Column::date("since", "the first window whose model has that identity: a segment is new where it is this one"),
        Column::count("customers", "customers, from 1", "customers of the window in it"),
        Column::measure("share", "share, 0 to 1", "their share"),
        Column::measure("revenue_share", "share, 0 to 1", "their share of what all customers of the window paid")
            .or_null("the orders have no amount, or all are 0"),
        Column::measure(
            "inertia",
            "from 0",
            "of the whole model: sum of squared scaled distances to the nearest centroid",
        ),
        Column::number("iterations", "from 1", "Lloyd iterations of the start that won"),
        Column::yes("converged", "whether its labels had settled"),
    ]
}

/// Columns of `models.parquet` for a feature: what follows its name, unit and range, meaning, what NULL says.
pub(in crate::sink) const MODEL_FEATURE: [(&str, &str, &str, Option<&str>); 5] = [
    ("centroid", "the feature's unit", "the centroid", None),
    ("scaled", "scaled units", "the centroid", None),
    ("fill", "the feature's unit", "stands in for a missing value", Some("customers without a value are left out")),
    ("center", "the feature's unit after the transform", "what the scaler subtracts", None),
    ("spread", "the same unit, from 0", "what the scaler divides by; 0 where all customers have one value", None),
];

impl Column {
    /// A column of a feature in `models.parquet`, an item of [`MODEL_FEATURE`].
    pub(in crate::sink) fn of_model(
        feature: &str,
        (suffix, range, meaning, null): (&str, &'static str, &'static str, Option<&'static str>),
    ) -> Self {
        Self { null, ..Self::measure(format!("{feature}_{suffix}"), range, meaning) }
    }
}

impl Row for SegmentRow {
    const FILE: &'static str = "segments.parquet";
    const SORTED_BY: usize = 2;

    fn columns() -> Vec<Column> {
        let unmatched = "there is no matched segment";
        vec![
            Column::date("origin_end", "window of the older model"),
            Column::date("window_end", "later window"),
            Column::number("segment", "from 0", "segment of the origin's model").or_null("one that emerged"),
            Column::number(
                "matched_segment",
                "from 0",
                "segment of the window's model that it is matched with one to one, or the one that emerged",
            )
            .or_null("matched with none"),
            Column::measure(
                "jaccard",
                "0 to 1; above 0.5 it is the same segment",
                "customers in both ÷ customers in either",
            )
            .or_null(unmatched),
            Column::measure("jaccard_low", "0 to 1", "lower end of its interval at `stability.confidence`")
                .or_null(unmatched),
            Column::measure("jaccard_high", "0 to 1", "upper end").or_null(unmatched),
            Column::text("event", "`survived`, `split`, `absorbed`, `dissolved`, `emerged`", "what became of it"),
            Column::count(
                "customers_before",
                "customers, from 0",
                "the window's customers in it, by the origin's model",
            ),
            Column::count("customers_after", "customers, from 0", "those in the matched one, by the window's model"),
        ]
    }
}

impl Row for TransitionRow {
    const FILE: &'static str = "transitions.parquet";
    const SORTED_BY: usize = 1;

    fn columns() -> Vec<Column> {
        vec![
            Column::date("window_end", "this window"),
            Column::number("from_segment", "from 0", "segment in the window before")
                .or_null("not in the window before"),
            Column::number("to_segment", "from 0", "segment in this window").or_null("not in this window"),
            Column::count("customers", "customers, from 1", "how many"),
        ]
    }
}
