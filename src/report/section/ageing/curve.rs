//! A quantity by age.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::last_month;
use crate::report::chart::{AgeCurve, CurvePoint, Due, colour, runs};
use crate::report::edition::Edition;
use crate::report::figure::{Figure, Key};
use crate::report::table::{Cell, Column, Table};
use crate::stability::{AgePoint, CadenceOutcome, Quantity};

/// A quantity's numbers: the mean over all models, and every model's own.
pub(super) struct Curve<'a> {
    quantity: Quantity,
    points: Vec<&'a AgePoint>,
    trajectories: BTreeMap<NaiveDate, Vec<(f64, Option<f64>)>>,
    /// How low chance alone takes the model in service: (age in months, ARI).
    noise_floor: Vec<(f64, Option<f64>)>,
}

impl<'a> Curve<'a> {
    /// The numbers of `quantity`.
    pub fn of(edition: &Edition<'a>, quantity: Quantity) -> Self {
        let points = edition.report.record.age_curve.iter();
        let mut points: Vec<&AgePoint> = points
            .filter(|point| point.quantity == quantity)
            .filter(|point| point.mean.is_finite() && point.age_months.is_finite())
            .collect();
        points.sort_by_key(|point| point.steps);
        let mut rows: Vec<_> = edition.report.comparisons.iter().filter(|row| row.quantity == quantity).collect();
        rows.sort_by_key(|row| (row.origin_end, row.age_steps));
        let mut trajectories: BTreeMap<NaiveDate, Vec<(f64, Option<f64>)>> = BTreeMap::new();
        let reference = edition.report.record.reference.window_end;
        let in_service = rows.iter().filter(|row| row.origin_end == reference);
        let noise_floor = in_service.map(|row| (row.age_months, row.noise_floor)).collect();
        for row in rows {
            trajectories.entry(row.origin_end).or_default().push((row.age_months, row.ari));
        }
        Self { quantity, points, trajectories, noise_floor }
    }

    /// Everything that is drawn.
    pub fn values(&self) -> impl Iterator<Item = f64> {
        let means = self.points.iter().flat_map(|point| [point.mean, point.low]);
        let models = self.trajectories.values().flatten().filter_map(|(_, ari)| *ari);
        means.chain(models).chain(self.noise_floor.iter().filter_map(|(_, floor)| *floor))
    }

    /// The figure, on an axis that begins at `floor`. Staleness, which decides, is drawn large.
    pub fn figure(&self, edition: &Edition<'_>, floor: f64) -> Figure {
        let phrases = edition.phrases;
        let large = self.quantity == Quantity::Staleness;
        let (title, caption, painted, mark, band) = match self.quantity {
            Quantity::Staleness => (
                phrases.staleness_title(),
                phrases.staleness_caption(),
                colour::STALENESS,
                "key-line key-staleness",
                "key-band key-staleness",
            ),
            Quantity::Migration => (
                phrases.migration_title(),
                phrases.migration_caption(),
                colour::MIGRATION,
                "key-line key-migration",
                "key-band key-migration",
            ),
            Quantity::Total => (
                phrases.total_title(),
                phrases.total_caption(),
                colour::TOTAL,
                "key-line key-total",
                "key-band key-total",
            ),
        };
        let figure = Figure::new(self.quantity.name(), title, caption);
        let (Some(first), Some(last)) = (self.points.first(), self.points.last()) else {
            return figure.without(phrases.curve_empty());
        };
        let language = edition.language;
        let reference = self.lines(edition, true);
        let mut legend = vec![
            Key::new(mark, phrases.mean_line()),
            Key::new(band, phrases.band(edition.confidence())),
            Key::new("key-line key-trajectory", phrases.one_model()),
        ];
        if !reference.is_empty() {
            legend.push(Key::new("key-line key-reference", phrases.reference_model()));
        }
        let noise_floor = runs(self.noise_floor.iter().copied());
        if !noise_floor.is_empty() {
            legend.push(Key::new("key-noise", phrases.noise_floor_line()));
        }
        let description = phrases.curve_description(
            edition.quantity(self.quantity),
            edition.ari(first.mean),
            language.months(first.age_months),
            edition.ari(last.mean),
            language.months(last.age_months),
            edition.threshold(),
        );
        let chart = AgeCurve {
            colour: painted,
            means: self
                .points
                .iter()
                .map(|point| CurvePoint {
                    age: point.age_months,
                    mean: point.mean,
                    low: finite_or(point.low, point.mean),
                    high: finite_or(point.high, point.mean),
                })
                .collect(),
            trajectories: self.lines(edition, false),
            reference,
            noise_floor,
            threshold: edition.report.record.threshold,
            threshold_label: phrases.threshold_label(edition.threshold()),
            due: if large { due(edition) } else { None },
            floor,
            months: last_month(edition),
            axis: phrases.age_axis(),
            number: Arc::new(move |value| language.decimal(value, 1)),
        };
        let figure = figure.keyed(legend).tabled(self.table(edition));
        if large { figure.drawn(&chart, &description) } else { figure.drawn_small(&chart, &description) }
    }

    /// The lines of the model in service, or those of all others.
    fn lines(&self, edition: &Edition<'_>, in_service: bool) -> Vec<Vec<(f64, f64)>> {
        let reference = edition.report.record.reference.window_end;
        let trajectories = self.trajectories.iter().filter(|(end, _)| (**end == reference) == in_service);
        trajectories.flat_map(|(_, points)| runs(points.iter().copied())).collect()
    }

    fn table(&self, edition: &Edition<'_>) -> Table {
        let (phrases, language) = (edition.phrases, edition.language);
        let threshold = edition.report.record.threshold;
        let ari = |value: f64| Cell::from(edition.ari_in_table(Some(value))).marked("below", value < threshold);
        let row = |point: &&AgePoint| {
            vec![
                language.months(point.age_months).into(),
                language.count(point.origins).into(),
                ari(point.mean),
                ari(point.low),
                ari(point.high),
                ari(point.min),
                ari(point.max),
            ]
        };
        Table {
            caption: phrases.curve_table(edition.quantity(self.quantity)),
            columns: vec![
                Column::words(phrases.column_age()),
                Column::numbers(phrases.column_models()),
                Column::numbers(phrases.column_mean()),
                Column::numbers(phrases.column_low()),
                Column::numbers(phrases.column_high()),
                Column::numbers(phrases.column_smallest()),
                Column::numbers(phrases.column_largest()),
            ],
            rows: self.points.iter().map(row).collect(),
        }
    }
}

fn finite_or(value: f64, otherwise: f64) -> f64 {
    if value.is_finite() { value } else { otherwise }
}

/// The recommended interval, once it is read from the data.
fn due(edition: &Edition<'_>) -> Option<Due> {
    let cadence = &edition.report.record.recommendation.retrain.value;
    let age = cadence.months.filter(|_| cadence.outcome == CadenceOutcome::Found)?;
    Some(Due { age, label: edition.phrases.due_label(edition.language.months(age)) })
}
