//! How many segments are recommended.

use crate::language::{Figure, Message};
use crate::plan::ChoiceRule;
use crate::selection::{Choice, ChoiceReason, STABLE};

pub(super) fn choice(choice: &Choice) -> Vec<Message> {
    let head = |id: &str| {
        Message::new(id)
            .with("k", count(choice.k))
            .with("min", count(choice.min))
            .with("max", count(choice.max))
            .with("stable", Figure::exact(STABLE))
    };
    let number = |value, decimals| Figure::Number { value, decimals };
    let first = match choice.reason {
        ChoiceReason::BestOfStable { stable, silhouette, least_jaccard } => head("choice-best_of_stable")
            .with("found", count(stable))
            .with("tried", count(choice.max + 1 - choice.min))
            .with("silhouette", number(silhouette, 3))
            .with("jaccard", Figure::beside(least_jaccard, STABLE)),
        ChoiceReason::MostStable { least_jaccard, .. } => {
            head("choice-most_stable").with("jaccard", Figure::beside(least_jaccard, STABLE))
        }
        ChoiceReason::HighestSilhouette { silhouette } => {
            head("choice-silhouette").with("silhouette", number(silhouette, 3))
        }
        ChoiceReason::Knee => head("choice-knee"),
        ChoiceReason::LowestDaviesBouldin { davies_bouldin } => {
            head("choice-davies_bouldin").with("index", number(davies_bouldin, 3))
        }
        ChoiceReason::HighestCalinskiHarabasz { calinski_harabasz } => {
            head("choice-calinski_harabasz").with("index", number(calinski_harabasz, 0))
        }
    };
    let no_knee = choice.rule == ChoiceRule::Knee && choice.reason != ChoiceReason::Knee;
    let at_the_end = choice.k == choice.max && !matches!(choice.reason, ChoiceReason::MostStable { .. });
    let runner_up = choice.runner_up.map(|k| Message::new("choice-runner_up").with("runner_up", count(k)));
    [
        no_knee.then(|| Message::new("choice-no_knee")),
        Some(first),
        at_the_end.then(|| Message::new("choice-at_the_end")),
        runner_up,
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn count(k: u32) -> Figure {
    Figure::Count(k.into())
}
