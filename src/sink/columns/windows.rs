//! Columns of the tables about windows and what moved between them.

use super::{Column, Row};
use crate::record::tables::{DriftRow, WindowRow};

impl Row for WindowRow {
    const FILE: &'static str = "windows.parquet";
    const SORTED_BY: usize = 1;

    fn columns() -> Vec<Column> {
        vec![
            Column::date("window_end", "end of the window, exclusive; identifies it in every table"),
            Column::time("window_start", "first moment, inclusive"),
            Column::time("window_stop", "last moment, exclusive"),
            Column::count("orders", "orders, from 0", "orders in it"),
            Column::count("customers", "customers, from 0", "customers in it, of the population"),
            Column::count("fitted", "customers, from 0", "customers the model was fitted on; 0 when none was"),
            Column::text("status", "`ok`, `too_few_customers`", "whether it was fitted and compared"),
        ]
    }
}

impl Row for DriftRow {
    const FILE: &'static str = "drift.parquet";
    const SORTED_BY: usize = 2;

    fn columns() -> Vec<Column> {
        let no_spread = "all customers of the reference window have one value";
        vec![
            Column::date("window_end", "the later window"),
            Column::text("feature", "a feature's name", "the feature"),
            Column::number("segment", "from 0", "its customers by the reference model, in each window")
                .or_null("all customers"),
            Column::measure(
                "psi",
                "from 0; below 0.1 little, above 0.25 much",
                "population stability index over deciles of the reference window",
            ),
            Column::measure(
                "wasserstein_sd",
                "standard deviations of the reference window, from 0",
                "first Wasserstein distance",
            )
            .or_null(no_spread),
            Column::measure("mean_shift_sd", "standard deviations of the reference window", "difference of means")
                .or_null(no_spread),
            Column::measure("mean_before", "the feature's unit", "mean in the reference window"),
            Column::measure("mean_after", "the feature's unit", "mean in the later window"),
            Column::measure(
                "year_shift_sd",
                "standard deviations of the reference window",
                "difference of means from the window a year before the later one",
            )
            .or_null("no window a year before, or no spread"),
            Column::measure(
                "ari_recovered",
                "difference of ARI, −1.5 to 1.5",
                "staleness that comes back when this feature alone is undone",
            )
            .or_null("a segment's row"),
        ]
    }
}
