//! The verdict on the reference model.

use super::Terms;
use crate::language::{Figure, Limits, Message};
use crate::stability::{Signal, Standing, Unmonitorable, Verdict, VerdictKind};

pub(super) fn verdict(verdict: &Verdict, terms: &Terms) -> Vec<Message> {
    let message = |id: &str| {
        let threshold = Figure::exact(terms.threshold);
        Message::new(id).with("reference", Figure::Date(terms.reference_end)).with("threshold", threshold)
    };
    if verdict.kind == VerdictKind::Unmonitorable {
        return vec![unmonitorable(verdict, terms, message)];
    }
    let Some(measured) = measured(verdict, terms) else { return vec![message("verdict-insufficient_history")] };
    let message =
        |id: &str| measured.iter().fold(message(id), |message, (name, figure)| message.with(name, figure.clone()));
    let drift = verdict.signal.filter(|_| verdict.noise_floor.is_some());
    let (first, rest) = match verdict.kind {
        VerdictKind::Keep if drift == Some(Signal::Season) && verdict.standing == Some(Standing::Below) => {
            ("verdict-keep-season", [None, None])
        }
        VerdictKind::Keep => {
            let beside_chance = match drift {
                Some(Signal::Drift) => Some("verdict-keep-drift"),
                Some(Signal::Noise) => Some("verdict-keep-noise"),
                Some(Signal::Season | Signal::Undecidable) | None => None,
            };
            ("verdict-keep", [beside_chance, None])
        }
        VerdictKind::Retrain => {
            let chance = (drift == Some(Signal::Drift)).then_some("verdict-retrain-drift");
            let since = verdict.below_since.map(|_| "verdict-retrain-since");
            ("verdict-retrain", [chance, since])
        }
        VerdictKind::Undecidable if verdict.standing == Some(Standing::Below) => {
            ("verdict-undecidable-season", [verdict.below_since.map(|_| "verdict-retrain-since"), None])
        }
        VerdictKind::Undecidable | VerdictKind::InsufficientHistory | VerdictKind::Unmonitorable => {
            ("verdict-undecidable", [None, None])
        }
    };
    [Some(first)].into_iter().chain(rest).flatten().map(message).collect()
}

fn unmonitorable(verdict: &Verdict, terms: &Terms, message: impl Fn(&str) -> Message) -> Message {
    let floor = verdict.noise_floor;
    let shown = floor.map(|floor| Figure::beside(floor, terms.threshold));
    let id = if verdict.unmonitorable == Some(Unmonitorable::NoiseFloor) && floor.is_some() {
        "verdict-noise_floor"
    } else if floor.is_some_and(|floor| floor > terms.threshold) {
        // Then the rival is below the floor, and not always below the threshold.
        "verdict-near_tied_optima-floor"
    } else {
        "verdict-near_tied_optima"
    };
    // Rounded up: "to within" is not to be exceeded.
    let apart =
        verdict.rival.map_or(0.0, |rival| ((rival.inertia_ratio - 1.0).max(0.0) * 1000.0).ceil().max(1.0) / 1000.0);
    let apart = Figure::Percent { share: apart, decimals: 1 };
    message(id).with_some("floor", shown).with("apart", apart)
}

/// The newest staleness and where it comes from; `None` when there is none.
fn measured(verdict: &Verdict, terms: &Terms) -> Option<Vec<(&'static str, Figure)>> {
    let values = [verdict.ari?, verdict.ari_low?, verdict.ari_high?];
    let limits = Limits::new(terms.threshold, verdict.noise_floor, &values);
    let [ari, low, high] = values.map(|value| Figure::Number { value, decimals: limits.decimals(value) });
    let window = verdict.window_end?;
    let mut figures = vec![
        ("window", Figure::Date(window)),
        ("age", Figure::months(verdict.age_months?)),
        ("ari", ari),
        ("low", low),
        ("high", high),
        ("confidence", Figure::level(terms.confidence)),
        ("drift_since", Figure::Date(verdict.drift_since.unwrap_or(window))),
    ];
    figures.extend(limits.floor().map(|(value, decimals)| ("floor", Figure::Number { value, decimals })));
    figures.extend(verdict.below_since.map(|since| ("below_since", Figure::Date(since))));
    Some(figures)
}
