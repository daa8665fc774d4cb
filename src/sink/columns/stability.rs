//! Columns of the tables that the verdict and the intervals come from.

use super::{Column, Row};
use crate::stability::{Comparison, OriginLifetime, Policy};

impl Row for Comparison {
    const FILE: &'static str = "stability.parquet";
    const SORTED_BY: usize = 2;

    fn columns() -> Vec<Column> {
        let flagged = "`flag` says why";
        vec![
            Column::date("origin_end", "window of the older model M_o"),
            Column::date("window_end", "later window w"),
            Column::measure("age_months", "months, above 0", "from one end to the other"),
            Column::number("age_steps", "steps, from 1", "the same in steps"),
            Column::text(
                "quantity",
                "`staleness`, `migration`, `total`",
                "staleness: M_o and the window's own model on the window's customers; migration: M_o then and M_o now, \
                 customers in both; total: M_o then and the window's own model now, customers in both",
            ),
            Column::measure("ari", "−0.5 to 1; 0 is chance", "adjusted Rand index").or_null(flagged),
            Column::measure("ari_low", "−0.5 to 1", "lower end of its interval at `stability.confidence`")
                .or_null(flagged),
            Column::measure("ari_high", "−0.5 to 1", "upper end").or_null(flagged),
            Column::measure("noise_floor", "−0.5 to 1", "how low staleness falls by chance on unchanged customers")
                .or_null("another quantity, or no replicates were asked for"),
            Column::text("signal", "`drift`, `season`, `noise`, `undecidable`", "the interval beside the floor")
                .or_null("there is no floor"),
            Column::text("standing", "`above`, `below`, `across`", "the interval beside the contract's threshold")
                .or_null(flagged),
            Column::measure(
                "relabelled_share",
                "share, 0 to 1",
                "customers whose segment is another: after one-to-one matching, or for migration as it stands",
            )
            .or_null(flagged),
            Column::measure(
                "rival_ari",
                "−0.5 to 1",
                "staleness had the window's fit ended in the nearly tied solution that agrees best",
            )
            .or_null("the window's solution is clear, or another quantity"),
            Column::measure("ami", "up to 1; 0 is chance", "adjusted mutual information").or_null(flagged),
            Column::count("customers", "customers, from 0", "customers compared"),
            Column::text("flag", "`too_few_customers`, `few_common_customers`", "why there is no number")
                .or_null("sound"),
        ]
    }
}

impl Row for OriginLifetime {
    const FILE: &'static str = "lifetimes.parquet";
    const SORTED_BY: usize = 2;

    fn columns() -> Vec<Column> {
        vec![
            Column::text("quantity", "`staleness`, `migration`", "staleness: of models; migration: of labels"),
            Column::date("origin_end", "the origin"),
            Column::measure("observed_months", "months, from 0", "how long it was looked at"),
            Column::yes("event", "whether it ended"),
            Column::measure("lower_months", "months, from 0", "it ended after this"),
            Column::measure("upper_months", "months, above 0", "it ended by this").or_null("no end was seen"),
        ]
    }
}

impl Row for Policy {
    const FILE: &'static str = "policies.parquet";
    const SORTED_BY: usize = 0;

    fn columns() -> Vec<Column> {
        let no_interval = "not a policy of intervals";
        vec![
            Column::text("policy", "`interval`, `on_breach`, `never`", "when the model is fitted again"),
            Column::number("interval_steps", "steps, from 1", "from one re-fit to the next").or_null(no_interval),
            Column::measure("interval_months", "months, above 0", "the same in months").or_null(no_interval),
            Column::measure("retrains_per_year", "re-fits a year, from 0", "mean over phases"),
            Column::measure("mean_ari", "−0.5 to 1", "mean staleness in service"),
            Column::measure("worst_ari", "−0.5 to 1", "lowest staleness in service"),
            Column::measure("share_below", "share, 0 to 1", "windows below the threshold"),
            Column::measure(
                "relabelled_share",
                "share, 0 to 1",
                "customers whose segment a re-fit changes, mean over re-fits",
            )
            .or_null("it never re-fits"),
            Column::measure("annual_cost", "`contract.currency` a year, from 0", "re-fits and stale months")
                .or_null("the contract does not name both costs"),
            Column::yes("meets_service_level", "whether the rest of the time reaches the service level"),
        ]
    }
}
