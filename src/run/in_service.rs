//! Whether the model that was put into service can serve this run.

use crate::plan::{Plan, SegmentCount};
use crate::problem::{Blame, Problem, Problems};
use crate::record::StoredModel;
use crate::window::Schedule;

use super::RunError;

const OTHERWISE: &str = "set it back, or withdraw the model with segwatch promote --withdraw, run again, and promote a \
                         window of that run";

/// Whether the model has the pipeline's features and number of segments.
pub(super) fn check_features(plan: &Plan, model: &StoredModel) -> Result<(), RunError> {
    let mut problems = model.differences(plan);
    let segments = model.segments.len();
    let given = match plan.model.k {
        SegmentCount::Fixed(k) if k != segments => Some(k.to_string()),
        SegmentCount::Chosen(range) if !(range.min..=range.max).contains(&segments) => {
            Some(format!("{} to {}", range.min, range.max))
        }
        SegmentCount::Fixed(_) | SegmentCount::Chosen(_) => None,
    };
    if let Some(given) = given {
        let message = format!("is {given}; the model in service has {segments} segments");
        problems.push(Problem::new(message).of("model.k"));
    }
    if problems.is_empty() {
        return Ok(());
    }
    let problems = problems.into_iter().map(|problem| problem.help(OTHERWISE)).collect();
    Err(RunError::Data(Problems::new(Blame::Configuration, problems)))
}

/// Whether the window that the model was fitted on is one of the run's.
pub(super) fn check_window(schedule: &Schedule, model: &StoredModel) -> Result<(), RunError> {
    if schedule.windows.iter().any(|window| window.end_date() == model.window_end) {
        return Ok(());
    }
    let ends = schedule.windows.iter().map(|window| window.end_date());
    let (first, last) = (ends.clone().min(), ends.max());
    let between = first.zip(last).map_or_else(String::new, |(first, last)| format!(" ({first} to {last})"));
    let problem = Problem::new(format!(
        "the model in service is that of the window that ends on {}, which is not one of this run's{between}",
        model.window_end
    ))
    .of("windows")
    .help(
        "choose windows or --as-of that have it; or promote another window; or withdraw the model with segwatch \
         promote --withdraw",
    );
    Err(RunError::Data(Problems::one(Blame::Configuration, problem)))
}

/// The window of the model in service has become too small.
pub(super) fn too_few_customers(model: &StoredModel, min_customers: u64) -> Problems {
    let problem = Problem::new(format!(
        "the window that ends on {}, whose model is in service, no longer has the {min_customers} customers that a \
         model needs",
        model.window_end
    ))
    .of("windows")
    .help("look at that window's orders, lower windows.min_customers, or promote another window");
    Problems::one(Blame::Data, problem)
}
