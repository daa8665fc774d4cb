//! How the number of segments was chosen.

use std::sync::Arc;

use serde::Serialize;

use crate::record::ChoiceRecord;
use crate::report::chart::ByCount;
use crate::report::edition::Edition;
use crate::report::figure::Figure;
use crate::report::table::{Cell, Column, Table};
use crate::selection::{Candidate, STABLE};

/// How the number of segments was chosen.
#[derive(Debug, Serialize)]
pub(in crate::report) struct ChoicePart {
    sentence: String,
    figures: Vec<Figure>,
    table: Table,
}

/// The choice of an edition; nothing where the number was given.
pub(in crate::report) fn choice(edition: &Edition<'_>) -> Option<ChoicePart> {
    let choice = edition.report.record.choice.as_ref()?;
    Some(ChoicePart {
        sentence: edition.sentence(&choice.recommendation.sentence),
        figures: vec![elbow(edition, choice), separation(edition, choice)],
        table: table(edition, choice),
    })
}

fn elbow(edition: &Edition<'_>, choice: &ChoiceRecord) -> Figure {
    let (phrases, language) = (edition.phrases, edition.language);
    let points =
        choice.candidates.iter().map(|tried| (f64::from(tried.k), tried.inertia, tried.inertia, tried.inertia));
    let chart = by_count(edition, choice, points.collect(), Arc::new(move |inertia| language.decimal(inertia, 0)));
    let figure = Figure::new("elbow", phrases.elbow_title(), phrases.elbow_caption());
    figure.drawn_small(&chart, &phrases.elbow_description(choice.candidates.len()))
}

fn separation(edition: &Edition<'_>, choice: &ChoiceRecord) -> Figure {
    let (phrases, language) = (edition.phrases, edition.language);
    let point = |tried: &Candidate| (f64::from(tried.k), tried.silhouette, tried.silhouette_low, tried.silhouette_high);
    let points = choice.candidates.iter().map(point).collect();
    let chart = by_count(edition, choice, points, Arc::new(move |value| language.decimal(value, 2)));
    let figure = Figure::new("separation", phrases.separation_title(), phrases.separation_caption());
    figure.drawn_small(&chart, &phrases.separation_description(choice.candidates.len()))
}

fn by_count(
    edition: &Edition<'_>,
    choice: &ChoiceRecord,
    points: Vec<(f64, f64, f64, f64)>,
    number: Arc<dyn Fn(f64) -> String + Send + Sync>,
) -> ByCount {
    let chosen = f64::from(choice.recommendation.value.k);
    ByCount { points, chosen, axis: edition.phrases.segments(), number }
}

fn table(edition: &Edition<'_>, choice: &ChoiceRecord) -> Table {
    let (phrases, language) = (edition.phrases, edition.language);
    let row = |tried: &Candidate| {
        let range =
            phrases.range(language.decimal(tried.silhouette_low, 3), language.decimal(tried.silhouette_high, 3));
        vec![
            Cell::from(language.count(tried.k)).marked("chosen", tried.chosen),
            language.decimal(tried.inertia, 0).into(),
            Cell::noted(language.decimal(tried.silhouette, 3), range),
            language.decimal(tried.davies_bouldin, 3).into(),
            language.decimal(tried.calinski_harabasz, 0).into(),
            language.decimal(tried.stability, 3).into(),
            Cell::from(language.decimal(tried.least_jaccard, 2)).marked("below", tried.least_jaccard < STABLE),
            Cell::from(language.count(tried.near_ties)).marked("below", tried.near_ties > 0),
        ]
    };
    Table {
        caption: phrases.choice_table(),
        columns: vec![
            Column::numbers(phrases.segments()),
            Column::numbers(phrases.choice_inertia()),
            Column::numbers(phrases.choice_silhouette()),
            Column::numbers("Davies-Bouldin"),
            Column::numbers("Calinski-Harabasz"),
            Column::numbers(phrases.choice_stability()),
            Column::numbers(phrases.choice_jaccard()),
            Column::numbers(phrases.choice_ties()),
        ],
        rows: choice.candidates.iter().map(row).collect(),
    }
}
