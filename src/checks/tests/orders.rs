//! The same orders in two runs, and how many there are.

use super::*;

#[test]
fn samples_tell_of_each_order_whether_the_other_run_has_it() {
    for (k, gone) in [(1000, 0), (1000, 7), (200, 3), (5000, 2), (20_000, 2)] {
        let keep = |order: &SampledOrder| gone == 0 || !text_hash(&order.customer_id).is_multiple_of(gone);
        let mut then = profile(11);
        then.orders.sample = sample((0..5000).map(sampled), k);
        let mut now = profile(12);
        // As many new ones as there were: the bound falls.
        now.orders.sample = sample((0..10_000).map(sampled).filter(keep), k);
        let there = (0..5000).map(sampled).filter(keep).map(|order| order.order_id).collect::<BTreeSet<_>>();
        let same = same_orders(&now, &then);
        assert!(same.looked_for() > (k as u64).min(5000) / 4, "{k}: {}", same.looked_for());
        assert!(same.found.iter().all(|(then, now)| then == now && there.contains(&then.order_id)));
        assert!(same.missing.iter().all(|then| !there.contains(&then.order_id)));
    }
}

#[test]
fn orders_and_customers_are_told_apart_by_what_changed() {
    let changed = |change: fn(&mut SampledOrder)| {
        let mut now = profile(12);
        now.orders.sample = sample(
            (0..5000).map(sampled).map(|mut order| {
                change(&mut order);
                order
            }),
            1000,
        );
        found(&now, &profile(11))
    };
    assert!(matches!(
        &changed(|order| order.order_id = order.order_id.replace(' ', ""))[..],
        [Evidence::OrderIds { found: 0, .. }]
    ));
    assert!(matches!(
        &changed(|order| order.customer_id = order.customer_id.replace(' ', ""))[..],
        [Evidence::CustomerIds { .. }]
    ));
    let later = changed(|order| order.ordered_at += TimeDelta::minutes(210));
    assert!(matches!(&later[..], [Evidence::TimesMoved { minutes: Some(210), .. }]), "{later:?}");
    // One customer in ten has another id: within the limit.
    assert_eq!(
        changed(|order| if order.customer_id.ends_with('7') {
            order.customer_id.push('x');
        }),
        []
    );
    let dates = changed(|order| order.ordered_at -= TimeDelta::minutes(i64::from(order.order_id.len() as u32) * 7));
    assert!(matches!(&dates[..], [Evidence::TimesMoved { .. }]), "{dates:?}");
}

#[test]
fn orders_that_are_gone_are_not_taken_for_orders_of_other_ids() {
    let mut now = profile(12);
    now.orders.months.iter_mut().for_each(|month| month.orders /= 2);
    now.orders.sample =
        sample((0..5000).map(sampled).filter(|order| text_hash(&order.order_id).is_multiple_of(2)), 1000);
    let found = found(&now, &profile(11));
    assert!(matches!(&found[..], [Evidence::Lost { .. }]), "{found:?}");
}

#[test]
fn customers_under_other_ids_are_told_by_their_form_or_because_none_returns() {
    let mut form = profile(12);
    form.orders.months[11].forms =
        vec![IdForm { form: "0a *".to_owned(), example: "a1b2".to_owned(), orders: form.orders.months[11].orders }];
    assert!(matches!(&found(&form, &profile(11))[..], [Evidence::IdForm { share, .. }] if *share == 1.0));
    let mut none = profile(12);
    none.orders.months[11].returning = 29;
    assert!(matches!(&found(&none, &profile(11))[..], [Evidence::NoneReturning { returning: 29, usual: 300, .. }]));
    none.orders.months[11].returning = 30;
    assert_eq!(found(&none, &profile(11)), []);
    // Where customers do not come back at all, that none does says nothing.
    none.orders.months.iter_mut().for_each(|month| month.returning = 2);
    none.orders.months[11].returning = 0;
    assert_eq!(found(&none, &profile(11)), []);
}

#[test]
fn late_and_lost_orders_are_counted_in_whole_months_that_both_histories_have() {
    let with = |change: &dyn Fn(&mut DataProfile)| {
        let mut now = profile(12);
        change(&mut now);
        found(&now, &profile(11))
    };
    let late = with(&|now| now.orders.months[4].orders += 10);
    assert!(
        matches!(&late[..], [Evidence::Late { orders: 10, months }] if months.len() == 1 && months[0].month == first(4))
    );
    assert_eq!(with(&|now| now.orders.months[4].orders += 9), [], "a hundredth may come");
    let lost = with(&|now| now.orders.months.truncate(8));
    assert!(matches!(&lost[..], [Evidence::Lost { months, .. }] if months.len() == 3), "{lost:?}");
    // A history that is cut off at its beginning, in the middle of a month, is no loss.
    let cut = with(&|now| {
        now.orders.months.drain(..3);
        now.orders.months[0].orders = 10;
        now.orders.sample = sample((0..5000).map(sampled).filter(|order| order.ordered_at >= day_of(3, 20)), 1000);
    });
    assert_eq!(cut, []);
    assert_eq!(shared(&profile(12), &profile(11)), Some((first(0).into(), first(11).into())));
}
