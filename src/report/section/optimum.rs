//! How certain the segments are: restarts, near ties, and the second opinion.

use serde::Serialize;

use super::header::Fact;
use crate::report::edition::Edition;
use crate::report::numerals::decimals_of;
use crate::report::table::{Cell, Column, Table};
use crate::report::words::fill;
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
    let (phrases, numerals) = (edition.phrases, &edition.numerals);
    let reference = &edition.report.record.reference;
    let threshold = edition.report.record.threshold;
    let found = fill(
        &phrases.found_of,
        &[("found", &numerals.count(reference.found)), ("restarts", &numerals.count(reference.restarts))],
    );
    let converged = if reference.converged { &phrases.yes } else { &phrases.no };
    let ties: Vec<Vec<Cell>> = reference
        .near_ties
        .iter()
        .zip(1u32..)
        .map(|(tie, rank)| {
            vec![
                numerals.count(rank).into(),
                numerals.decimal(tie.inertia_ratio, 5).into(),
                Cell::from(numerals.decimal(tie.z, 2)).marked("below", tie.z < CLEAR_LEAD),
                Cell::from(numerals.ari_in_table(Some(tie.ari))).marked("below", tie.ari < threshold),
                numerals.count(tie.found).into(),
            ]
        })
        .collect();
    Optimum {
        facts: vec![
            Fact::new(&phrases.optimum_found, found),
            Fact::new(
                &phrases.column_inertia,
                numerals.decimal(reference.inertia, decimals_of([reference.inertia].into_iter())),
            ),
            Fact::new(&phrases.column_iterations, numerals.count(reference.iterations)),
            Fact::new(&phrases.column_converged, converged.as_str()),
        ],
        audit: vec![
            Fact::new(&phrases.audit_engine, reference.audit.engine.as_str()),
            Fact::new(&phrases.column_ratio, numerals.decimal(reference.audit.inertia_ratio, 5)),
            Fact::new(&phrases.column_ari, numerals.ari_in_table(Some(reference.audit.ari))),
        ],
        ties: (!ties.is_empty()).then(|| Table {
            caption: phrases.ties_caption.clone(),
            columns: vec![
                Column::words(&phrases.column_solution),
                Column::numbers(&phrases.column_ratio),
                Column::numbers(&phrases.column_lead),
                Column::numbers(&phrases.column_ari),
                Column::numbers(&phrases.column_starts),
            ],
            rows: ties,
        }),
    }
}
