//! Features, and a model fitted, for every window.

use std::sync::Arc;

use rayon::prelude::*;
use tokio::runtime::Runtime;

use super::choose::{On, choose_on, has_enough};
use super::content::{self, Content};
use super::stages::Stages;
use super::{CUSTOMERS_PER_SEGMENT, Cache, Prepared, RunError, RunOptions, in_service};
use crate::agreement::Labelling;
use crate::feature::FeatureMatrix;
use crate::model::{Segmentation, SegmentationError};
use crate::plan::{ModelPlan, Plan, Population, SegmentCount};
use crate::problem::{Blame, Problem, Problems};
use crate::progress::Unit;
use crate::record::{ChoiceRecord, Promotion, Stage, StoredModel};
use crate::source::{WindowFeatures, customers_of_windows, features_of_windows};
use crate::stability::Flag;
use crate::window::Window;

/// A window with its customers' features and, where there are enough of them, its model.
pub struct RunWindow {
    /// When it is.
    pub window: Window,
    /// Orders in it.
    pub orders: u64,
    /// Its customers' features, of the population.
    pub matrix: FeatureMatrix,
    /// What each of them paid in the window; `None` where the orders have no amount.
    pub revenue: Option<Vec<f64>>,
    /// The model fitted on them with their labels by it, or why there is none.
    pub fitted: Result<(Segmentation, Labelling), Flag>,
    /// What results of it are kept by.
    pub(super) content: Content,
}

/// All windows, fitted.
pub struct FittedWindows {
    /// Oldest first.
    pub windows: Vec<RunWindow>,
    /// Fewest customers for a window, or a comparison, to count.
    pub min_customers: u64,
    /// Index of the window whose model is the reference model.
    pub reference: usize,
    /// Who put it into service, unless it is the first window's for want of another.
    pub in_service: Option<Promotion>,
    /// What was fitted, with its number of segments.
    pub model: ModelPlan,
    /// How that number was chosen, where it was.
    pub choice: Option<ChoiceRecord>,
    /// The stages gone through.
    pub stages: Vec<Stage>,
}

impl FittedWindows {
    /// The reference window with its model, and its customers' labels by it.
    ///
    /// # Errors
    /// When it has no model: an error of the program.
    pub fn reference(&self) -> Result<(&RunWindow, &Segmentation, &Labelling), RunError> {
        let window = self.windows.get(self.reference);
        match window.map(|window| (window, window.fitted.as_ref())) {
            Some((window, Ok((model, labelling)))) => Ok((window, model, labelling)),
            _ => Err(RunError::Internal("there is no reference model".to_owned())),
        }
    }
}

/// Fewest customers for a window, or a comparison, to count; where k is chosen, enough for the most segments.
pub(super) fn min_customers(plan: &Plan) -> u64 {
    plan.windows.min_customers.max(CUSTOMERS_PER_SEGMENT * plan.model.k.most() as u64)
}

/// Computes the features of every window and fits a model on each that has enough customers. The model in service stands
/// for its window as it was put into service, whatever has become of the window's orders since.
///
/// # Errors
/// When a feature cannot be computed, or no window has enough customers.
pub fn fit(
    plan: &Plan,
    prepared: &Prepared,
    options: &RunOptions<'_>,
    runtime: &Runtime,
) -> Result<FittedWindows, RunError> {
    let mut stages = Stages::new(options);
    if options.memory.is_limited() {
        ask(plan, prepared, options)?;
    }
    let features = stages.go("features", |_| {
        let (amount, windows) = (plan.orders.amounts.first(), &prepared.schedule.windows);
        let features =
            features_of_windows(&plan.features, amount.map(String::as_str), &prepared.orders, windows, options.threads);
        let features = runtime.block_on(features)?;
        let rows = features.iter().map(|window| window.matrix.customers().len() as u64).sum();
        Ok::<_, RunError>((features, rows))
    })?;
    let in_service = options.in_service.filter(|entry| entry.model.is_some());
    let stored = in_service.and_then(|entry| entry.model.as_ref());
    let min_customers = min_customers(plan);
    let followed = match plan.windows.population {
        Population::Window => None,
        Population::Reference => features.first().map(|window| Arc::clone(window.matrix.customers())),
    };
    let (model, choice) = match stored {
        // Models are compared with the one in service, so they have as many segments.
        Some(stored) => (plan.model.with_k(stored.segments.len()), None),
        None => settle(plan, prepared, &features, followed.as_deref(), options.cache, &mut stages)?,
    };
    let windows = stages.go("fits", |progress| {
        progress.expect(prepared.schedule.windows.len() as u64, Unit::Windows);
        let windows = prepared
            .schedule
            .windows
            .par_iter()
            .zip(features)
            .map(|(&window, features)| {
                let stored = stored.filter(|model| model.window_end == window.end_date());
                let fitting = Fitting { plan, model: &model, followed: followed.as_deref(), stored, prepared };
                let fitted = fitting.fit(window, features, options.cache);
                progress.add(1);
                fitted
            })
            .collect::<Vec<_>>();
        // Collected before it is looked through, so that of several errors it is always the first.
        let windows = windows.into_iter().collect::<Result<Vec<_>, _>>()?;
        let rows = windows.iter().map(|window| window.matrix.customers().len() as u64).sum();
        Ok::<_, RunError>((windows, rows))
    })?;
    let serves = |window: &RunWindow| stored.is_none_or(|model| model.window_end == window.window.end_date());
    let reference = windows.iter().position(|window| window.fitted.is_ok() && serves(window));
    let reference = reference.ok_or_else(|| match stored {
        Some(model) => RunError::Data(in_service::too_few_customers(model, min_customers)),
        None => too_few(plan, windows.iter().map(|window| &window.matrix)),
    })?;
    let in_service = in_service.cloned();
    Ok(FittedWindows { windows, min_customers, reference, in_service, model, choice, stages: stages.into_records() })
}

/// Asks for what the windows' features take, which are held to the end, and the fits on them and their tables.
fn ask(plan: &Plan, prepared: &Prepared, options: &RunOptions<'_>) -> Result<(), RunError> {
    const NUMBER: usize = size_of::<f64>();
    let windows = &prepared.schedule.windows;
    let sizes = customers_of_windows(&prepared.orders, windows)?;
    let (all, most) = (sizes.iter().sum::<usize>(), sizes.iter().max().copied().unwrap_or(0));
    let features = plan.features.len() * NUMBER;
    let revenue = if plan.orders.amounts.is_empty() { 0 } else { NUMBER };
    // The customers' codes, and labels by two models at a time.
    let held = all * (features + revenue + 3 * size_of::<u32>());
    // Scaled, laid out in tiles, and what a fit knows of each row: two bounds, a label, a place in a sorted column.
    let fit = most * (2 * features + 4 * NUMBER);
    // All tables are made before the first is written; compressed they take less than the plain features.
    let table = most * (features + 5 * NUMBER);
    let threads = options.threads.min(windows.len());
    let needed = held + (fit * threads).max(all * features + table * threads);
    let what = || format!("the features of {} windows, {all} customers in all, their fits and tables", windows.len());
    Ok(options.memory.ask(needed as u64, what)?)
}

/// What is fitted, its number of segments chosen on the reference window where the plan asks for that.
fn settle(
    plan: &Plan,
    prepared: &Prepared,
    features: &[WindowFeatures],
    followed: Option<&[u32]>,
    cache: &Cache,
    stages: &mut Stages<'_>,
) -> Result<(ModelPlan, Option<ChoiceRecord>), RunError> {
    let range = match plan.model.k {
        SegmentCount::Fixed(k) => return Ok((plan.model.with_k(k), None)),
        SegmentCount::Chosen(range) => range,
    };
    for (&window, WindowFeatures { matrix: all, .. }) in prepared.schedule.windows.iter().zip(features) {
        let restricted = followed.map(|customers| all.restricted_to(customers));
        let on = On { window, all, population: restricted.as_ref().unwrap_or(all) };
        if has_enough(plan, &on, min_customers(plan))? {
            let choice = choose_on(plan, prepared, range, &on, cache, stages)?;
            let k = usize::try_from(choice.recommendation.value.k).map_err(RunError::internal)?;
            return Ok((plan.model.with_k(k), Some(choice)));
        }
    }
    Err(too_few(plan, features.iter().map(|window| &window.matrix)))
}

fn too_few<'a>(plan: &Plan, windows: impl Iterator<Item = &'a FeatureMatrix>) -> RunError {
    let (needed, most) = (min_customers(plan), windows.map(|window| window.customers().len()).max().unwrap_or(0));
    let problem =
        Problem::new(format!("no window has the {needed} customers that a model needs; the largest has {most}"))
            .of("windows")
            .help("lengthen windows.length, lower model.k, or lower windows.min_customers");
    RunError::Data(Problems::one(Blame::Data, problem))
}

/// How a window is fitted.
struct Fitting<'a> {
    plan: &'a Plan,
    model: &'a ModelPlan,
    /// The only customers that are looked at, where they are the same in all windows.
    followed: Option<&'a [u32]>,
    /// The model in service, if it is this window's.
    stored: Option<&'a StoredModel>,
    prepared: &'a Prepared,
}

impl Fitting<'_> {
    fn fit(&self, window: Window, features: WindowFeatures, cache: &Cache) -> Result<RunWindow, RunError> {
        let WindowFeatures { orders, matrix: all, revenue } = features;
        let restricted = self.followed.map(|customers| all.restricted_to(customers));
        let revenue = revenue.map(|revenue| match &restricted {
            Some(population) => of_customers(&revenue, &all, population),
            None => revenue,
        });
        let digest = |matrix| content::of_matrix(cache, matrix, self.prepared.orders.customers());
        let all_customers = digest(&all);
        let customers = restricted.as_ref().map_or_else(|| all_customers.clone(), digest);
        let population = restricted.as_ref().unwrap_or(&all);
        let min_customers = min_customers(self.plan);
        let fitted = if population.customers().len() as u64 >= min_customers {
            let of = (content::preparation(&self.plan.features), self.model, &all_customers, &customers, self.stored);
            let model = cache.result("fit", &of, || self.model_of(&all, population));
            let fitted = model.and_then(|model| {
                let labelling = model.label(population)?;
                Ok((model, labelling))
            });
            accept(fitted, window, min_customers)?
        } else {
            Err(Flag::TooFewCustomers)
        };
        let model = fitted.as_ref().ok().and_then(|(model, _)| content::of_model(cache, model));
        let content = Content { customers, model };
        Ok(RunWindow { window, orders, fitted, revenue, matrix: restricted.unwrap_or(all), content })
    }

    fn model_of(&self, all: &FeatureMatrix, population: &FeatureMatrix) -> Result<Segmentation, SegmentationError> {
        let fitted = match self.stored {
            None => Segmentation::fit(&self.plan.features, self.model, all, population),
            Some(stored) => {
                Segmentation::restored(stored).and_then(|stored| stored.standing_on(self.model, population))
            }
        };
        fitted.map(|(model, _)| model)
    }
}

/// Of values of all customers those of `some` of them.
fn of_customers(values: &[f64], all: &FeatureMatrix, some: &FeatureMatrix) -> Vec<f64> {
    let wanted = all.customers().iter().zip(values).filter(|(code, _)| some.customers().binary_search(code).is_ok());
    wanted.map(|(_, &value)| value).collect()
}

/// A window's model, unless it was fitted on too few customers.
fn accept(
    fitted: Result<(Segmentation, Labelling), SegmentationError>,
    window: Window,
    min_customers: u64,
) -> Result<Result<(Segmentation, Labelling), Flag>, RunError> {
    match fitted {
        Ok((_, labelling)) if (labelling.len() as u64) < min_customers => Ok(Err(Flag::TooFewCustomers)),
        Ok(fitted) => Ok(Ok(fitted)),
        Err(error) => Err(failure(window, error)),
    }
}

/// A window that cannot be segmented.
pub(super) fn failure(window: Window, error: SegmentationError) -> RunError {
    if matches!(error, SegmentationError::Labels(_) | SegmentationError::Params(_)) {
        return RunError::internal(error);
    }
    let problem =
        Problem::new(error.to_string()).of(format!("the window that ends on {}", window.end_date())).help(error.help());
    RunError::Data(Problems::one(Blame::Data, problem))
}
