//! Every conclusion, with all its variants.

use super::super::{Terms, cadence, choice, explanation, policy, verdict};
use super::samples::{
    beside_floor, cause, day, of_cadence, of_choice, of_explanation, of_policy, of_verdict, survival, terms,
};
use crate::calendar::{Period, Unit};
use crate::language::{Figure, Message};
use crate::plan::ChoiceRule;
use crate::record::notice::message;
use crate::record::{Cause, PolicyChoice};
use crate::selection::{Choice, ChoiceReason};
use crate::stability::{
    Cadence, CadenceOutcome, Policy, PolicyKind, Quantity, Signal, Standing, Unmonitorable, Verdict, VerdictKind,
};

/// All of them.
pub(super) fn all() -> Vec<Vec<Message>> {
    [verdicts(), cadences(), explanations(), policies(), choices(), notices()].concat()
}

fn verdicts() -> Vec<Vec<Message>> {
    use VerdictKind::{InsufficientHistory, Keep, Retrain, Undecidable, Unmonitorable as Not};
    let kinds = [(Keep, 0.82, 0.84), (Retrain, 0.6, 0.7), (Undecidable, 0.75, 0.85), (Not, 0.75, 0.85)];
    let measured = kinds.map(|(kind, low, high)| of_verdict(kind, low, high));
    let nothing = Verdict {
        window_end: None,
        age_months: None,
        ari: None,
        ari_low: None,
        ari_high: None,
        ..of_verdict(InsufficientHistory, 0.0, 0.0)
    };
    let mut verdicts = vec![nothing.clone(), Verdict { kind: Not, ..nothing }];
    for verdict in measured {
        for floor in [0.75, 0.83, 0.9] {
            verdicts.push(beside_floor(&verdict, floor));
        }
        let noise = Some(Unmonitorable::NoiseFloor).filter(|_| verdict.kind == Not);
        verdicts.push(Verdict { unmonitorable: noise, ..beside_floor(&verdict, 0.78) });
        for signal in [Signal::Season, Signal::Undecidable] {
            let signal = Some(signal);
            verdicts.push(Verdict { signal, standing: Some(Standing::Below), ..beside_floor(&verdict, 0.9) });
        }
        verdicts.push(Verdict { below_since: None, ..verdict });
    }
    verdicts.iter().map(|value| verdict::verdict(value, &terms(&[]))).collect()
}

fn cadences() -> Vec<Vec<Message>> {
    use CadenceOutcome::{Found, InsufficientHistory, NotReached, ShorterThanStep};
    let not = CadenceOutcome::Unmonitorable;
    let curve: Vec<_> = [Quantity::Staleness, Quantity::Migration]
        .into_iter()
        .flat_map(|quantity| (1..=11).map(move |steps| survival(quantity, steps, 1.0 - 0.02 * f64::from(steps), 0.83)))
        .collect();
    let mut said = Vec::new();
    for outcome in [Found, ShorterThanStep, NotReached, InsufficientHistory, not] {
        for steps in [None, Some(1), Some(6), Some(11)] {
            for (origins, independent) in [(0, 0), (1, 1), (12, 2), (12, 3)] {
                let value = of_cadence(outcome, steps, origins, independent);
                let unassured = Cadence { assured_months: None, review_on: None, ..value.clone() };
                for unit in [Unit::Months, Unit::Weeks, Unit::Days] {
                    let terms = Terms { step: Period::new(1, unit).unwrap(), ..terms(&curve) };
                    said.extend([cadence::retrain(&value, &terms), cadence::rescore(&value, &terms)]);
                }
                said.push(cadence::retrain(&unassured, &terms(&[])));
            }
        }
    }
    said
}

fn explanations() -> Vec<Vec<Message>> {
    let causes = |recovered: f64| {
        vec![
            cause("review_score", recovered, Some(("Loyal", 4.5, 4.1))),
            cause("monetary", recovered, None),
            cause("third", recovered, Some(("Loyal", 4.5, 4.5))),
        ]
    };
    let still = |recovered| {
        let mut cause = cause("frequency", recovered, None);
        cause.mean_after = cause.mean_before;
        cause
    };
    let grown = cause("recency", 0.1, Some(("Segment 2", 100.0, 130.0)));
    let shrunk = Cause { mean_after: 0.5, ..cause("recency", 0.1, None) };
    let signals = [None, Some(Signal::Noise), Some(Signal::Drift), Some(Signal::Undecidable)];
    signals
        .into_iter()
        .flat_map(|signal| {
            [
                of_explanation(0.14, causes(0.11), signal),
                of_explanation(0.05, vec![still(0.006), grown.clone()], signal),
                of_explanation(0.3, vec![shrunk.clone(), causes(0.1).remove(2)], signal),
                of_explanation(0.14, causes(0.013), signal),
                of_explanation(0.019_9, causes(0.01), signal),
                of_explanation(-0.1, vec![], signal),
            ]
        })
        .map(|value| explanation::explanation(&value))
        .collect()
}

fn policies() -> Vec<Vec<Message>> {
    let priced = |kind, steps| of_policy(kind, steps, Some(9_876.5));
    let same = priced(PolicyKind::Interval, Some(3));
    let others =
        [priced(PolicyKind::Interval, Some(2)), priced(PolicyKind::OnBreach, None), priced(PolicyKind::Never, None)];
    let mut choices = vec![of_choice(&[]), PolicyChoice { recommended: None, ..of_choice(&[]) }];
    choices.push(PolicyChoice { unmonitorable: true, ..of_choice(&[]) });
    choices.push(of_choice(&[0.25, 0.5, 1.0, 2.0, 4.0].map(|factor| (factor, same))));
    for factor in [0.25, 0.5, 2.0, 3.0, 4.0] {
        choices.extend(others.map(|other| of_choice(&[(1.0, same), (factor, other)])));
    }
    choices.extend(
        others
            .map(|policy| PolicyChoice { recommended: Some(Policy { annual_cost: None, ..policy }), ..of_choice(&[]) }),
    );
    choices.iter().map(|value| policy::policy(value, &terms(&[]))).collect()
}

fn choices() -> Vec<Vec<Message>> {
    let reasons = [
        ChoiceReason::BestOfStable { stable: 3, silhouette: 0.412, least_jaccard: 0.7512 },
        ChoiceReason::MostStable { least_jaccard: 0.7488, near_ties: 1 },
        ChoiceReason::HighestSilhouette { silhouette: 0.412 },
        ChoiceReason::Knee,
        ChoiceReason::LowestDaviesBouldin { davies_bouldin: 0.9 },
        ChoiceReason::HighestCalinskiHarabasz { calinski_harabasz: 12_345.6 },
    ];
    let all = ChoiceRule::ALL.into_iter().flat_map(|rule| reasons.map(|reason| (rule, reason)));
    all.flat_map(|(rule, reason)| {
        [(4, Some(3)), (10, None)].map(|(k, runner_up)| Choice { rule, k, reason, runner_up, min: 2, max: 10 })
    })
    .map(|value| choice::choice(&value))
    .collect()
}

fn notices() -> Vec<Vec<Message>> {
    let text = |text: &str| Figure::Text(text.to_owned());
    let count = Figure::Count;
    let date = Figure::Date(day(2018, 9));
    let (floor, threshold) = (Figure::beside(0.7312, 0.8), Figure::exact(0.8));
    let number = |value, decimals| Figure::Number { value, decimals };
    let percent = |share, decimals| Figure::Percent { share, decimals };
    let mut notices = vec![
        message("expanding_windows", &[]),
        message("unequal_exposure", &[]),
        message("near_tied_optima", &[("k", count(5)), ("worse", percent(0.0008, 2)), ("ari", number(0.41, 2))]),
        message("audit_found_better", &[("engine", text("linfa 0.8")), ("less", percent(0.000_012, 4))]),
        message("constant_feature", &[("feature", text("spend"))]),
        message(
            "rescaled_features",
            &[("feature", text("spend")), ("shift", number(0.82, 1)), ("factor", number(1.6, 1))],
        ),
        message(
            "k_unsupported",
            &[("window", date.clone()), ("k", count(5)), ("floor", floor.clone()), ("threshold", threshold.clone())],
        ),
        message(
            "no_stable_k",
            &[
                ("min", count(2)),
                ("max", count(10)),
                ("k", count(4)),
                ("jaccard", number(0.62, 2)),
                ("stable", number(0.75, 2)),
            ],
        ),
        message("noise_floor_below_threshold", &[("floor", floor.clone()), ("threshold", threshold)]),
        message("drift_within_contract", &[("ari", number(0.88, 2)), ("floor", floor), ("since", date.clone())]),
    ];
    for (why, more) in [
        ("starts_late", vec![("day", date.clone())]),
        ("ends_early", vec![("day", date.clone())]),
        ("thin", vec![("orders", count(31)), ("usual", count(9_000))]),
    ] {
        notices.push(message("window_left_out", &[vec![("why", text(why)), ("window", date.clone())], more].concat()));
    }
    notices.extend(checks());
    for many in [1, 2, 12_345] {
        let many = count(many);
        notices.push(message(
            "optimum_not_confirmed",
            &[("found", many.clone()), ("restarts", many.clone()), ("asked", count(3))],
        ));
        notices.push(message("not_converged", &[("fits", many.clone())]));
        notices.push(message("small_windows", &[("windows", many.clone()), ("customers", count(100))]));
        notices.push(message("partial_windows", &[("windows", many.clone())]));
        notices.push(message("rejected_rows", &[("rows", many.clone())]));
        notices.push(message("few_independent_origins", &[("origins", many.clone()), ("independent", many)]));
    }
    notices.into_iter().flat_map(|message| [vec![message.clone()], vec![message.attribute("remedy")]]).collect()
}

/// What is found in data.
fn checks() -> Vec<Message> {
    let text = |text: &str| Figure::Text(text.to_owned());
    let count = Figure::Count;
    let share = |share| Figure::Percent { share, decimals: 0 };
    let number = |value| Figure::Number { value, decimals: 2 };
    let source = ("source", text("payments"));
    let (column, month) = (("column", text("value")), ("month", text("2024-06")));
    let shares = [("before", share(0.02)), ("after", share(1.0))];
    let ids = [("before", text("a-b")), ("after", text("ab"))];
    let all = |parts: &[&[(&'static str, Figure)]]| parts.concat();
    let named = [source.clone(), column.clone()];
    let of_month = [column.clone(), month.clone()];
    let mut notices = vec![
        message("check_column_gone", &all(&[&named, &[("file", text("payments.csv"))]])),
        message("check_type_changed", &all(&[&named, &[("before", text("Int64")), ("after", text("Utf8"))]])),
        message("check_source_nulls", &all(&[&named, &shares])),
        message("check_order_nulls", &all(&[&of_month, &shares])),
        message("check_order_ids", &[("found", count(0)), ("of", count(987)), ("example", text("a-b"))]),
        message(
            "check_customer_ids",
            &all(&[&[("orders", count(987)), ("of", count(1000)), ("order", text("7"))], &ids]),
        ),
        message("check_id_form", &all(&[&[month.clone(), ("share", share(1.0))], &ids])),
        message(
            "check_none_returning",
            &[month.clone(), ("customers", count(400)), ("returning", count(0)), ("usual", count(250))],
        ),
        message("check_same_file", &[source, ("first", text("a.csv")), ("second", text("b.csv"))]),
        message(
            "check_stale",
            &[("newest", Figure::Date(day(2018, 8))), ("as_of", Figure::Date(day(2018, 9))), ("days", count(31))],
        ),
        message("check_volume", &[month.clone(), ("orders", count(1)), ("usual", count(9_000))]),
        message("check_accepted", &[("checks", text("units, ids"))]),
    ];
    for size in ["smaller", "larger"] {
        let numbers = [("before", number(25.99)), ("after", number(2_599.0)), ("times", count(100))];
        let numbers = all(&[&[("size", text(size))], &of_month, &numbers]);
        notices.push(message("check_unit_of_month", &numbers));
        notices.push(message("check_unit_of_history", &all(&[&numbers, &[("months", count(11)), ("of", count(12))]])));
    }
    for direction in ["later", "earlier", "no"] {
        let moved = [("direction", text(direction)), ("hours", count(3))];
        let times = [
            ("orders", count(987)),
            ("of", count(1000)),
            ("order", text("7")),
            ("before", text("2024-06-01 10:00:00")),
            ("after", text("2024-06-01 13:00:00")),
        ];
        notices.push(message("check_times_moved", &all(&[&moved, &times])));
        let distances = [month.clone(), ("distance", share(0.4)), ("moved_back", share(0.03))];
        notices.push(message("check_hours_moved", &all(&[&moved, &distances])));
    }
    for months in [1, 2] {
        let ends = [("first", text("2024-05")), ("last", text("2024-06"))];
        let figures = all(&[&[("orders", count(12)), ("months", count(months))], &ends]);
        notices.extend(["check_late", "check_lost"].map(|code| message(code, &figures)));
    }
    notices
}
