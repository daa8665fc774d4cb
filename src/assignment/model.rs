//! Which model labels: the one in service.

use std::path::Path;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::plan::Plan;
use crate::problem::{Blame, Problem, Problems};
use crate::record::{ModelServed, Promotion, StoredModel};
use crate::run::RunError;
use crate::sink;
use crate::source::hex;

/// A model, and where it is kept.
pub(super) struct Serving {
    pub stored: StoredModel,
    pub served: ModelServed,
}

/// The promoted model, else the reference model of the newest run that goes by none.
pub(super) fn serving(out: &Path, plan: &Plan, in_service: Option<&Promotion>) -> Result<Serving, RunError> {
    let promoted = in_service.and_then(|entry| Some((format!("reference/{:04}", entry.entry), entry.model.clone()?)));
    let (source, stored) = match promoted {
        Some(promoted) => promoted,
        None => of_newest_run(out, plan)?,
    };
    let problems = stored.differences(plan);
    if !problems.is_empty() {
        let help = "set it back; or run the pipeline again, and promote a model of that run if one was promoted before";
        let problems = problems.into_iter().map(|problem| problem.help(help)).collect();
        return Err(RunError::Data(Problems::new(Blame::Configuration, problems)));
    }
    let served = ModelServed { source, window_end: stored.window_end, sha256: digest(&stored)? };
    Ok(Serving { stored, served })
}

fn of_newest_run(out: &Path, plan: &Plan) -> Result<(String, StoredModel), RunError> {
    let newest = sink::newest_run(out, &plan.name, |record| record.reference.promoted.is_none())?;
    let Some((folder, record)) = newest else {
        let problem = Problem::new(format!("{} has no model in {}", plan.name, out.display()))
            .help("run the pipeline first: segwatch run PIPELINE, with the same --out");
        return Err(RunError::Data(Problems::one(Blame::Configuration, problem)));
    };
    let features = record.features.iter().map(|feature| feature.name.clone()).collect::<Vec<_>>();
    let models = sink::read_models(folder.path(), &features)?;
    let stored = StoredModel::of(&record, &models, record.reference.window_end);
    let stored =
        stored.ok_or_else(|| RunError::internal(format!("run {} lacks its reference model", record.run_id)))?;
    Ok((format!("runs/{}", record.run_id), stored))
}

/// What a model labels by: a run's name, a segment's name or a customer count changes no label.
#[derive(Serialize)]
struct Numbers<'a> {
    features: Vec<FeatureNumbers<'a>>,
    centroids: Vec<&'a [f64]>,
    window_length: &'a str,
}

#[derive(Serialize)]
struct FeatureNumbers<'a> {
    name: &'a str,
    sql: &'a str,
    transform: Option<&'a str>,
    fill: Option<f64>,
    center: f64,
    spread: f64,
}

fn digest(stored: &StoredModel) -> Result<String, RunError> {
    let features = stored.features.iter().map(|stored| FeatureNumbers {
        name: &stored.feature.name,
        sql: &stored.feature.sql,
        transform: stored.feature.transform.as_deref(),
        fill: stored.fill,
        center: stored.center,
        spread: stored.spread,
    });
    let numbers = Numbers {
        features: features.collect(),
        centroids: stored.segments.iter().map(|segment| segment.centroid.as_slice()).collect(),
        window_length: &stored.window_length,
    };
    Ok(hex(&Sha256::digest(serde_json::to_vec(&numbers).map_err(RunError::internal)?)))
}
