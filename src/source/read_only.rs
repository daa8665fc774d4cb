//! Is a text one query that only reads? Whatever is not known to be is refused.

use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::common::{DataFusionError, plan_err};
use datafusion::logical_expr::{Expr, LogicalPlan};
use datafusion::sql::parser::{DFParserBuilder, Statement};
use datafusion::sql::sqlparser::ast;
use datafusion::sql::sqlparser::dialect::GenericDialect;
use datafusion::sql::sqlparser::keywords::Keyword;
use datafusion::sql::sqlparser::tokenizer::{Token, Tokenizer};

/// Words and signs of a query. The engine recurses over what it plans, and a stack that has overflowed cannot be caught.
const MAX_TOKENS: usize = 10_000;
/// Operators and keywords that follow one another in one expression.
const MAX_CHAIN: usize = 150;
/// Queries put together by UNION and the like.
const MAX_SETS: usize = 100;

/// The query that `sql` is; `nesting` is how deep parentheses may go.
pub(super) fn one_query(sql: &str, nesting: usize) -> Result<Statement, DataFusionError> {
    check_length(sql)?;
    let statements = DFParserBuilder::new(sql).with_recursion_limit(nesting).build()?.parse_statements()?;
    let count = statements.len();
    match statements.into_iter().next() {
        None => plan_err!("expected a query, and found nothing"),
        Some(_) if count > 1 => plan_err!("expected one query, and found {count} statements"),
        Some(Statement::Statement(statement)) if matches!(*statement, ast::Statement::Query(_)) => {
            Ok(Statement::Statement(statement))
        }
        Some(other) => refuse(&other.to_string()),
    }
}

/// Refuses a text that is too long to be worked with, before it is parsed.
fn check_length(sql: &str) -> Result<(), DataFusionError> {
    let tokens = Tokenizer::new(&GenericDialect {}, sql)
        .tokenize()
        .map_err(|error| DataFusionError::SQL(Box::new(error.into()), None))?;
    let tokens = tokens.iter().filter(|token| !matches!(token, Token::Whitespace(_)));
    let (mut count, mut sets, mut chain) = (0, 0, Chain::new());
    for token in tokens {
        count += 1;
        if chain.take(token) > MAX_CHAIN {
            return plan_err!(
                "more than {MAX_CHAIN} operators and keywords in one expression; write a long OR as IN (...)"
            );
        }
        let Token::Word(word) = token else { continue };
        sets +=
            usize::from(matches!(word.keyword, Keyword::UNION | Keyword::EXCEPT | Keyword::INTERSECT | Keyword::MINUS));
    }
    if count > MAX_TOKENS {
        return plan_err!("expected at most {MAX_TOKENS} words and signs, and found {count}");
    }
    if sets > MAX_SETS {
        return plan_err!("expected at most {MAX_SETS} queries put together, and found {sets}");
    }
    Ok(())
}

/// With these begins another expression.
const BEGINS: [Keyword; 8] = [
    Keyword::SELECT,
    Keyword::WHERE,
    Keyword::HAVING,
    Keyword::ON,
    Keyword::BY,
    Keyword::WHEN,
    Keyword::THEN,
    Keyword::ELSE,
];

/// Operators and keywords since the last comma, parenthesis or beginning of a clause, on every level of parentheses, of
/// brackets and of CASE. Each of them may put what is before it into one more expression: `a + b + c` is two deep, and the
/// parser, which limits parentheses, is in a loop there and counts nothing.
struct Chain {
    levels: Vec<usize>,
    last: Keyword,
}

impl Chain {
    fn new() -> Self {
        Self { levels: vec![0], last: Keyword::NoKeyword }
    }

    /// The length of the chain that a token is in.
    fn take(&mut self, token: &Token) -> usize {
        let keyword = if let Token::Word(word) = token { word.keyword } else { Keyword::NoKeyword };
        let last = std::mem::replace(&mut self.last, keyword);
        match (token, keyword) {
            (Token::RParen | Token::RBracket, _) | (_, Keyword::END) => {
                self.levels.pop();
            }
            (Token::Comma | Token::SemiColon, _) => self.set(0),
            (_, keyword) if BEGINS.contains(&keyword) => self.set(0),
            // Not so in IS DISTINCT FROM.
            (_, Keyword::FROM) if last != Keyword::DISTINCT => self.set(0),
            (Token::Number(..) | Token::SingleQuotedString(_) | Token::Period | Token::LParen, _)
            | (Token::Word(_), Keyword::NoKeyword) => {}
            _ => self.set(self.levels.last().map_or(1, |length| length + 1)),
        }
        let length = self.levels.last().copied().unwrap_or_default();
        if matches!(token, Token::LParen | Token::LBracket) || keyword == Keyword::CASE {
            self.levels.push(0);
        }
        length
    }

    fn set(&mut self, length: usize) {
        match self.levels.last_mut() {
            Some(level) => *level = length,
            None => self.levels.push(length),
        }
    }
}

/// Refuses a plan that does anything but read tables and compute.
pub(super) fn check(plan: &LogicalPlan) -> Result<(), DataFusionError> {
    plan.apply_with_subqueries(|node| match node {
        LogicalPlan::Projection(_)
        | LogicalPlan::Filter(_)
        | LogicalPlan::Window(_)
        | LogicalPlan::Aggregate(_)
        | LogicalPlan::Sort(_)
        | LogicalPlan::Join(_)
        | LogicalPlan::Union(_)
        | LogicalPlan::TableScan(_)
        | LogicalPlan::EmptyRelation(_)
        | LogicalPlan::Subquery(_)
        | LogicalPlan::SubqueryAlias(_)
        | LogicalPlan::Limit(_)
        | LogicalPlan::Values(_)
        | LogicalPlan::Distinct(_)
        | LogicalPlan::Unnest(_) => node.apply_expressions(|expression| {
            expression.apply(|part| match part {
                Expr::Placeholder(placeholder) => plan_err!("found {}, which nothing fills", placeholder.id),
                _ => Ok(TreeNodeRecursion::Continue),
            })
        }),
        other => refuse(&other.display().to_string()),
    })
    .map(drop)
}

fn refuse<T>(found: &str) -> Result<T, DataFusionError> {
    let word = found.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    plan_err!("expected a query that only reads, and found {word}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(sql: &str) -> bool {
        check_length(sql).is_err()
    }

    /// Each of these is as deep as it is long, and the parser lets it through.
    #[test]
    fn no_chain_of_operators_is_too_long_to_plan() {
        for (piece, often) in [
            (" + 1", 150),
            (" OR a = 1", 75),
            (" AND b", 150),
            ("::INT", 75),
            (" IS NULL", 75),
            (" IS DISTINCT FROM 1", 50),
            ("[1]", 150),
            (" + CASE WHEN b THEN 1 ELSE 2 END", 75),
            (" + percentile_cont(0.5) WITHIN GROUP (ORDER BY a)", 37),
            (" + (a)", 150),
            (" + f(a, b)", 150),
            (" -> 'a'", 150),
            (" || a.b", 150),
            (" LIKE 'a'", 150),
        ] {
            let query = |times: usize| format!("SELECT a{} FROM t", piece.repeat(times));
            assert!(!refused(&query(often - 1)), "{piece}");
            assert!(refused(&query(often + 1)), "{piece}");
        }
    }

    #[test]
    fn what_is_long_and_not_deep_is_taken() {
        for sql in [
            format!("SELECT {} a FROM t", "a + 1, ".repeat(500)),
            format!("SELECT CASE a {} END FROM t", "WHEN 1 THEN 2 ".repeat(500)),
            format!("SELECT a FROM t WHERE a IN (1{})", ", 1".repeat(1000)),
            format!("SELECT a FROM t {}", "JOIN u ON t.a = u.a ".repeat(200)),
        ] {
            assert!(!refused(&sql), "{sql}");
        }
    }
}
