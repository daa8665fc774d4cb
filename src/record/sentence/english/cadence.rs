//! How often to fit again, and how often to label again.

use super::{confidence, duration, every};
use crate::record::sentence::Terms;
use crate::record::sentence::figure::{exact, percent};
use crate::stability::{AgePoint, Cadence, CadenceOutcome, MIN_INDEPENDENT_ORIGINS, Quantity};

pub fn retrain(cadence: &Cadence, terms: &Terms) -> String {
    let task = Task {
        quantity: Quantity::Staleness,
        order: "Fit the model again",
        to_do: "to fit the model again",
        models: "fitted models",
        held: "still agreed with a new fit",
    };
    task.sentence(cadence, terms)
}

pub fn rescore(cadence: &Cadence, terms: &Terms) -> String {
    let task = Task {
        quantity: Quantity::Migration,
        order: "Label the customers again with the same model",
        to_do: "to label the customers again with the same model",
        models: "labellings",
        held: "still agreed with the same model's later labels",
    };
    task.sentence(cadence, terms)
}

/// What is to be done every so often, and the words for it.
struct Task {
    quantity: Quantity,
    order: &'static str,
    to_do: &'static str,
    models: &'static str,
    held: &'static str,
}

impl Task {
    fn sentence(&self, cadence: &Cadence, terms: &Terms) -> String {
        let Self { order, to_do, models, held, .. } = self;
        let Cadence { origins, independent_origins: independent, .. } = cadence;
        let asked = format!("{} or better (whole {} % interval)", exact(terms.threshold), confidence(terms));
        let level = percent(terms.service_level, terms.service_level);
        match cadence.outcome {
            CadenceOutcome::Found => {
                let steps = cadence.steps.unwrap_or(1);
                let (now, then) = (self.share(steps, terms), self.share(steps + 1, terms));
                format!(
                    "{order} every {}: at that age {now} {models} {held} at {asked}, and after {} only \
                     {then}; the contract asks for {level} %.",
                    every(steps, terms.step),
                    duration(steps + 1, terms.step),
                )
            }
            CadenceOutcome::ShorterThanStep => format!(
                "{order} more often than every {}: after that time only {} {models} {held} at {asked}, and \
                 the contract asks for {level} %.",
                every(1, terms.step),
                self.share(1, terms),
            ),
            CadenceOutcome::NotReached => {
                let steps = cadence.steps.unwrap_or(1);
                format!(
                    "No need {to_do} was seen within {}, the longest that the history can show: at that age {} \
                     {models} {held} at {asked}; the contract asks for {level} %.",
                    duration(steps, terms.step),
                    self.share(steps, terms),
                )
            }
            CadenceOutcome::InsufficientHistory if *origins == 0 => {
                format!("Too little history to say how often {to_do}: no two windows could be compared.")
            }
            CadenceOutcome::InsufficientHistory => format!(
                "Too little history to promise how often {to_do}: at most {independent} of {origins} {models} rest \
                 on periods that do not overlap, and it takes {MIN_INDEPENDENT_ORIGINS} of the same age. {}",
                self.provisional(cadence, terms),
            ),
        }
    }

    /// What the history shows so far, where it is too short to promise anything.
    fn provisional(&self, cadence: &Cadence, terms: &Terms) -> String {
        let (asked, models) = (exact(terms.threshold), self.models);
        let level = percent(terms.service_level, terms.service_level);
        match (cadence.steps, self.oldest(terms)) {
            (None, _) => format!(
                "So far, {} {models} stayed at {asked} or better for {}, fewer than the {level} % that the contract \
                 asks for.",
                self.share(1, terms),
                duration(1, terms.step),
            ),
            (Some(steps), Some(oldest)) if oldest.steps > steps => format!(
                "So far, at least {level} % of them stayed at {asked} or better up to {}, and not beyond.",
                duration(steps, terms.step),
            ),
            (Some(steps), _) => format!(
                "So far, at least {level} % of them stayed at {asked} or better up to {}, the oldest seen.",
                duration(steps, terms.step),
            ),
        }
    }

    /// "83 % of 12", of those compared at that age.
    fn share(&self, steps: u32, terms: &Terms) -> String {
        let of_age = terms.curve.iter().find(|point| point.quantity == self.quantity && point.steps == steps);
        of_age.map_or_else(
            || "none of the".to_owned(),
            |point| format!("{} % of {}", percent(point.share_above, terms.service_level), point.origins),
        )
    }

    fn oldest<'a>(&self, terms: &Terms<'a>) -> Option<&'a AgePoint> {
        terms.curve.iter().rfind(|point| point.quantity == self.quantity)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::terms;
    use super::*;

    fn point(quantity: Quantity, steps: u32, origins: u32, share_above: f64) -> AgePoint {
        let age_months = f64::from(steps);
        AgePoint {
            quantity,
            steps,
            age_months,
            origins,
            mean: 0.8,
            min: 0.7,
            max: 0.9,
            low: 0.7,
            high: 0.9,
            share_above,
        }
    }

    fn cadence(outcome: CadenceOutcome, steps: Option<u32>, origins: u32, independent_origins: u32) -> Cadence {
        let months = steps.map(f64::from);
        Cadence { outcome, steps, months, observed_months: 11.0, origins, independent_origins }
    }

    #[test]
    fn a_cadence_names_its_share_and_the_next() {
        let curve = [point(Quantity::Staleness, 6, 12, 5.0 / 6.0), point(Quantity::Staleness, 7, 11, 0.545)];
        assert_eq!(
            retrain(&cadence(CadenceOutcome::Found, Some(6), 12, 3), &terms(&curve)),
            "Fit the model again every 6 months: at that age 83 % of 12 fitted models still agreed with a new fit at \
             0.80 or better (whole 95 % interval), and after 7 months only 55 % of 11; the contract asks for 80 %."
        );
    }

    #[test]
    fn a_cadence_without_an_interval_says_why() {
        let curve = [point(Quantity::Migration, 1, 12, 0.5), point(Quantity::Migration, 11, 2, 1.0)];
        assert_eq!(
            rescore(&cadence(CadenceOutcome::ShorterThanStep, None, 12, 3), &terms(&curve)),
            "Label the customers again with the same model more often than every month: after that time only 50 % of \
             12 labellings still agreed with the same model's later labels at 0.80 or better (whole 95 % interval), \
             and the contract asks for 80 %."
        );
        assert_eq!(
            rescore(&cadence(CadenceOutcome::NotReached, Some(11), 12, 3), &terms(&curve)),
            "No need to label the customers again with the same model was seen within 11 months, the longest that the \
             history can show: at that age 100 % of 2 labellings still agreed with the same model's later labels at \
             0.80 or better (whole 95 % interval); the contract asks for 80 %."
        );
    }

    #[test]
    fn too_little_history_gives_the_provisional_answer() {
        let curve = [point(Quantity::Staleness, 1, 12, 0.5), point(Quantity::Staleness, 11, 2, 1.0)];
        let said = |steps, origins| {
            retrain(&cadence(CadenceOutcome::InsufficientHistory, steps, origins, origins.min(1)), &terms(&curve))
        };
        assert_eq!(
            said(Some(11), 12),
            "Too little history to promise how often to fit the model again: at most 1 of 12 fitted models rest on \
             periods that do not overlap, and it takes 3 of the same age. So far, at least 80 % of them stayed at 0.80 \
             or better up to 11 months, the oldest seen."
        );
        assert!(said(Some(6), 12).ends_with("up to 6 months, and not beyond."));
        assert!(said(None, 12).ends_with(
            "So far, 50 % of 12 fitted models stayed at 0.80 or better for 1 month, fewer than the 80 % that the \
             contract asks for."
        ));
        assert_eq!(
            said(None, 0),
            "Too little history to say how often to fit the model again: no two windows could be compared."
        );
    }
}
