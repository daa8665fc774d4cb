//! The recommended number of segments word by word.

use super::super::choice;
use super::said;
use crate::plan::ChoiceRule;
use crate::selection::{Choice, ChoiceReason};

fn of_choice(rule: ChoiceRule, k: u32, reason: ChoiceReason) -> [String; 3] {
    said(&choice::choice(&Choice { rule, k, reason, runner_up: Some(3), min: 2, max: 6 }))
}

#[test]
fn a_stable_choice_says_how_stable_and_what_comes_next() {
    let reason = ChoiceReason::BestOfStable { stable: 3, silhouette: 0.4151, least_jaccard: 0.7502 };
    let [english, french, portuguese] = of_choice(ChoiceRule::Stability, 4, reason);
    assert_eq!(
        english,
        "Take 4 segments. Of the numbers from 2 to 6, 3 of 5 are stable: every segment comes back when the customers are \
         drawn again (Jaccard index of 0.75 or more; with 4, 0.75 or more), and no other solution is nearly as good. Of \
         these, 4 segments are the furthest apart (silhouette 0.415; 1 is far apart, 0 is touching). The runner-up is 3."
    );
    assert!(french.contains("indice de Jaccard de 0,75 ou plus\u{202f}; avec 4, 0,75"), "{french}");
    assert!(portuguese.ends_with("O segundo colocado é 3."));
    let [at_the_end, ..] = of_choice(ChoiceRule::Stability, 6, reason);
    assert!(at_the_end.contains("It is the most that was tried: more may do better. The runner-up is 3."));
}

#[test]
fn without_a_knee_it_says_what_decides() {
    let reason = ChoiceReason::MostStable { least_jaccard: 0.6, near_ties: 0 };
    let [english, ..] = of_choice(ChoiceRule::Knee, 5, reason);
    assert!(
        english
            .starts_with("The inertia falls without a knee, so stability decides. Take 5 segments, with reserve: no")
    );
    assert!(english.ends_with("comes back best, with 0.60. The runner-up is 3."));
    let [with, ..] = of_choice(ChoiceRule::Knee, 5, ChoiceReason::Knee);
    assert!(with.starts_with("Take 5 segments: of 2 to 6, the inertia has its knee there"));
}
