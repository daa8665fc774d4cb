//! An order, and orders as CSV.

use std::fmt;

use chrono::NaiveDateTime;

/// One row of `orders.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// Whose it is; customers are numbered from 0.
    pub customer: u32,
    /// The customer's how manyth order it is, from 1.
    pub number: u32,
    /// When, to the second, on the wall clock.
    pub ordered_at: NaiveDateTime,
    /// What was paid, in hundredths.
    pub cents: u64,
    /// 1 to 5; none where the order was not reviewed.
    pub review_score: Option<u8>,
}

/// The first line of `orders.csv`.
const HEADER: &str = "order_id,customer_id,ordered_at,amount,review_score\n";

/// The orders as CSV, in the order given.
pub(super) fn csv(orders: &[Order]) -> String {
    std::iter::once(HEADER.to_owned()).chain(orders.iter().map(|order| format!("{order}\n"))).collect()
}

/// A line of `orders.csv`, without its end. An order's id is made of its customer's, so that it does not depend on the
/// orders of others.
impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { customer, number, ordered_at, cents, review_score } = self;
        write!(f, "C{customer:06}-{number:03},C{customer:06},{ordered_at},{}.{:02},", cents / 100, cents % 100)?;
        review_score.map_or(Ok(()), |score| write!(f, "{score}"))
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn lines_are_as_promised() {
        let ordered_at = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap().and_hms_opt(9, 0, 5).unwrap();
        let order = Order { customer: 42, number: 7, ordered_at, cents: 1205, review_score: Some(4) };
        let unreviewed = Order { cents: 9, review_score: None, ..order };
        assert_eq!(
            csv(&[order, unreviewed]),
            "order_id,customer_id,ordered_at,amount,review_score\n\
             C000042-007,C000042,2024-02-29 09:00:05,12.05,4\n\
             C000042-007,C000042,2024-02-29 09:00:05,0.09,\n"
        );
    }
}
