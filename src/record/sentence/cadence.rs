//! How often to fit again, and how often to label again.

use super::Terms;
use crate::language::{Figure, Message};
use crate::stability::{AgeSurvival, Cadence, CadenceOutcome, MIN_INDEPENDENT_ORIGINS, Quantity};

pub(super) fn retrain(cadence: &Cadence, terms: &Terms) -> Vec<Message> {
    Task { name: "retrain", quantity: Quantity::Staleness, cadence, terms }.sentences()
}

pub(super) fn rescore(cadence: &Cadence, terms: &Terms) -> Vec<Message> {
    Task { name: "rescore", quantity: Quantity::Migration, cadence, terms }.sentences()
}

/// What is to be done every so often, and what is known of it.
struct Task<'a> {
    /// What its messages begin with.
    name: &'static str,
    quantity: Quantity,
    cadence: &'a Cadence,
    terms: &'a Terms<'a>,
}

impl Task<'_> {
    fn sentences(&self) -> Vec<Message> {
        match self.cadence.outcome {
            CadenceOutcome::Found => vec![self.found()],
            CadenceOutcome::ShorterThanStep => vec![self.shorter_than_step()],
            CadenceOutcome::NotReached => self.not_reached(),
            CadenceOutcome::Unmonitorable => vec![self.message("unmonitorable")],
            CadenceOutcome::InsufficientHistory if self.cadence.origins == 0 => vec![self.message("nothing_compared")],
            CadenceOutcome::InsufficientHistory => self.insufficient_history(),
        }
    }

    /// A message of this task with what they have in common.
    fn message(&self, id: &str) -> Message {
        let Self { name, cadence, terms, .. } = self;
        Message::new(format!("{name}-{id}"))
            .with("threshold", Figure::exact(terms.threshold))
            .with("level", Figure::level(terms.service_level))
            .with("confidence", Figure::level(terms.confidence))
            .with("origins", Figure::Count(cadence.origins.into()))
            .with("independent", Figure::Count(cadence.independent_origins.into()))
    }

    fn found(&self) -> Message {
        let (steps, terms) = (self.cadence.steps.unwrap_or(1), self.terms);
        self.message("found").with("every", Figure::every(steps, terms.step)).with("share", self.promised_share(steps))
    }

    fn shorter_than_step(&self) -> Message {
        let (first, terms) = (self.at(1), self.terms);
        self.message("shorter_than_step")
            .with("every", Figure::every(1, terms.step))
            .with("share", Figure::share(first.map_or(0.0, |point| point.survival), terms.service_level))
    }

    fn not_reached(&self) -> Vec<Message> {
        let Self { cadence, terms, .. } = self;
        let observed = || Figure::months(cadence.observed_months);
        let promise = cadence.steps.map(|steps| {
            let message = self.message("promise").with("age", Figure::span(steps, terms.step));
            message.with("share", self.promised_share(steps))
        });
        let assured = cadence.assured_months.map(|months| {
            // At least so many: rounded down.
            self.message("assured").with("assured", Figure::months((months * 10.0 + 1e-6).floor() / 10.0))
        });
        let beyond = cadence.steps.map_or_else(observed, |steps| Figure::span(steps, terms.step));
        let review = cadence
            .review_on
            .map(|day| Message::new("cadence-beyond").with("beyond", beyond).with("day", Figure::Date(day)));
        let seen = self.message("not_reached").with("observed", observed());
        [Some(seen), promise, assured, review].into_iter().flatten().collect()
    }

    fn insufficient_history(&self) -> Vec<Message> {
        let head = if self.cadence.independent_origins < MIN_INDEPENDENT_ORIGINS {
            self.message("few_origins").with("needed", Figure::Count(MIN_INDEPENDENT_ORIGINS.into()))
        } else {
            self.message("few_for_level")
        };
        let review = self.cadence.review_on;
        let review = review.map(|day| Message::new("cadence-provisional").with("day", Figure::Date(day)));
        [Some(head), Some(self.provisional()), review].into_iter().flatten().collect()
    }

    /// What the estimate shows so far, where the history is too short to promise anything.
    fn provisional(&self) -> Message {
        let terms = self.terms;
        let Some(steps) = self.cadence.steps else {
            let share = self.at(1).map_or(0.0, |point| point.survival);
            return self
                .message("so_far-none")
                .with("share", Figure::share(share, terms.service_level))
                .with("age", Figure::span(1, terms.step));
        };
        let oldest = terms.survival.iter().rfind(|point| point.quantity == self.quantity);
        let id = if oldest.is_some_and(|oldest| oldest.steps > steps) { "so_far" } else { "so_far-oldest" };
        self.message(id).with("age", Figure::span(steps, terms.step))
    }

    /// The share that holds at least, at a promised age.
    fn promised_share(&self, steps: u32) -> Figure {
        let level = self.terms.service_level;
        Figure::at_least(self.at(steps).map_or(level, |point| point.low), level)
    }

    fn at(&self, steps: u32) -> Option<&AgeSurvival> {
        self.terms.survival.iter().find(|point| point.quantity == self.quantity && point.steps == steps)
    }
}
