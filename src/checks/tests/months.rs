//! Months beside those before them, and beside themselves.

use super::*;

#[test]
fn new_months_are_those_that_the_earlier_run_has_not_seen_whole() {
    let now = profile(12);
    let months = |earlier: Option<&DataProfile>| {
        let history = history(&now, earlier);
        (history.new.len(), history.usual.len())
    };
    assert_eq!(months(None), (1, 11), "the newest whole month");
    assert_eq!(months(Some(&profile(11))), (1, 11));
    assert_eq!(months(Some(&profile(12))), (0, 12));
    assert_eq!(months(Some(&DataProfile { as_of: first(10) + TimeDelta::days(9), ..profile(11) })), (2, 10));
    assert_eq!(months(Some(&profile(2))), (10, 0), "two months make no usual month");
    // A month that is not over is new as well.
    let within = DataProfile { as_of: first(11) + TimeDelta::days(9), ..profile(12) };
    assert_eq!(history(&within, None).new.len(), 2);
}

#[test]
fn empty_cells_count_among_all_rows_and_among_those_that_came_in() {
    let with = |rows: u64, nulls: u64| {
        let mut now = profile(12);
        now.sources[0].rows = rows;
        now.sources[0].columns[1].nulls = nulls;
        found(&now, &profile(11))
    };
    assert_eq!(with(1000, 500), [], "the limit itself is within");
    assert!(matches!(&with(1000, 501)[..], [Evidence::SourceNulls { after, .. }] if *after == 0.501));
    // A hundred rows came in, and half of them are empty; then all.
    assert_eq!(with(1100, 50), []);
    assert!(
        matches!(&with(1100, 100)[..], [Evidence::SourceNulls { before, after, .. }] if (*before, *after) == (0.0, 1.0))
    );
    assert_eq!(with(1010, 10), [], "ten rows say nothing");

    let mut now = profile(12);
    now.orders.months[11].columns[0].nulls = 600;
    assert!(matches!(&found(&now, &profile(11))[..], [Evidence::OrderNulls { after, .. }] if *after > 0.6));
    assert!(matches!(&of_rows(&plan(), &now, None)[..], [Evidence::OrderNulls { .. }]), "without a history as well");
}

#[test]
fn units_are_told_from_their_factor_on_in_both_directions() {
    for (factor, is_found) in
        [(9.9, false), (10.0, true), (100.0, true), (1.0 / 9.9, false), (0.1, true), (0.001, true)]
    {
        let mut newest = profile(12);
        newest.orders.months[11].columns[0].median = Some(25.0 * factor);
        let new = found(&newest, &profile(11));
        assert_eq!(matches!(&new[..], [Evidence::UnitOfMonth { .. }]), is_found, "{factor}: {new:?}");
        assert_eq!(new.is_empty(), !is_found, "{factor}");
        let mut all = profile(12);
        all.orders.months.iter_mut().for_each(|month| month.columns[0].median = Some(25.0 * factor));
        let whole = found(&all, &profile(11));
        assert_eq!(matches!(&whole[..], [Evidence::UnitOfHistory { months: 11, of: 11, .. }]), is_found, "{whole:?}");
        let mut few = newest.clone();
        few.orders.months[11].columns[0].values = ENOUGH - 1;
        assert_eq!(found(&few, &profile(11)), []);
    }
}

#[test]
fn the_hours_of_a_month_tell_by_how_much_it_was_moved() {
    for hours in -11..=12 {
        let mut now = profile(12);
        let moved = usize::try_from(i32::rem_euclid(hours, 24)).unwrap();
        now.orders.months[11].hours.rotate_right(moved);
        let found = found(&now, &profile(11));
        if (-1..=1).contains(&hours) {
            assert_eq!(found, [], "{hours}: summer time does that");
        } else {
            let expected = |evidence: &Evidence| matches!(evidence, Evidence::HoursMoved { hours: told, moved_back, .. } if *told == hours && *moved_back < 1e-12);
            assert!(found.len() == 1 && expected(&found[0]), "{hours}: {found:?}");
        }
    }
}

#[test]
fn months_drawn_from_the_same_hours_are_not_taken_for_moved_ones() {
    let total: u64 = HOURS.iter().sum();
    let mut state = 1;
    let mut draw = |orders: u64| {
        let mut hours = vec![0; 24];
        for _ in 0..orders {
            state = mix(state);
            let mut left = state % total;
            let hour = HOURS
                .iter()
                .position(|&count| {
                    left < count || {
                        left -= count;
                        false
                    }
                })
                .unwrap();
            hours[hour] += 1;
        }
        hours
    };
    for orders in [20, 100, 400, 3000] {
        for _ in 0..100 {
            let mut now = profile(12);
            for month in &mut now.orders.months {
                month.hours = draw(orders);
                month.orders = orders;
            }
            let evidence = times::times(&plan(), &now, None);
            assert_eq!(evidence, [], "{orders} orders");
        }
    }
}

#[test]
fn volume_is_held_against_how_much_months_differ() {
    let with = |orders: &dyn Fn(usize) -> u64| {
        let mut now = profile(12);
        now.orders.months.iter_mut().enumerate().for_each(|(index, month)| month.orders = orders(index));
        volume::volume(&plan(), &now, None)
    };
    let newest = |orders: u64| with(&|index| if index == 11 { orders } else { 1000 + 10 * index as u64 });
    assert_eq!(newest(600), []);
    assert_eq!(newest(2000), []);
    assert!(matches!(&newest(500)[..], [Evidence::Volume { orders: 500, usual: 1055, .. }]), "{:?}", newest(500));
    assert!(matches!(&newest(2200)[..], [Evidence::Volume { orders: 2200, .. }]));
    // Months that swing by a factor of three do so again.
    assert_eq!(with(&|index| if index % 2 == 0 { 300 } else { 900 }), []);
    // A month that is not over has fewer.
    let mut within = profile(12);
    within.as_of = first(11) + TimeDelta::days(3);
    within.orders.months[11].orders = 90;
    assert_eq!(volume::volume(&plan(), &within, None), []);
}

#[test]
fn freshness_counts_days_up_to_the_day_of_the_run() {
    let mut now = profile(12);
    now.orders.newest = Some(day_of(11, 24));
    assert_eq!(freshness::freshness(&plan(), &now), None, "seven days before 1 January is 25 December");
    now.orders.newest = Some(day_of(11, 23));
    assert!(matches!(freshness::freshness(&plan(), &now), Some(Evidence::Stale { days: 8, .. })));
}
