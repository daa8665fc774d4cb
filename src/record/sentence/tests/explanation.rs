//! Explanations word by word.

use super::super::explanation;
use super::said;
use super::samples::{cause, of_explanation};
use crate::stability::Signal;

#[test]
fn an_explanation_names_what_moved_and_what_undoing_it_recovers() {
    let causes = vec![
        cause("review_score", 0.11, Some(("Loyal", 4.5, 4.1))),
        cause("spend", 0.02, None),
        cause("third", 0.02, None),
    ];
    let [english, french, portuguese] =
        said(&explanation::explanation(&of_explanation(0.14, causes, Some(Signal::Noise))));
    assert_eq!(
        english,
        "review_score fell by 0.4 in segment “Loyal” (4.5 to 4.1); undoing that recovers 0.11 of the 0.14 lost. spend rose \
         by 51 on average (1,250 to 1,301); undoing that recovers 0.02 of the 0.14 lost. The model of a \
         year before still fits: this is the season."
    );
    assert!(french.starts_with(
        "Score d’avis (1 à 5)\u{a0}: baisse de 0,4 dans le segment «\u{a0}Loyal\u{a0}» (de 4,5 à 4,1)\u{202f}; l’annuler rend 0,11 des \
         0,14 perdus."
    ));
    assert!(portuguese.contains("spend: alta de 51 em média (de 1.250 para 1.301); desfazê-la recupera 0,02 dos 0,14"));
}

#[test]
fn an_explanation_says_so_when_there_is_none() {
    let of = |lost, recovered, signal| {
        let causes = vec![cause("spend", recovered, None)];
        said(&explanation::explanation(&of_explanation(lost, causes, signal)))[0].clone()
    };
    assert_eq!(
        of(0.14, 0.013, Some(Signal::Drift)),
        "Nothing single explains it: undoing the drift of any one feature recovers less than a tenth of the 0.14 lost. \
         The model of a year before does not fit either: this is not the season."
    );
    assert_eq!(of(0.0199, 0.01, Some(Signal::Noise)), "Nothing to explain: only 0.0199 of the agreement is lost.");
    // A small part is not shown as nothing, and no part as more than the whole.
    assert!(of(0.05, 0.006, None).contains("recovers 0.006 of the 0.050 lost"));
    assert!(of(0.14, 0.2, None).contains("recovers 0.14 of the 0.14 lost"));
}

#[test]
fn segments_are_called_by_their_names() {
    let of = |name| {
        said(&explanation::explanation(&of_explanation(
            0.14,
            vec![cause("spend", 0.1, Some((name, 100.0, 130.0)))],
            None,
        )))
    };
    assert!(of("Loyal")[0].contains("in segment “Loyal” (100 to 130)"));
    assert!(of("Loyal")[1].contains("«\u{a0}Loyal\u{a0}»"), "{:?}", of("Loyal"));
    assert!(of("Loyal")[2].contains("no segmento “Loyal” (de 100 para 130)"));
    assert!(of("{ $feature } -term")[0].contains("in segment “{ $feature } -term” ("));
}
