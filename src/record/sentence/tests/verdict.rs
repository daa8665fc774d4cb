//! The verdict word by word.

use super::super::verdict;
use super::said;
use super::samples::{beside_floor, of_verdict, terms};
use crate::stability::{RivalOptimum, Signal, Standing, Unmonitorable, Verdict, VerdictKind};

fn of(verdict: &Verdict) -> [String; 3] {
    said(&verdict::verdict(verdict, &terms(&[])))
}

#[test]
fn a_verdict_names_the_agreement_and_what_is_asked() {
    let [english, french, portuguese] = of(&of_verdict(VerdictKind::Keep, 0.91, 0.93));
    assert_eq!(
        english,
        "Keep the segmentation fitted on the orders before 1 January 2018: on the customers of the window to 1 September 2018, at \
         an age of 8 months, its segments agree with those of a new fit at 0.92 (1 is the same, 0 is chance; 95% \
         interval 0.91 to 0.93), the whole interval at or above the 0.80 that the contract asks for."
    );
    assert_eq!(
        french,
        "Conservez la segmentation entraînée sur les commandes antérieures au 1er janvier 2018\u{a0}: sur les clients de la \
         fenêtre qui s’achève le 1er septembre 2018, à 8 mois d’ancienneté, l’indice de Rand ajusté entre ses segments et ceux \
         d’un nouvel entraînement est de 0,92 (1 = identique, 0 = hasard\u{202f}; intervalle à 95\u{202f}%\u{a0}: de \
         0,91 à 0,93)\u{202f}; l’intervalle tout entier atteint les 0,80 exigés par le contrat."
    );
    assert_eq!(
        portuguese,
        "Mantenha a segmentação treinada com os pedidos anteriores a 1º de janeiro de 2018: nos clientes da janela que termina em \
         1º de setembro de 2018, com 8 meses de idade, o índice de Rand ajustado entre seus segmentos e os de um novo treino é 0,92 \
         (1 = idêntico, 0 = acaso; intervalo de 95%: de 0,91 a 0,93); o intervalo inteiro atinge os 0,80 exigidos pelo \
         contrato."
    );
}

#[test]
fn a_verdict_stays_on_its_side_of_the_threshold() {
    let [english, french, _] = of(&of_verdict(VerdictKind::Retrain, 0.7, 0.7996));
    assert!(english.contains("interval 0.70 to 0.7996), the whole interval below the 0.80"), "{english}");
    assert!(english.ends_with("It has been below the contract's minimum since 1 June 2018."), "{english}");
    assert!(french.contains("de 0,70 à 0,7996)"), "{french}");
}

#[test]
fn chance_is_told_from_drift() {
    let kept = |floor| of(&beside_floor(&of_verdict(VerdictKind::Keep, 0.82, 0.84), floor));
    let [english, french, portuguese] = kept(0.9);
    assert!(english.ends_with(
        "The customers have changed by more than chance does, since 1 May 2018 (fitted again on unchanged ones, the \
         segmentation would agree at 0.90 or better), but not enough to re-fit by the contract."
    ));
    assert!(french.contains("ré-entraînée sur des clients inchangés, la segmentation donnerait 0,90 ou plus"));
    assert!(portuguese.contains("re-treinada com clientes inalterados, a segmentação daria 0,90 ou mais"));
    assert!(kept(0.81)[0].ends_with(
        "That is no more change than chance brings: fitted again on unchanged customers, the segmentation may agree at \
         only 0.81."
    ));
    // Across the floor nothing is known.
    assert!(kept(0.83)[0].ends_with("that the contract asks for."));
    assert!(of(&beside_floor(&of_verdict(VerdictKind::Retrain, 0.6, 0.7), 0.85))[0].contains(
        "that the contract asks for. Chance alone does not do that: fitted again on unchanged customers, it would agree \
         at 0.85 or better. It has been below"
    ));
    // What is below the floor is not shown at it.
    let near = of(&beside_floor(&of_verdict(VerdictKind::Keep, 0.85, 0.8999), 0.9001));
    assert!(near[0].contains("0.85 to 0.8999)") && near[0].contains("at 0.90 or better"), "{near:?}");
}

#[test]
fn what_cannot_be_monitored_says_why() {
    let floor = beside_floor(&of_verdict(VerdictKind::Unmonitorable, 0.6, 0.7), 0.7996);
    let [english, ..] = of(&Verdict { unmonitorable: Some(Unmonitorable::NoiseFloor), ..floor.clone() });
    assert_eq!(
        english,
        "This segmentation cannot be monitored at that threshold: fitted again on unchanged customers it may agree at \
         only 0.7996, below the 0.80 that the contract asks for. Change the number of segments or the features."
    );
    let rival = Some(RivalOptimum { z: 1.0, inertia_ratio: 1.001_62, ari: 0.5 });
    let rivals = Verdict { unmonitorable: Some(Unmonitorable::NearTiedOptima), rival, ..floor };
    assert!(of(&rivals)[0].contains("to within 0.2%, and agree with it at less than the 0.80 that the contract asks"));
    assert!(of(&beside_floor(&rivals, 0.9))[0].contains("agree with it at less than 0.90, what a new fit"));
    let none = Verdict { ari: None, ..of_verdict(VerdictKind::InsufficientHistory, 0.0, 0.0) };
    assert!(of(&none)[0].starts_with("No verdict yet: no window after 1 January 2018 has enough customers"));
}

#[test]
fn a_season_is_kept_and_what_may_be_one_is_not_decided() {
    let below = |kind, signal| {
        let verdict = beside_floor(&of_verdict(kind, 0.6, 0.7), 0.9);
        Verdict { signal: Some(signal), standing: Some(Standing::Below), ..verdict }
    };
    let [english, ..] = of(&below(VerdictKind::Keep, Signal::Season));
    assert!(english.starts_with("Keep the segmentation fitted on the orders before"), "{english}");
    assert!(english.ends_with("but that is the season: models of the same season in other years still fit. A new fit would not last longer."), "{english}");
    let [english, ..] = of(&below(VerdictKind::Undecidable, Signal::Undecidable));
    assert!(
        english.contains("it may be the season: the history holds no window of the same season a year before."),
        "{english}"
    );
}
