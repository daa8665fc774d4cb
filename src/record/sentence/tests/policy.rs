//! The recommended policy word by word.

use super::super::policy;
use super::said;
use super::samples::{of_choice, of_policy, terms};
use crate::record::PolicyChoice;
use crate::stability::{Policy, PolicyKind};

fn of_policies(choice: &PolicyChoice) -> [String; 3] {
    said(&policy::policy(choice, &terms(&[])))
}

#[test]
fn a_policy_names_its_cost_and_whether_it_depends_on_costs() {
    let priced = |kind, steps| of_policy(kind, steps, Some(9_000.0));
    let same = priced(PolicyKind::Interval, Some(3));
    let [english, french, portuguese] =
        of_policies(&of_choice(&[0.25, 0.5, 1.0, 2.0, 4.0].map(|factor| (factor, same))));
    assert_eq!(
        english,
        "Of the policies tried on this history, re-fitting every 3 months costs least (BRL\u{a0}12,000 a year) among \
         those that keep the agreement at 0.80 or better 80% of the time. The same policy stays the cheapest if a stale \
         month costs anything from a quarter of that in the contract to four times as much."
    );
    assert!(french.contains("ré-entraîner tous les 3 mois coûte le moins cher (12\u{202f}000\u{a0}BRL par an)"));
    assert!(portuguese.contains("re-treinar a cada 3 meses é a que custa menos (BRL\u{a0}12.000 por ano)"));
    let others = [
        (0.25, priced(PolicyKind::Never, None)),
        (0.5, priced(PolicyKind::OnBreach, None)),
        (1.0, same),
        (2.0, priced(PolicyKind::Interval, Some(2))),
        (4.0, priced(PolicyKind::Interval, Some(1))),
    ];
    assert!(of_policies(&of_choice(&others))[0].ends_with(
        "of the time. With a stale month at half the cost, re-fitting only when the contract is breached would be the \
         cheapest. With a stale month at twice the cost, re-fitting every 2 months would be the cheapest."
    ));
}

#[test]
fn without_costs_the_fewest_re_fittings_are_named() {
    assert!(
        of_policies(&of_choice(&[]))[0].contains("re-fitting every 3 months takes the fewest re-fittings (4 a year)")
    );
    let never = Policy { retrains_per_year: 0.0, ..of_policy(PolicyKind::Never, None, None) };
    let choice = PolicyChoice { recommended: Some(never), ..of_choice(&[]) };
    assert!(of_policies(&choice)[0].contains("never re-fitting takes the fewest re-fittings (0 a year)"));
    let none = PolicyChoice { recommended: None, ..choice };
    assert_eq!(
        of_policies(&none)[0],
        "None of the policies tried on this history keeps the agreement at 0.80 or better 80% of the time."
    );
}
