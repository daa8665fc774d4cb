//! The verdict on the reference model.

use super::{confidence, months};
use crate::record::sentence::Terms;
use crate::record::sentence::figure::{beside, exact};
use crate::stability::{RIVAL_INERTIA_RATIO, Verdict, VerdictKind};

pub fn verdict(verdict: &Verdict, terms: &Terms) -> String {
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

#[cfg(test)]
mod tests {
    use super::super::tests::{day, terms};
    use super::*;

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
}
