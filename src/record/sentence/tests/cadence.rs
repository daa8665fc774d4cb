//! The cadences word by word.

use super::super::cadence;
use super::said;
use super::samples::{of_cadence, survival, terms};
use crate::stability::{Cadence, CadenceOutcome, Quantity};

#[test]
fn a_cadence_names_what_is_promised() {
    let survival = [survival(Quantity::Staleness, 1, 0.97, 0.9), survival(Quantity::Staleness, 6, 0.9, 0.838)];
    let found = of_cadence(CadenceOutcome::Found, Some(6), 12, 4);
    let [english, french, portuguese] = said(&cadence::retrain(&found, &terms(&survival)));
    assert_eq!(
        english,
        "Fit the model again every 6 months: with 95% confidence, at least 83% of the models still hold at that age \
         (agree with a new fit at 0.80 or better); the contract asks for 80%."
    );
    assert!(french.starts_with(
        "Ré-entraînez le modèle tous les 6 mois\u{a0}: avec une confiance de 95\u{202f}%, au moins 83\u{202f}% des modèles"
    ));
    assert!(
        portuguese.starts_with("Re-treine o modelo a cada 6 meses: com 95% de confiança, pelo menos 83% dos modelos")
    );
    let monthly = Cadence { steps: Some(1), ..found };
    assert!(said(&cadence::rescore(&monthly, &terms(&survival)))[1].contains("même modèle tous les mois\u{a0}:"));
}

#[test]
fn a_cadence_that_is_not_reached_promises_nothing_beyond() {
    let survival = [survival(Quantity::Staleness, 5, 1.0, 0.81), survival(Quantity::Staleness, 11, 1.0, 0.5)];
    let open = of_cadence(CadenceOutcome::NotReached, None, 12, 3);
    let of = |cadence: &Cadence| said(&cadence::retrain(cadence, &terms(&survival)))[0].clone();
    assert_eq!(
        of(&open),
        "No need to fit the model again was seen: none of 12 models (about 3 independent) fell below an agreement of 0.80 \
         with a new fit, up to an age of 11 months. With 95% confidence, a model lasts at least 3.6 months on average. \
         Nothing is promised beyond 11 months; look again by 1 December 2018."
    );
    let promised = of(&Cadence { steps: Some(5), ..open });
    assert!(promised.contains("With 95% confidence, at least 81% of the models hold up to 5 months. With"));
    assert!(promised.ends_with("Nothing is promised beyond 5 months; look again by 1 December 2018."));
}

#[test]
fn a_cadence_without_enough_history_is_provisional() {
    let survival = [1, 7, 11].map(|steps| survival(Quantity::Migration, steps, 0.797, 0.5));
    let of = |steps, origins, independent| {
        let cadence = of_cadence(CadenceOutcome::InsufficientHistory, steps, origins, independent);
        said(&cadence::rescore(&cadence, &terms(&survival)))[0].clone()
    };
    assert_eq!(
        of(Some(7), 12, 1),
        "Insufficient history to promise how often to label the customers again: of 12 labellings, at most 1 rests on \
         periods that do not overlap, and it takes 3. So far, by estimate, at least 80% of the labellings keep an \
         agreement of 0.80 or better with the same model's later labels up to 7 months, and fewer beyond. This is \
         provisional; look again by 1 December 2018."
    );
    assert!(of(Some(11), 12, 2).contains("up to 11 months, the oldest seen."));
    // 0.797 is below 0.80, and shown so.
    assert!(of(None, 12, 2).contains("only 79.7% of the labellings keep"));
    assert!(of(Some(7), 12, 3).contains(
        "of 12 labellings, 3 rest on periods that do not overlap, too few to vouch with 95% confidence that 80% still \
         hold."
    ));
    assert!(of(None, 0, 0).ends_with("no two windows could be compared."));
    let short = of_cadence(CadenceOutcome::ShorterThanStep, None, 12, 3);
    assert!(said(&cadence::rescore(&short, &terms(&survival)))[0].starts_with(
        "Label the customers again with the same model more often than every month: at that age only about 79.7% of 12 \
         labellings still hold"
    ));
}
