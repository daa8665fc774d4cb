//! From conclusions to the run's folder.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use super::tables::table;
use super::{Cache, Conclusions, FittedWindows, Prepared, ReferenceLabels, RunError, RunOptions, Stages, notices};
use crate::agreement::Labelling;
use crate::plan::Plan;
use crate::progress::{Progress, Unit};
use crate::record::tables::SegmentRow;
use crate::record::{FeatureRecord, RunRecord, SCHEMA_VERSION};
use crate::report::{self, Report};
use crate::sink::{self, Assignment, Begun, RunFolder, SinkError, StagedRun};
use crate::source::ENGINE_VERSION;

/// Begins the run of this configuration, inputs and day, unless it is there already. Nobody else makes it until it is
/// written or dropped.
///
/// # Errors
/// [`SinkError::Running`] when another process is making it; and when its folder cannot be made.
pub fn begin(out: &Path, plan: &Plan, prepared: &Prepared) -> Result<Begun, RunError> {
    Ok(StagedRun::begin(out, &plan.name, &run_id(prepared))?)
}

/// Writes tables, report and, last, `run.json`; then puts the run in its place.
///
/// # Errors
/// When something cannot be written; nothing is left behind then.
pub fn write(
    mut run: StagedRun,
    plan: &Plan,
    prepared: &Prepared,
    fitted: &FittedWindows,
    conclusions: &Conclusions,
    options: &RunOptions<'_>,
) -> Result<(RunFolder, RunRecord), RunError> {
    let mut stages = Stages::new(options);
    let mut record = record(plan, prepared, fitted, conclusions);
    stages.go("tables", |progress| {
        let rows = write_tables(&mut run, prepared, fitted, conclusions, &record, options.cache, progress)?;
        Ok::<_, RunError>(((), rows))
    })?;
    run.write(sink::PROFILE, &sink::profile_json(&prepared.profile)?, None)?;
    stages.go("report", |_| {
        let report = Report {
            record: &record,
            windows: &conclusions.windows,
            models: &conclusions.models,
            comparisons: &conclusions.comparisons,
        };
        let pages = report::render(&report)?;
        for page in &pages {
            run.write(&page.file, page.html.as_bytes(), None)?;
        }
        Ok::<_, RunError>(((), pages.len() as u64))
    })?;
    record.stages.extend(stages.into_records());
    record.files = run.files();
    let folder = run.commit(&record)?;
    options.cache.keep();
    Ok((folder, record))
}

fn run_id(prepared: &Prepared) -> String {
    format!("{}-{}", prepared.as_of, prepared.hash)
}

fn write_tables(
    run: &mut StagedRun,
    prepared: &Prepared,
    fitted: &FittedWindows,
    conclusions: &Conclusions,
    record: &RunRecord,
    cache: &Cache,
    progress: &Progress,
) -> Result<u64, RunError> {
    progress.expect(fitted.windows.len() as u64, Unit::Windows);
    // A window's tables do not name the run: they are the same in all runs that know the same of the window.
    let of_window = BTreeMap::from([
        ("pipeline".to_owned(), record.pipeline.clone()),
        ("version".to_owned(), env!("CARGO_PKG_VERSION").to_owned()),
    ]);
    let mut provenance = of_window.clone();
    provenance.insert("run_id".to_owned(), record.run_id.clone());
    provenance.insert("as_of".to_owned(), record.as_of.to_string());
    let names = record.features.iter().map(|feature| feature.name.clone()).collect::<Vec<_>>();
    let customers = prepared.orders.customers();
    let references = &conclusions.reference_labels;
    let reference_model = fitted.reference()?.0.content.model.clone();
    let large = fitted
        .windows
        .par_iter()
        .enumerate()
        .map(|(index, window)| {
            let end = window.window.end_date();
            let own = &window.content;
            let features = table(cache, "features", &(&of_window, end, &own.customers), &record.run_id, || {
                sink::feature_table(end, &window.matrix, customers, &of_window)
            })?;
            let before = index.checked_sub(1).and_then(|index| fitted.windows.get(index));
            let of = (&of_window, end, own, before.map(|window| &window.content.customers), &reference_model);
            let assignments = table(cache, "assignments", &of, &record.run_id, || {
                let refit = window.fitted.as_ref().ok().map(|(_, labelling)| labelling);
                let previous = index.checked_sub(1).and_then(|index| references.get(index));
                let reference = references.get(index);
                let rows = reference.map(|reference| assignments(reference, refit, previous)).unwrap_or_default();
                sink::assignment_table(end, &rows, customers, &of_window)
            })?;
            progress.add(1);
            Ok::<_, SinkError>([features, assignments])
        })
        .collect::<Vec<_>>();
    let large = large.into_iter().collect::<Result<Vec<_>, _>>()?;
    let mut small = vec![
        sink::row_table(&conclusions.windows, &provenance)?,
        sink::model_table(&conclusions.models, &names, &provenance)?,
        sink::row_table(&conclusions.comparisons, &provenance)?,
        sink::row_table(&conclusions.segments, &provenance)?,
        sink::row_table(&conclusions.transitions, &provenance)?,
        sink::row_table(&conclusions.drift, &provenance)?,
        sink::row_table(&conclusions.lifetimes, &provenance)?,
        sink::row_table(&conclusions.policies, &provenance)?,
    ];
    if let Some(choice) = &fitted.choice {
        small.push(sink::row_table(&choice.candidates, &provenance)?);
    }
    let mut rows = 0;
    for table in large.iter().flatten().chain(&small) {
        run.write_table(table)?;
        rows += table.rows;
    }
    Ok(rows)
}

fn assignments(
    reference: &ReferenceLabels,
    refit: Option<&Labelling>,
    previous: Option<&ReferenceLabels>,
) -> Vec<Assignment> {
    reference
        .labelling
        .customers()
        .iter()
        .zip(reference.labelling.labels())
        .zip(&reference.margins)
        .map(|((&customer, &reference_segment), &margin)| Assignment {
            customer,
            reference_segment,
            refit_segment: refit.and_then(|labelling| labelling.label_of(customer)),
            previous_segment: previous.and_then(|previous| previous.labelling.label_of(customer)),
            margin,
        })
        .collect()
}

fn record(plan: &Plan, prepared: &Prepared, fitted: &FittedWindows, conclusions: &Conclusions) -> RunRecord {
    let stages = [&prepared.stages, &fitted.stages, &conclusions.stages];
    RunRecord {
        schema_version: SCHEMA_VERSION,
        run_id: run_id(prepared),
        pipeline: plan.name.clone(),
        description: plan.description.clone(),
        as_of: prepared.as_of,
        time_zone: plan.time_zone.name().to_owned(),
        configuration: plan.written.clone(),
        inputs: prepared.inputs.clone(),
        sources: prepared.sources.clone(),
        orders: prepared.rows.clone(),
        checks: Some(prepared.checks.clone()),
        software: software(),
        seed: plan.model.seed,
        windows: u32::try_from(conclusions.windows.len()).unwrap_or(u32::MAX),
        window_kind: plan.windows.kind.name().to_owned(),
        window_length: plan.windows.length.to_string(),
        window_step: plan.windows.step.to_string(),
        step_months: plan.windows.step.months(),
        features: plan.features.iter().map(FeatureRecord::of).collect(),
        reference: conclusions.reference.clone(),
        choice: fitted.choice.clone(),
        threshold: plan.stability.threshold,
        confidence: plan.stability.confidence,
        service_level: plan.contract.service_level,
        age_curve: conclusions.age_curve.clone(),
        survival: conclusions.survival.clone(),
        verdict: conclusions.verdict.clone(),
        explanation: conclusions.explanation.clone(),
        recommendation: conclusions.recommendation.clone(),
        policy: conclusions.policy.clone(),
        policies: conclusions.policies.clone(),
        segment_names: conclusions.names.clone(),
        movements: conclusions.movements.clone(),
        segments_now: segments_now(conclusions),
        calibration: None,
        notices: notices::notices(plan, prepared, fitted, conclusions),
        stages: stages.into_iter().flatten().cloned().collect(),
        files: Vec::new(),
    }
}

/// What became of the reference model's segments on the newest window it was compared on.
fn segments_now(conclusions: &Conclusions) -> Vec<SegmentRow> {
    let (origin, newest) = (conclusions.reference.window_end, conclusions.verdict.value.window_end);
    let of_pair = |row: &&SegmentRow| row.origin_end == origin && Some(row.window_end) == newest;
    conclusions.segments.iter().filter(of_pair).cloned().collect()
}

fn software() -> BTreeMap<String, String> {
    BTreeMap::from([
        ("segwatch".to_owned(), env!("CARGO_PKG_VERSION").to_owned()),
        ("datafusion".to_owned(), ENGINE_VERSION.to_owned()),
    ])
}
