//! Does a query look at one row at a time? Then the orders of some files are the orders of each file put together.

use datafusion::common::DataFusionError;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::logical_expr::{Distinct, LogicalPlan};

/// Why the orders of several files are more than those of each; `None` when they are not.
///
/// Row by row is what only selects, computes and renames over one scan of one table. The order of rows counts for nothing:
/// orders are sorted afterwards.
pub(super) fn obstacle(plan: &LogicalPlan) -> Result<Option<&'static str>, DataFusionError> {
    let (mut scans, mut found) = (0, None);
    plan.apply_with_subqueries(|node| {
        let obstacle = match node {
            LogicalPlan::Projection(_) | LogicalPlan::Filter(_) | LogicalPlan::SubqueryAlias(_) => None,
            LogicalPlan::TableScan(scan) => {
                scans += 1;
                scan.fetch.map(|_| "it limits the rows")
            }
            LogicalPlan::Sort(sort) => sort.fetch.map(|_| "it limits the rows"),
            LogicalPlan::Limit(_) => Some("it limits the rows"),
            LogicalPlan::Join(_) => Some("it joins"),
            LogicalPlan::Aggregate(_) => Some("it groups rows"),
            LogicalPlan::Window(_) => Some("it has a window function"),
            LogicalPlan::Distinct(Distinct::All(_) | Distinct::On(_)) => Some("it takes distinct rows"),
            LogicalPlan::Subquery(_) => Some("it has a sub-query in an expression"),
            _ => Some("it does more than select rows"),
        };
        found = found.or(obstacle);
        Ok(TreeNodeRecursion::Continue)
    })?;
    Ok(found.or((scans != 1).then_some("it does not read one table once")))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use datafusion::arrow::datatypes::{DataType, Field, Schema};
    use datafusion::catalog::MemTable;

    use super::*;
    use crate::source::session;

    async fn of(sql: &str) -> Option<&'static str> {
        let context = session::session(1, &crate::memory::Memory::default()).unwrap();
        let schema = Arc::new(Schema::new(vec![
            Field::new("id", DataType::Utf8, true),
            Field::new("amount", DataType::Int64, true),
        ]));
        let table = || Arc::new(MemTable::try_new(Arc::clone(&schema), vec![vec![]]).unwrap());
        context.register_table("sales", table()).unwrap();
        context.register_table("other", table()).unwrap();
        obstacle(session::query(&context, sql).await.unwrap().logical_plan()).unwrap()
    }

    #[tokio::test]
    async fn selecting_computing_and_renaming_look_at_one_row() {
        for sql in [
            "SELECT id, amount FROM sales",
            "SELECT upper(id) AS id, CASE WHEN amount > 3 THEN 1 ELSE amount END AS amount FROM sales WHERE id LIKE 'a%'",
            "WITH some AS (SELECT id, amount * 2 AS twice FROM sales WHERE amount > 1) SELECT id, twice FROM some AS s",
            "SELECT * FROM (SELECT * FROM sales) ORDER BY id",
        ] {
            assert_eq!(of(sql).await, None, "{sql}");
        }
    }

    #[tokio::test]
    async fn whatever_looks_at_other_rows_does_not() {
        for sql in [
            "SELECT id, sum(amount) FROM sales GROUP BY id",
            "SELECT DISTINCT id, amount FROM sales",
            "SELECT DISTINCT ON (id) id, amount FROM sales ORDER BY id, amount",
            "SELECT id, row_number() OVER (PARTITION BY id ORDER BY amount) FROM sales",
            "SELECT id FROM sales LIMIT 3",
            "SELECT id FROM sales ORDER BY id LIMIT 3",
            "SELECT s.id FROM sales s JOIN other o ON s.id = o.id",
            "SELECT s.id FROM sales s, sales t",
            "SELECT id FROM sales WHERE amount > (SELECT max(amount) FROM other)",
            "SELECT id FROM sales WHERE id IN (SELECT id FROM sales)",
            "SELECT id FROM sales WHERE EXISTS (SELECT 1 FROM other o WHERE o.id = sales.id)",
            "SELECT id FROM sales UNION ALL SELECT id FROM other",
            "SELECT id FROM sales UNION SELECT id FROM sales",
            "SELECT id FROM sales EXCEPT SELECT id FROM other",
            "SELECT max(amount) FROM sales",
            "SELECT 'a' AS id",
            "VALUES ('a', 1)",
        ] {
            assert!(of(sql).await.is_some(), "{sql}");
        }
    }
}
