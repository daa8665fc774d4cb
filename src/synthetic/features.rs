//! What may be known of a customer of a market.

/// A feature, as a pipeline has it; it is scaled by mean and standard deviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feature {
    /// Its name.
    pub name: &'static str,
    /// An aggregate over a customer's orders in the window.
    pub sql: &'static str,
    /// What is done to it before it is scaled; none: nothing.
    pub transform: Option<&'static str>,
    /// What stands in for a missing value; none: nothing is missing.
    pub missing: Option<&'static str>,
}

/// The fewest features that make a segmentation of a market.
pub const FEWEST_FEATURES: usize = 3;

/// The features, the most telling first: the first three or more make a segmentation.
///
/// The fifth and later ones say more of what the first four say. They are in an order in which the segments of
/// [`Population::Apart`](super::Population::Apart) stay what they are.
pub const FEATURES: [Feature; 8] = [
    Feature {
        name: "recency_days",
        sql: "date_part('day', window_end - max(ordered_at))",
        transform: None,
        missing: None,
    },
    Feature { name: "frequency", sql: "count(*)", transform: None, missing: None },
    Feature { name: "monetary", sql: "sum(amount)", transform: Some("log1p"), missing: None },
    Feature { name: "review_score", sql: "avg(review_score)", transform: None, missing: Some("median") },
    Feature { name: "average_basket", sql: "avg(amount)", transform: Some("log1p"), missing: None },
    Feature {
        name: "bad_review_share",
        sql: "avg(CASE WHEN review_score <= 2 THEN 1 WHEN review_score > 2 THEN 0 END)",
        transform: None,
        missing: Some("median"),
    },
    Feature { name: "largest_basket", sql: "max(amount)", transform: Some("log1p"), missing: None },
    Feature {
        name: "active_days",
        sql: "date_part('day', max(ordered_at) - min(ordered_at))",
        transform: None,
        missing: None,
    },
];
