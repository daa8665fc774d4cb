//! Origins against later windows, from labels to rows.

use std::sync::Arc;

use chrono::{Months, NaiveDate};
use segwatch::agreement::{AgreementError, Contingency, Labelling, Resampling, adjusted_rand_index};
use segwatch::calendar::Period;
use segwatch::stability::{
    Cadence, CadenceOutcome, CadenceTerms, Comparison, ComparisonError, FittedWindow, Flag, Pair, Protocol, Quantity,
    Verdict, VerdictKind, age_survival, compare, lifetimes,
};
use segwatch::survival::BlockBootstrap;
use segwatch::window::Window;

/// Customers of a window: 40 leave and 40 arrive each month.
fn customers(window: usize) -> Arc<[u32]> {
    (40 * u32::try_from(window).unwrap()..).take(400).collect()
}

/// A market that turns: the border between two segments moves 10 customers' worth of spending a month, and customers
/// keep what they spend.
fn label(model: usize, window: usize) -> Result<Labelling, AgreementError> {
    let border = 100 + 10 * u32::try_from(model).unwrap();
    let customers = customers(window);
    let labels = customers.iter().map(|customer| u32::from(customer * 37 % 400 < border)).collect();
    Labelling::new(customers, labels, 2)
}

fn end(window: usize) -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 2, 1).unwrap() + Months::new(u32::try_from(window).unwrap())
}

fn windows(count: usize) -> Vec<FittedWindow> {
    (0..count)
        .map(|index| FittedWindow {
            window: Window { start: (end(index) - Months::new(1)).into(), end: end(index).into() },
            labelling: Ok(label(index, index).unwrap()),
            rivals: Vec::new(),
        })
        .collect()
}

fn protocol() -> Protocol {
    Protocol {
        step: "1 month".parse::<Period>().unwrap(),
        min_customers: 100,
        resampling: Resampling::new(0.95, 200).unwrap(),
        threshold: 0.8,
        seed: 42,
    }
}

/// Every window against all later ones, without noise floors.
fn against_all<E: Send>(
    windows: &[FittedWindow],
    label: impl Fn(usize, usize) -> Result<Labelling, E> + Sync,
    protocol: &Protocol,
) -> Result<Vec<Comparison>, ComparisonError<E>> {
    let pair = |origin: usize, window: usize| {
        let pair =
            Pair { origin: &windows[origin], window: &windows[window], steps: window - origin, floor: None, protocol };
        pair.compare(|| label(origin, window))
    };
    Ok(compare(windows.len(), 0..windows.len(), pair)?.comparisons)
}

fn of(rows: &[Comparison], origin: usize, window: usize, quantity: Quantity) -> &Comparison {
    let mut found = rows
        .iter()
        .filter(|row| (row.origin_end, row.window_end, row.quantity) == (end(origin), end(window), quantity));
    let row = found.next().unwrap();
    assert!(found.next().is_none());
    row
}

#[test]
fn rows_come_by_origin_window_and_quantity() {
    let rows = against_all(&windows(4), label, &protocol()).unwrap();
    let keys: Vec<_> = rows.iter().map(|row| (row.origin_end, row.window_end, row.quantity)).collect();
    let mut sorted = keys.clone();
    sorted.sort();
    assert_eq!(keys, sorted);
    assert_eq!(keys.len(), 3 * 6);
    let oldest = of(&rows, 0, 3, Quantity::Total);
    assert_eq!((oldest.age_steps, oldest.flag.as_deref()), (3, None));
    assert!((oldest.age_months - 3.0).abs() < f64::EPSILON);
}

#[test]
fn each_quantity_compares_what_it_says() {
    let rows = against_all(&windows(4), label, &protocol()).unwrap();
    let ari = |left: &Labelling, right: &Labelling| Some(adjusted_rand_index(&Contingency::common(left, right)));
    let [at_origin, aged, refitted] = [label(0, 0), label(0, 3), label(3, 3)].map(Result::unwrap);
    let staleness = of(&rows, 0, 3, Quantity::Staleness);
    assert_eq!((staleness.ari, staleness.customers), (ari(&aged, &refitted), 400));
    let migration = of(&rows, 0, 3, Quantity::Migration);
    assert_eq!((migration.ari, migration.customers), (ari(&at_origin, &aged), 280));
    assert_eq!(migration.ari, Some(1.0), "customers keep what they spend");
    let total = of(&rows, 0, 3, Quantity::Total);
    assert_eq!((total.ari, total.customers), (ari(&at_origin, &refitted), 280));
    assert!(staleness.ari < Some(1.0) && staleness.ari_low < staleness.ari && staleness.ari < staleness.ari_high);
}

#[test]
fn what_is_not_sound_has_a_flag_and_no_number() {
    let mut windows = windows(9);
    windows[2].labelling = Err(Flag::TooFewCustomers);
    let asked = |origin, window| {
        assert!(origin != 2 && window != 2, "no model of window 2");
        label(origin, window)
    };
    let rows = against_all(&windows, asked, &protocol()).unwrap();
    assert_eq!(rows.len(), 3 * 36);
    for row in &rows {
        let unfitted = row.origin_end == end(2) || row.window_end == end(2);
        let far = row.age_steps >= 8 && row.quantity != Quantity::Staleness;
        let expected = if unfitted {
            Some(("too_few_customers", 0))
        } else if far {
            Some(("few_common_customers", 80))
        } else {
            None
        };
        assert_eq!(row.flag.as_deref(), expected.map(|(flag, _)| flag), "{row:?}");
        let numbers = [row.ari, row.ari_low, row.ari_high, row.ami];
        assert!(numbers.iter().all(|number| number.is_none() == expected.is_some()), "{row:?}");
        if let Some((_, customers)) = expected {
            assert_eq!(row.customers, customers);
        }
    }
}

#[test]
fn as_many_customers_as_asked_for_are_enough() {
    let flags = |min_customers| {
        let protocol = Protocol { min_customers, ..protocol() };
        against_all(&windows(9), label, &protocol).unwrap().iter().filter(|row| row.flag.is_some()).count()
    };
    // Eight months apart, 80 customers are in both windows.
    assert_eq!((flags(80), flags(81)), (0, 2));
}

#[test]
fn the_seed_decides_the_intervals_and_nothing_else() {
    let rows = |seed| against_all(&windows(6), label, &Protocol { seed, ..protocol() }).unwrap();
    let (one, other) = (rows(1), rows(2));
    assert_ne!(one, other);
    let without = |rows: Vec<Comparison>| {
        rows.into_iter()
            .map(|row| Comparison { ari_low: None, ari_high: None, standing: None, ..row })
            .collect::<Vec<_>>()
    };
    assert_eq!(without(one), without(other));
}

#[test]
fn threads_and_windows_added_do_not_change_a_row() {
    let alone = |threads, count| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| against_all(&windows(count), label, &protocol())).unwrap()
    };
    let (one, four, longer) = (alone(1, 6), alone(4, 6), alone(2, 8));
    assert_eq!(one, four);
    for row in &one {
        assert!(longer.contains(row), "{row:?}");
    }
}

#[test]
fn errors_say_where_and_the_first_comes_out() {
    let of_other_customers = against_all(&windows(3), |origin, _| label(origin, 0), &protocol()).unwrap_err();
    let source = AgreementError::DifferentCustomers { left: 400, right: 400 };
    assert_eq!(of_other_customers, ComparisonError::Customers { origin_end: end(0), window_end: end(1), source });

    let fails_later = |origin, window| if window == 2 { Err("no file") } else { Ok(label(origin, window).unwrap()) };
    let failed = against_all(&windows(3), fails_later, &protocol()).unwrap_err();
    assert_eq!(failed, ComparisonError::Label { origin_end: end(0), window_end: end(2), source: "no file" });
}

#[test]
fn a_market_that_turns_gives_an_interval_and_a_verdict() {
    let windows = windows(24);
    let rows = against_all(&windows, label, &protocol()).unwrap();
    let spans: Vec<Window> = windows.iter().map(|window| window.window).collect();
    let bootstrap = BlockBootstrap { block: 1, draws: 200, confidence: 0.95, seed: 1 };
    let lives = lifetimes(&rows, 0.8);
    let cadence = |quantity| {
        let survival = age_survival(quantity, &lives, &spans, 1.0, bootstrap);
        let terms = CadenceTerms {
            service_level: 0.8,
            confidence: 0.95,
            step: protocol().step,
            newest_end: end(23),
            in_service_since: end(0),
        };
        Cadence::read(quantity, &survival, &terms)
    };
    let retrain = cadence(Quantity::Staleness);
    // The border moves as fast for each model: all of them end at one age, and hold until the step before.
    assert_eq!(retrain.outcome, CadenceOutcome::Found);
    let ends: Vec<_> = lives.iter().filter(|life| life.quantity == Quantity::Staleness && life.event).collect();
    assert!(!ends.is_empty() && ends.iter().all(|life| Some(life.lower_months) == retrain.months), "{ends:?}");
    assert_eq!((retrain.origins, retrain.independent_origins), (23, 23));
    let rescore = cadence(Quantity::Migration);
    // Customers do not move: labels hold as long as enough independent origins have customers left in a later window.
    assert_eq!((rescore.outcome, rescore.events), (CadenceOutcome::NotReached, 0));
    assert!(rescore.assured_months.is_some_and(|months| months > 2.0));

    let verdict = |origin| Verdict::on(end(origin), &rows, &[], 0.8);
    assert_eq!(
        [0, 22, 23].map(|origin| verdict(origin).kind),
        [VerdictKind::Retrain, VerdictKind::Keep, VerdictKind::InsufficientHistory]
    );
    let since = verdict(0).below_since.unwrap();
    let crossing = rows.iter().find(|row| {
        row.origin_end == end(0) && row.quantity == Quantity::Staleness && row.ari_high.is_some_and(|high| high < 0.8)
    });
    assert_eq!(crossing.map(|row| row.window_end), Some(since));
}
