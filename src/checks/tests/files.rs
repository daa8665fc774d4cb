//! What files and headers tell, and what findings do to a run.

use super::*;

#[test]
fn columns_are_compared_by_name_and_types_that_nobody_declared() {
    let then = profile(11);
    let header = |columns: &[(&str, &str, bool)]| FileHeader {
        source: "sales".to_owned(),
        file: "new.csv".to_owned(),
        columns: columns
            .iter()
            .map(|&(name, kind, declared)| ColumnProfile {
                name: name.to_owned(),
                kind: kind.to_owned(),
                declared,
                nulls: 0,
            })
            .collect(),
    };
    let found = |header: FileHeader| of_files(&[], &[header], Some(&earlier(then.clone())));
    assert_eq!(found(header(&[("price", "Utf8", false), ("id", "Utf8", false), ("new", "Utf8", false)])), []);
    let gone =
        Evidence::ColumnGone { source: "sales".to_owned(), column: "price".to_owned(), file: "new.csv".to_owned() };
    assert_eq!(found(header(&[("id", "Utf8", false)])), [gone]);
    let changed = Evidence::TypeChanged {
        source: "sales".to_owned(),
        column: "price".to_owned(),
        before: "Utf8".to_owned(),
        after: "Int64".to_owned(),
    };
    assert_eq!(found(header(&[("id", "Utf8", false), ("price", "Int64", false)])), [changed]);
    assert_eq!(found(header(&[("id", "Utf8", false), ("price", "Int64", true)])), [], "declared by the user");
    assert_eq!(of_files(&[], &[header(&[])], None), []);
}

#[test]
fn the_same_bytes_count_within_a_source_only() {
    let input = |source: &str, path: &str, sha256: &str| InputFile {
        source: source.to_owned(),
        path: path.to_owned(),
        bytes: 1,
        sha256: sha256.to_owned(),
    };
    let inputs =
        [input("a", "1", "x"), input("b", "2", "x"), input("a", "3", "y"), input("a", "4", "x"), input("a", "5", "x")];
    let found = of_files(&inputs, &[], None);
    let pairs = found.iter().map(|evidence| match evidence {
        Evidence::SameFile { first, second, .. } => (first.as_str(), second.as_str()),
        other => panic!("{other:?}"),
    });
    assert_eq!(pairs.collect::<Vec<_>>(), [("1", "4"), ("1", "5")]);
}

#[test]
fn consequences_are_those_of_the_plan_but_for_what_is_accepted() {
    let mut now = profile(12);
    now.orders.months[11].columns[0].median = Some(2500.0);
    now.orders.months[4].orders += 10;
    let evidence = found(&now, &profile(11));
    let judge = |plan: ChecksPlan, accepted: &[Check]| judged(&plan, accepted, evidence.clone());
    let consequences =
        |findings: &[Finding]| findings.iter().map(|finding| (finding.check, finding.consequence)).collect::<Vec<_>>();
    let error = judge(plan(), &[]);
    assert_eq!(consequences(&error), [(Check::Units, Consequence::Error), (Check::Late, Consequence::Warning)]);
    let problems = problems(&error).unwrap();
    assert_eq!(problems.list.len(), 1, "a warning ends no run: {problems}");
    let text = problems.to_string();
    assert!(
        text.starts_with("checks.units: The column amount of the orders seems to be in another unit in 2023-12"),
        "{text}"
    );
    assert!(text.contains("about 100 times larger") && text.contains("--accept units"), "{text}");
    let accepted = judge(plan(), &[Check::Units]);
    assert!(super::problems(&accepted).is_none());
    let codes = notices(&accepted, &[Check::Units]).into_iter().map(|notice| notice.code).collect::<Vec<_>>();
    assert_eq!(codes, ["check_unit_of_month", "check_late", "check_accepted"]);
    assert_eq!(notices(&accepted[1..], &[Check::Units]).len(), 1, "nothing was accepted that was not there");
    let off = judge(ChecksPlan { units: Consequence::Off, ..plan() }, &[]);
    assert_eq!(consequences(&off), [(Check::Late, Consequence::Warning)]);
}
