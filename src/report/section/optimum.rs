//! How certain the segments are: restarts, near ties, and the second opinion.

use serde::Serialize;

use super::header::Fact;
use crate::language::places;
use crate::report::edition::Edition;
use crate::report::table::{Cell, Column, Table};
use crate::stability::CLEAR_LEAD;

/// How certain the segments are.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Optimum {
    facts: Vec<Fact>,
    audit: Vec<Fact>,
    ties: Option<Table>,
}

/// The optimum of an edition.
pub(in crate::report) fn optimum(edition: &Edition<'_>) -> Optimum {
    let (phrases, language) = (edition.phrases, edition.language);
    let reference = &edition.report.record.reference;
    let threshold = edition.report.record.threshold;
    let found = phrases.found_of(reference.found, reference.restarts);
    let converged = if reference.converged { phrases.yes() } else { phrases.no() };
    let ties: Vec<Vec<Cell>> = reference
        .near_ties
        .iter()
        .zip(1u32..)
        .map(|(tie, rank)| {
            vec![
                language.count(rank).into(),
                language.decimal(tie.inertia_ratio, 5).into(),
                Cell::from(language.decimal(tie.z, 2)).marked("below", tie.z < CLEAR_LEAD),
                Cell::from(edition.ari_in_table(Some(tie.ari))).marked("below", tie.ari < threshold),
                language.count(tie.found).into(),
            ]
        })
        .collect();
    Optimum {
        facts: vec![
            Fact::new(phrases.optimum_found(), found),
            Fact::new(
                phrases.column_inertia(),
                language.decimal(reference.inertia, places([reference.inertia].into_iter())),
            ),
            Fact::new(phrases.column_iterations(), language.count(reference.iterations)),
            Fact::new(phrases.column_converged(), converged.as_str()),
        ],
        audit: vec![
            Fact::new(phrases.audit_engine(), reference.audit.engine.as_str()),
            Fact::new(phrases.column_ratio(), language.decimal(reference.audit.inertia_ratio, 5)),
            Fact::new(phrases.column_ari(), edition.ari_in_table(Some(reference.audit.ari))),
        ],
        ties: (!ties.is_empty()).then(|| Table {
            caption: phrases.ties_caption(),
            columns: vec![
                Column::words(phrases.column_solution()),
                Column::numbers(phrases.column_ratio()),
                Column::numbers(phrases.column_lead()),
                Column::numbers(phrases.column_ari()),
                Column::numbers(phrases.column_starts()),
            ],
            rows: ties,
        }),
    }
}
