//! SQL that tries to read, write or do anything but query the declared sources: `tests/hostile/sql-*.txt`.

use super::{Yard, check_cases, first_line};

/// Validates the yard's pipeline: "is taken", or the refusal.
fn validated(yard: &Yard) -> Result<String, String> {
    let answer = yard.ask(&["validate", &yard.text("pipeline")]);
    if let Some(trespass) = yard.trespass(&answer) {
        return Err(trespass);
    }
    match answer.code {
        0 => Ok("is taken".to_owned()),
        2 => Ok(first_line(&answer.err)),
        code => Err(format!("ended with {code}: {}{}", answer.out, answer.err)),
    }
}

fn filled(sql: &str, yard: &Yard) -> String {
    sql.replace("[CANARY]", &yard.text("canary"))
}

#[test]
fn the_orders_query_reads_the_declared_sources_and_does_nothing_else() {
    check_cases("sql-orders.txt", 150, |yard, sql| {
        yard.write("orders.sql", filled(sql, yard));
        validated(yard)
    });
}

#[test]
fn a_feature_reads_the_orders_and_does_nothing_else() {
    check_cases("sql-feature.txt", 25, |yard, sql| {
        yard.edit("\"avg(amount)\"", &format!("{:?}", filled(sql, yard)));
        validated(yard)
    });
}

#[test]
fn the_query_of_a_feature_reads_the_orders_and_does_nothing_else() {
    check_cases("sql-query.txt", 25, |yard, sql| {
        yard.write("feature.sql", filled(sql, yard));
        yard.edit("sql = \"avg(amount)\"", "query = \"feature.sql\"");
        validated(yard)
    });
}

/// A parser that recurses, or a planner, would take the process down here: that is no panic and cannot be caught.
#[test]
fn sql_as_deep_or_long_as_a_file_may_be_is_refused_or_taken() {
    let long = |piece: &str, times: usize| {
        format!("SELECT customer_id, order_id, ordered_at, amount{} AS amount FROM sales", piece.repeat(times))
    };
    let nested = |open: &str, close: &str, times: usize| format!("{}1{}", open.repeat(times), close.repeat(times));
    for (name, sql) in [
        ("a long sum", long(" + 1", 200_000)),
        ("a long list of conditions", format!("SELECT * FROM sales WHERE 1 = 1{}", " OR amount = 1".repeat(60_000))),
        ("a long CASE", long(" + CASE WHEN amount > 1 THEN 1 ELSE 2 END", 20_000)),
        ("many columns", format!("SELECT {} amount FROM sales", "amount, ".repeat(100_000))),
        ("many unions", format!("SELECT 1{}", " UNION ALL SELECT 1".repeat(50_000))),
        ("parentheses", format!("SELECT {} FROM sales", nested("(", ")", 400_000))),
        ("nots", format!("SELECT {}true FROM sales", "NOT ".repeat(200_000))),
        ("minuses", format!("SELECT {}1 FROM sales", "- ".repeat(400_000))),
        ("functions", format!("SELECT {} FROM sales", nested("abs(", ")", 150_000))),
        ("subqueries", format!("SELECT * FROM {}sales{}", "(SELECT * FROM ".repeat(50_000), ")".repeat(50_000))),
        ("casts", format!("SELECT 1{} FROM sales", "::INT".repeat(150_000))),
        ("joins", format!("SELECT 1 FROM sales{}", " CROSS JOIN sales".repeat(50_000))),
        ("an unclosed comment", format!("SELECT 1 /*{}", "/* ".repeat(300_000))),
        ("an unclosed text", format!("SELECT '{}", "a".repeat(1_000_000))),
    ] {
        let yard = Yard::new();
        yard.write("orders.sql", sql);
        let answer = yard.ask(&["validate", &yard.text("pipeline")]);
        assert!(
            [0, 2].contains(&answer.code),
            "{name}: {} {}",
            answer.code,
            &answer.err.chars().take(300).collect::<String>()
        );
    }
}

#[test]
fn a_query_as_deep_as_is_taken_can_be_run() {
    for deep in [" + 1".repeat(145), " + CASE WHEN amount > 1 THEN 1 ELSE 2 END".repeat(70), "::INT".repeat(70)] {
        let yard = Yard::new();
        let depth = format!("SELECT customer_id, order_id, ordered_at, amount, amount{deep} AS deep FROM sales");
        yard.write("orders.sql", depth);
        let answer = yard.ask(&["run", "[YARD]/pipeline", "--out", "[YARD]/out", "--dry-run"]);
        assert_eq!(answer.code, 0, "{}", answer.err);
    }
}
