//! Which number of segments is recommended, and why.
//!
//! By stability, only those k are looked at whose segments all come back on resampled customers, to a Jaccard index of
//! [`STABLE`] or more, and that no other solution nearly ties with. Of these it is the one of the highest silhouette; and
//! where there are none, that whose least stable segment comes back best, of equals the one of the higher silhouette.
//! Stability alone does not choose: the more customers, the more surely even segments that are cut through the middle of a
//! crowd are cut in the same place again (von Luxburg U. (2010), "Clustering stability: an overview", Foundations and
//! Trends in Machine Learning 2, 235-274). In the demo's market of four types, all of 2 to 10 segments come back with 0.92
//! or more.
//!
//! By an index, it is the k where that is best, the smallest of equals. By the knee, it is the knee of the inertia, and
//! where there is none, what stability recommends.
//!
//! The runner-up is what the same rule would say if the first were not there; of the knee, the k whose inertia lies
//! deepest below the chord.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::Candidate;
use super::knee::{height_above_chord, knee};
use crate::plan::ChoiceRule;

/// The Jaccard index from which on a segment counts as stable: Hennig's for "valid, stable" (see `bootstrap`).
pub const STABLE: f64 = 0.75;

/// A recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// What it was to go by.
    pub rule: ChoiceRule,
    /// The number of segments.
    pub k: u32,
    /// Why.
    pub reason: ChoiceReason,
    /// The second best; null when only one was tried.
    pub runner_up: Option<u32>,
    /// Fewest segments that were tried.
    pub min: u32,
    /// Most segments that were tried.
    pub max: u32,
}

/// Why a number of segments is recommended.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ChoiceReason {
    /// The highest silhouette of those that all come back, without a near tie.
    BestOfStable {
        /// How many numbers of segments are so.
        stable: u32,
        /// Its silhouette.
        silhouette: f64,
        /// Jaccard index of the least stable of its segments, [`STABLE`] or more.
        least_jaccard: f64,
    },
    /// No number of segments is stable and without a near tie; these are the most stable.
    MostStable {
        /// Jaccard index of the least stable of them.
        least_jaccard: f64,
        /// Solutions that nearly tie with it.
        near_ties: u32,
    },
    /// The highest silhouette.
    HighestSilhouette {
        /// It.
        silhouette: f64,
    },
    /// The knee of the inertia.
    Knee,
    /// The lowest Davies-Bouldin index.
    LowestDaviesBouldin {
        /// It.
        davies_bouldin: f64,
    },
    /// The highest Calinski-Harabasz index.
    HighestCalinskiHarabasz {
        /// It.
        calinski_harabasz: f64,
    },
}

/// Chooses among `candidates`, whose k ascend by 1; `None` of none.
#[must_use]
pub fn choose(candidates: &[Candidate], rule: ChoiceRule) -> Option<Choice> {
    let (first, last) = (candidates.first()?, candidates.last()?);
    let (chosen, reason) = best(candidates, rule)?;
    let others: Vec<Candidate> = candidates.iter().filter(|candidate| candidate.k != chosen.k).copied().collect();
    let runner_up = match reason {
        ChoiceReason::Knee => deepest(candidates, chosen.k),
        ChoiceReason::BestOfStable { .. } | ChoiceReason::MostStable { .. } => {
            by_stability(&others).map(|found| found.0)
        }
        _ => best(&others, rule).map(|found| found.0),
    };
    let runner_up = runner_up.map(|candidate| candidate.k);
    Some(Choice { rule, k: chosen.k, reason, runner_up, min: first.k, max: last.k })
}

fn best(candidates: &[Candidate], rule: ChoiceRule) -> Option<(Candidate, ChoiceReason)> {
    match rule {
        ChoiceRule::Stability => by_stability(candidates),
        ChoiceRule::Knee => {
            let inertias: Vec<f64> = candidates.iter().map(|candidate| candidate.inertia).collect();
            match knee(&inertias).and_then(|place| candidates.get(place)) {
                Some(&found) => Some((found, ChoiceReason::Knee)),
                None => by_stability(candidates),
            }
        }
        ChoiceRule::Silhouette => {
            let found = highest(candidates, |candidate| candidate.silhouette)?;
            Some((found, ChoiceReason::HighestSilhouette { silhouette: found.silhouette }))
        }
        ChoiceRule::DaviesBouldin => {
            let found = highest(candidates, |candidate| -candidate.davies_bouldin)?;
            Some((found, ChoiceReason::LowestDaviesBouldin { davies_bouldin: found.davies_bouldin }))
        }
        ChoiceRule::CalinskiHarabasz => {
            let found = highest(candidates, |candidate| candidate.calinski_harabasz)?;
            Some((found, ChoiceReason::HighestCalinskiHarabasz { calinski_harabasz: found.calinski_harabasz }))
        }
    }
}

fn by_stability(candidates: &[Candidate]) -> Option<(Candidate, ChoiceReason)> {
    let is_stable = |candidate: &&Candidate| candidate.least_jaccard >= STABLE && candidate.near_ties == 0;
    let stable: Vec<Candidate> = candidates.iter().filter(is_stable).copied().collect();
    if let Some(found) = highest(&stable, |candidate| candidate.silhouette) {
        let Candidate { silhouette, least_jaccard, .. } = found;
        let stable = u32::try_from(stable.len()).unwrap_or(u32::MAX);
        return Some((found, ChoiceReason::BestOfStable { stable, silhouette, least_jaccard }));
    }
    let more_stable = |left: &&Candidate, right: &&Candidate| {
        let silhouette = left.silhouette.total_cmp(&right.silhouette);
        left.least_jaccard.total_cmp(&right.least_jaccard).then(silhouette)
    };
    let &found = candidates.iter().max_by(more_stable)?;
    let Candidate { least_jaccard, near_ties, .. } = found;
    Some((found, ChoiceReason::MostStable { least_jaccard, near_ties }))
}

/// Where `value` is highest, the first of equals.
fn highest(candidates: &[Candidate], value: impl Fn(&Candidate) -> f64) -> Option<Candidate> {
    let higher = |best: Candidate, next: &Candidate| match value(next).total_cmp(&value(&best)) {
        Ordering::Greater => *next,
        _ => best,
    };
    let (first, rest) = candidates.split_first()?;
    Some(rest.iter().fold(*first, higher))
}

/// Of the others than `k`, that whose inertia lies deepest below the chord.
fn deepest(candidates: &[Candidate], k: u32) -> Option<Candidate> {
    let inertias: Vec<f64> = candidates.iter().map(|candidate| candidate.inertia).collect();
    let heights = height_above_chord(&inertias)?;
    let others = candidates.iter().zip(heights).filter(|(candidate, _)| candidate.k != k);
    others.max_by(|(_, left), (_, right)| left.total_cmp(right)).map(|(candidate, _)| *candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Candidates from 2 on by least Jaccard index and near ties, with a silhouette, too.
    fn candidates(given: &[(f64, u32, f64)]) -> Vec<Candidate> {
        let candidate = |(k, &(least_jaccard, near_ties, silhouette)): (u32, &(f64, u32, f64))| Candidate {
            k,
            inertia: 100.0 / f64::from(k),
            silhouette,
            silhouette_low: silhouette,
            silhouette_high: silhouette,
            davies_bouldin: f64::from(k.abs_diff(4)) + 0.5,
            calinski_harabasz: 100.0 - f64::from(k),
            stability: least_jaccard,
            least_jaccard,
            near_ties,
            chosen: false,
        };
        (2_u32..).zip(given).map(candidate).collect()
    }

    #[test]
    fn by_stability_the_best_separated_of_those_that_come_back() {
        let tried = candidates(&[(1.0, 0, 0.2), (0.9, 0, 0.3), (0.75, 0, 0.4), (0.8, 1, 0.5), (0.7, 0, 0.6)]);
        let choice = choose(&tried, ChoiceRule::Stability).unwrap();
        assert_eq!((choice.k, choice.runner_up, choice.min, choice.max), (4, Some(3), 2, 6));
        assert_eq!(choice.reason, ChoiceReason::BestOfStable { stable: 3, silhouette: 0.4, least_jaccard: 0.75 });
    }

    #[test]
    fn without_a_stable_one_the_most_stable_and_of_equals_the_higher_silhouette() {
        let tried = candidates(&[(0.6, 0, 0.2), (0.7, 2, 0.3), (0.7, 0, 0.2)]);
        let choice = choose(&tried, ChoiceRule::Stability).unwrap();
        assert_eq!((choice.k, choice.runner_up), (3, Some(4)));
        assert_eq!(choice.reason, ChoiceReason::MostStable { least_jaccard: 0.7, near_ties: 2 });
        // A single stable one is followed by the most stable of the rest.
        let choice =
            choose(&candidates(&[(0.6, 0, 0.2), (0.8, 0, 0.3), (0.7, 0, 0.2)]), ChoiceRule::Stability).unwrap();
        assert_eq!((choice.k, choice.runner_up), (3, Some(4)));
    }

    #[test]
    fn by_an_index_the_best_and_the_second_best() {
        let tried = candidates(&[(1.0, 0, 0.2), (1.0, 0, 0.5), (1.0, 0, 0.5), (1.0, 0, 0.1)]);
        let silhouette = choose(&tried, ChoiceRule::Silhouette).unwrap();
        assert_eq!((silhouette.k, silhouette.runner_up), (3, Some(4)));
        let davies_bouldin = choose(&tried, ChoiceRule::DaviesBouldin).unwrap();
        assert_eq!((davies_bouldin.k, davies_bouldin.runner_up), (4, Some(3)));
        let calinski_harabasz = choose(&tried, ChoiceRule::CalinskiHarabasz).unwrap();
        assert_eq!((calinski_harabasz.k, calinski_harabasz.runner_up), (2, Some(3)));
        assert_eq!(calinski_harabasz.reason, ChoiceReason::HighestCalinskiHarabasz { calinski_harabasz: 98.0 });
    }

    #[test]
    fn by_the_knee_or_else_by_stability() {
        let mut tried = candidates(&[(1.0, 0, 0.2); 9]);
        let choice = choose(&tried, ChoiceRule::Knee).unwrap();
        // Of 100 / k, k = 2 to 10: 4 and 5 are the same way above the chord, and the first of a plateau is no maximum.
        assert_eq!((choice.k, choice.reason), (5, ChoiceReason::Knee));
        assert_eq!(choice.runner_up, Some(4));
        for candidate in &mut tried {
            candidate.inertia = 200.0 - 8.0 * f64::from(candidate.k);
        }
        let without = choose(&tried, ChoiceRule::Knee).unwrap();
        assert_eq!((without.rule, without.k), (ChoiceRule::Knee, 2));
        assert!(matches!(without.reason, ChoiceReason::BestOfStable { stable: 9, .. }));
        assert_eq!(choose(&[], ChoiceRule::Knee), None);
    }
}
