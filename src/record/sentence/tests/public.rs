//! What callers get: notices and stated conclusions in every language.

use super::samples::{day, of_choice, of_explanation, of_verdict, terms};
use crate::language::Figure;
use crate::record::{Notice, PolicyChoice, Severity, Stated};
use crate::stability::VerdictKind;

#[test]
fn a_notice_has_a_message_and_a_remedy_in_every_language() {
    let figures = [("windows", Figure::Count(1)), ("customers", Figure::Count(1_000))];
    let notice = Notice::new(Severity::Warning, "small_windows", &figures);
    assert_eq!(notice.message["en"], "1 window has fewer than 1,000 customers: it is not fitted and not compared.");
    assert!(notice.message["pt-BR"].starts_with("1 janela tem menos de 1.000 clientes"));
    assert!(notice.remedy["fr"].starts_with("Allongez windows.length"));
    let left_out = [
        ("window", Figure::Date(day(2018, 10))),
        ("why", "thin".into()),
        ("orders", Figure::Count(31)),
        ("usual", Figure::Count(900)),
    ];
    assert_eq!(
        Notice::new(Severity::Info, "window_left_out", &left_out).message["en"],
        "The window that ends on 1 October 2018 is left out: orders in its last step: 31, usual: 900."
    );
}

#[test]
fn a_stated_conclusion_has_a_sentence_for_every_tag() {
    let stated = Stated::verdict(of_verdict(VerdictKind::Keep, 0.91, 0.93), &terms(&[]));
    assert_eq!(stated.sentence.keys().map(String::as_str).collect::<Vec<_>>(), ["en", "fr", "pt-BR"]);
    let choice = Stated::policy(of_choice(&[]), &terms(&[]));
    let json = serde_json::to_string(&choice).unwrap();
    assert_eq!(serde_json::from_str::<Stated<PolicyChoice>>(&json).unwrap(), choice);
    assert!(Stated::explanation(of_explanation(0.01, vec![], None)).sentence["fr"].starts_with("Rien à expliquer"));
}
