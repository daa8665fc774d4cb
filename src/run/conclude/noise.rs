//! The noise floor of every origin and later window.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{Cache, FittedWindows, RunError, content};
use crate::model::{Resampled, Unchanged, sample_rows};
use crate::numeric::mix;
use crate::plan::Plan;
use crate::progress::{Progress, Unit};
use crate::stability::{FALSE_ALARMS, independent, level_of_look, noise_floor};

/// Noise floors by positions of origin and window.
#[derive(Debug, Clone, Default)]
pub struct NoiseFloors {
    floors: BTreeMap<(usize, usize), Floors>,
}

/// The floors of one pair.
#[derive(Debug, Clone, Copy)]
struct Floors {
    life: f64,
    single_look: f64,
}

impl NoiseFloors {
    /// Takes in the floors of other origins.
    pub fn extend(&mut self, others: Self) {
        self.floors.extend(others.floors);
    }

    /// The floor of an origin and a later window, or of a window and itself: that of one look at a window like it.
    #[must_use]
    pub fn get(&self, origin: usize, window: usize) -> Option<f64> {
        self.floors.get(&(origin, window)).map(|floors| floors.life)
    }

    /// The floor that a single look at the pair would have: what is passed with probability 0.05 by each window, and not
    /// by any of a model's whole life.
    #[must_use]
    pub fn single_look(&self, origin: usize, window: usize) -> Option<f64> {
        self.floors.get(&(origin, window)).map(|floors| floors.single_look)
    }
}

/// The floors of the windows at `origins`, those of them that have a model: on each later window with a model, and for
/// the newest one on itself. `progress` counts the fits.
///
/// # Errors
/// When samples cannot be fitted or labelled; not on customers that could be fitted.
pub fn noise_floors(
    plan: &Plan,
    fitted: &FittedWindows,
    origins: &[usize],
    cache: &Cache,
    progress: &Progress,
) -> Result<NoiseFloors, RunError> {
    let looks = origins.iter().map(|&origin| looks(fitted, origin)).collect::<Vec<_>>();
    // The models of the origin's samples, and those of each size of later samples.
    let counted = looks.iter().filter(|looks| !looks.is_empty()).map(|looks| 1 + sizes(looks).len() as u64);
    progress.expect(u64::from(plan.stability.noise_replicates) * counted.sum::<u64>(), Unit::Fits);
    let of_origin = origins.par_iter().zip(&looks);
    let of_origin = of_origin.map(|(&origin, looks)| floors_of(plan, fitted, origin, looks, cache, progress));
    // Collected before it is looked through, so that of several errors it is always the first.
    let floors = of_origin.collect::<Vec<_>>().into_iter().collect::<Result<Vec<_>, _>>()?;
    Ok(NoiseFloors { floors: floors.into_iter().flatten().collect() })
}

type PairFloors = ((usize, usize), Floors);

/// A window that an origin is looked at on, its customers, and the level of the look.
type Look = (usize, usize, f64);

/// The windows that an origin is looked at on; none of one without a model.
fn looks(fitted: &FittedWindows, origin: usize) -> Vec<Look> {
    let Some(Ok((_, labelling))) = fitted.windows.get(origin).map(|window| &window.fitted) else {
        return Vec::new();
    };
    let mut looks = fitted
        .windows
        .iter()
        .enumerate()
        .skip(origin + 1)
        .filter_map(|(later, window)| Some((later, window.fitted.as_ref().ok()?.1.len())))
        .map(|(later, customers)| {
            let seen = fitted.windows.get(origin + 1..=later).unwrap_or_default();
            (later, customers, level_of_look(independent(seen.iter().map(|window| window.window))))
        })
        .collect::<Vec<_>>();
    if looks.is_empty() {
        looks.push((origin, labelling.len(), FALSE_ALARMS));
    }
    looks
}

/// The sizes of the samples that stand for the windows of the looks.
fn sizes(looks: &[Look]) -> BTreeSet<usize> {
    looks.iter().map(|(_, customers, _)| sample_rows(*customers)).collect()
}

fn floors_of(
    plan: &Plan,
    fitted: &FittedWindows,
    origin: usize,
    looks: &[Look],
    cache: &Cache,
    progress: &Progress,
) -> Result<Vec<PairFloors>, RunError> {
    let Some((window, Ok((model, _)))) = fitted.windows.get(origin).map(|window| (window, &window.fitted)) else {
        return Ok(Vec::new());
    };
    let replicates = plan.stability.noise_replicates;
    let day = u64::from(window.window.end_date().to_epoch_days().unsigned_abs());
    let seed = mix(plan.model.seed ^ mix(day));
    let resampled = Resampled {
        features: &plan.features,
        plan: &fitted.model,
        origin: &window.matrix,
        model,
        replicates,
        seed,
        progress,
    };
    // Fitted once, and only if there is a size of which the agreements are not known.
    let mut unchanged = None;
    let preparation = content::preparation(&plan.features);
    let mut agreements: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
    for rows in sizes(looks) {
        let of = (&preparation, &fitted.model, &window.content, replicates, seed, rows);
        let mut found = true;
        let of_size = cache.result("agreements", &of, || {
            found = false;
            let fitted = unchanged.take().map_or_else(|| Unchanged::fit(resampled), Ok)?;
            unchanged.insert(fitted).agreements(rows)
        });
        if found {
            progress.add(u64::from(replicates));
        }
        agreements.insert(rows, of_size.map_err(RunError::internal)?);
    }
    if unchanged.is_none() {
        progress.add(u64::from(replicates));
    }
    let floors = looks.iter().filter_map(|&(later, customers, level)| {
        let agreements = agreements.get(&sample_rows(customers))?;
        let at = |level| noise_floor(agreements, replicates, level);
        Some(((origin, later), Floors { life: at(level)?, single_look: at(FALSE_ALARMS)? }))
    });
    Ok(floors.collect())
}
