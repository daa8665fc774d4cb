//! The conclusions in English.

use super::Terms;
use super::figure::{beside, exact, percent};
use crate::calendar::{Period, Unit};
use crate::stability::{
    AgePoint, Cadence, CadenceOutcome, MIN_INDEPENDENT_ORIGINS, Quantity, RIVAL_INERTIA_RATIO, Verdict, VerdictKind,
};

pub(super) fn verdict(verdict: &Verdict, terms: &Terms) -> String {
    let (reference, asked) = (terms.reference_end, exact(terms.threshold));
    if verdict.kind == VerdictKind::Unmonitorable {
        let apart = 100.0 * (RIVAL_INERTIA_RATIO - 1.0);
        return format!(
            "The segmentation fitted on the orders before {reference} cannot be monitored: quite different segments \
             fit the same customers as well, to within {apart:.1} %, and agree with it at less than the {asked} that the \
             contract asks for. A later fit that disagrees would not show that the customers have changed."
        );
    }
    let Some(measured) = measured(verdict, terms) else {
        return format!(
            "No verdict yet: no window after {reference} has enough customers to compare the segmentation with a new \
             fit."
        );
    };
    match verdict.kind {
        VerdictKind::Keep => format!(
            "Keep the segmentation fitted on the orders before {reference}: {measured}, the whole interval at or above the \
             {asked} that the contract asks for."
        ),
        VerdictKind::Retrain => {
            let since =
                verdict.below_since.map(|since| format!(" It has been below since {since}.")).unwrap_or_default();
            format!(
                "Fit the segmentation again: {measured}, the whole interval below the {asked} that the contract asks for.{since}"
            )
        }
        VerdictKind::Undecidable | VerdictKind::InsufficientHistory | VerdictKind::Unmonitorable => format!(
            "Undecidable: {measured}, an interval on both sides of the {asked} that the contract asks for. More customers or a \
             later window may decide it."
        ),
    }
}

/// The newest staleness and where it comes from; `None` when there is none.
fn measured(verdict: &Verdict, terms: &Terms) -> Option<String> {
    let figure = |value| beside(value, terms.threshold, 2);
    let (ari, low, high) = (figure(verdict.ari?), figure(verdict.ari_low?), figure(verdict.ari_high?));
    let (window, age) = (verdict.window_end?, months(verdict.age_months?));
    let level = confidence(terms);
    Some(format!(
        "on the customers of the window to {window}, at an age of {age}, its segments agree with those of a new fit at \
         {ari} (1 is the same, 0 is chance; {level} % interval {low} to {high})"
    ))
}

pub(super) fn retrain(cadence: &Cadence, terms: &Terms) -> String {
    let task = Task {
        quantity: Quantity::Staleness,
        order: "Fit the model again",
        to_do: "to fit the model again",
        models: "fitted models",
        held: "still agreed with a new fit",
    };
    task.sentence(cadence, terms)
}

pub(super) fn rescore(cadence: &Cadence, terms: &Terms) -> String {
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

/// A number of steps: "6 months", "1 week".
fn duration(steps: u32, step: Period) -> String {
    let count = u64::from(steps) * u64::from(step.count());
    let unit = match step.unit() {
        Unit::Months => "month",
        Unit::Weeks => "week",
        Unit::Days => "day",
    };
    counted(&count.to_string(), unit)
}

/// The same after "every": "6 months", "week".
fn every(steps: u32, step: Period) -> String {
    let duration = duration(steps, step);
    duration.strip_prefix("1 ").map(str::to_owned).unwrap_or(duration)
}

fn confidence(terms: &Terms) -> String {
    percent(terms.confidence, 1.0)
}

fn months(months: f64) -> String {
    let tenths = format!("{months:.1}");
    counted(tenths.strip_suffix(".0").unwrap_or(&tenths), "month")
}

fn counted(count: &str, unit: &str) -> String {
    let plural = if count == "1" { "" } else { "s" };
    format!("{count} {unit}{plural}")
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn terms(curve: &[AgePoint]) -> Terms<'_> {
        Terms {
            reference_end: day(2018, 1),
            threshold: 0.8,
            confidence: 0.95,
            service_level: 0.8,
            step: Period::new(1, Unit::Months).unwrap(),
            curve,
        }
    }

    fn day(year: i32, month: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, 1).unwrap()
    }

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

    fn verdict_of(kind: VerdictKind, low: f64, high: f64) -> Verdict {
        Verdict {
            kind,
            window_end: Some(day(2018, 9)),
            age_months: Some(8.0),
            ari: Some(f64::midpoint(low, high)),
            ari_low: Some(low),
            ari_high: Some(high),
            below_since: (kind == VerdictKind::Retrain).then(|| day(2018, 6)),
        }
    }

    fn cadence(outcome: CadenceOutcome, steps: Option<u32>, origins: u32, independent_origins: u32) -> Cadence {
        let months = steps.map(f64::from);
        Cadence { outcome, steps, months, observed_months: 11.0, origins, independent_origins }
    }

    #[test]
    fn verdicts_with_a_number_name_it_and_what_is_asked() {
        assert_eq!(
            verdict(&verdict_of(VerdictKind::Keep, 0.91, 0.93), &terms(&[])),
            "Keep the segmentation fitted on the orders before 2018-01-01: on the customers of the window to \
             2018-09-01, at an age of 8 months, its segments agree with those of a new fit at 0.92 (1 is the same, 0 \
             is chance; 95 % interval 0.91 to 0.93), the whole interval at or above the 0.80 that the contract asks \
             for."
        );
        assert_eq!(
            verdict(&verdict_of(VerdictKind::Retrain, 0.7, 0.7996), &terms(&[])),
            "Fit the segmentation again: on the customers of the window to 2018-09-01, at an age of 8 months, its \
             segments agree with those of a new fit at 0.75 (1 is the same, 0 is chance; 95 % interval 0.70 to \
             0.7996), the whole interval below the 0.80 that the contract asks for. It has been below since \
             2018-06-01."
        );
        assert!(
            verdict(&verdict_of(VerdictKind::Undecidable, 0.75, 0.85), &terms(&[])).starts_with("Undecidable: on ")
        );
    }

    #[test]
    fn verdicts_without_a_number_say_why() {
        let none = Verdict {
            window_end: None,
            age_months: None,
            ari: None,
            ari_low: None,
            ari_high: None,
            ..verdict_of(VerdictKind::InsufficientHistory, 0.0, 0.0)
        };
        assert_eq!(
            verdict(&none, &terms(&[])),
            "No verdict yet: no window after 2018-01-01 has enough customers to compare the segmentation with a new fit."
        );
        let unmonitorable = Verdict { kind: VerdictKind::Unmonitorable, ..none };
        assert_eq!(
            verdict(&unmonitorable, &terms(&[])),
            "The segmentation fitted on the orders before 2018-01-01 cannot be monitored: quite different segments fit \
             the same customers as well, to within 0.2 %, and agree with it at less than the 0.80 that the contract \
             asks for. A later fit that disagrees would not show that the customers have changed."
        );
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

    #[test]
    fn steps_are_counted_in_the_unit_of_the_configuration() {
        let weeks = Period::new(2, Unit::Weeks).unwrap();
        assert_eq!((duration(1, weeks), every(3, weeks)), ("2 weeks".to_owned(), "6 weeks".to_owned()));
        let day = Period::new(1, Unit::Days).unwrap();
        assert_eq!((duration(1, day), every(1, day)), ("1 day".to_owned(), "day".to_owned()));
        assert_eq!(
            (months(8.0), months(1.0), months(0.46)),
            ("8 months".into(), "1 month".into(), "0.5 months".into())
        );
    }
}
