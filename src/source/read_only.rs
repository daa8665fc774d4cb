//! Is a text one query that only reads? Whatever is not known to be is refused.

use std::ops::ControlFlow;

use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::common::{DataFusionError, plan_err};
use datafusion::logical_expr::{Expr, LogicalPlan};
use datafusion::sql::parser::{DFParserBuilder, Statement};
use datafusion::sql::sqlparser::ast::{self, Visit, Visitor};
use datafusion::sql::sqlparser::dialect::GenericDialect;
use datafusion::sql::sqlparser::keywords::Keyword;
use datafusion::sql::sqlparser::tokenizer::{Token, Tokenizer};

/// Words and signs of a query. The engine recurses over what it plans, and a stack that has overflowed cannot be caught.
const MAX_TOKENS: usize = 10_000;
/// Expressions within expressions: `a + b + c` is two deep.
const MAX_DEPTH: usize = 150;
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
            if statement.visit(&mut Depth(0)).is_break() {
                return plan_err!("an expression is more than {MAX_DEPTH} deep; write a long OR as IN (...)");
            }
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
    let (mut count, mut sets) = (0, 0);
    for token in tokens {
        count += 1;
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

/// How deep in expressions a walk is. It breaks where that is too deep, and so never recurses further itself.
struct Depth(usize);

impl Visitor for Depth {
    type Break = ();

    fn pre_visit_expr(&mut self, _: &ast::Expr) -> ControlFlow<()> {
        self.0 += 1;
        if self.0 > MAX_DEPTH { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn post_visit_expr(&mut self, _: &ast::Expr) -> ControlFlow<()> {
        self.0 -= 1;
        ControlFlow::Continue(())
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
