//! Survival of lifetimes against lifelines and a maximum in 40 digits, and the laws it must obey.

use rand::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::ThreadPoolBuilder;
use segwatch::survival::{BlockBootstrap, Lifetime, SurvivalFunction, SurvivalPoint, survival_curve};
use serde::Deserialize;

#[derive(Deserialize)]
struct Golden {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    /// (lower, upper)
    lifetimes: Vec<(f64, Option<f64>)>,
    /// (time, survival)
    survival: Vec<(f64, f64)>,
}

fn lifetimes(pairs: &[(f64, Option<f64>)]) -> Vec<Lifetime> {
    pairs.iter().map(|&(lower, upper)| Lifetime { lower, upper }).collect()
}

fn estimate(lifetimes: &[Lifetime]) -> SurvivalFunction {
    SurvivalFunction::estimate(lifetimes.iter().map(|&lifetime| (lifetime, 1))).unwrap()
}

#[test]
fn lifelines_and_40_digits_give_the_same_120_curves() {
    let golden: Golden = serde_json::from_str(include_str!("../golden/survival.json")).unwrap();
    assert_eq!(golden.cases.len(), 120);
    for case in golden.cases {
        let function = estimate(&lifetimes(&case.lifetimes));
        for (time, expected) in case.survival {
            let found = function.survival(time);
            assert!((found - expected).abs() < 1e-12, "{} at {time}: {found} for {expected}", case.name);
        }
    }
}

/// Lifetimes with ends at a constant rate, looked at every month or not at all, until `horizon` at most.
fn simulated(size: usize, mean: f64, horizon: f64, rng: &mut Xoshiro256PlusPlus) -> Vec<Lifetime> {
    (0..size)
        .map(|_| {
            let end = -mean * libm::log(1.0 - rng.r#gen::<f64>());
            let looked_at = rng.gen_range(0.5 * horizon..horizon).ceil();
            let upper = end.ceil();
            if upper > looked_at {
                Lifetime { lower: looked_at, upper: None }
            } else {
                Lifetime { lower: upper - 1.0, upper: Some(upper) }
            }
        })
        .collect()
}

/// The same with ends that are known to several months, so that they overlap in part.
fn blurred(lifetimes: &[Lifetime], rng: &mut Xoshiro256PlusPlus) -> Vec<Lifetime> {
    let blur = |&Lifetime { lower, upper }: &Lifetime| Lifetime {
        lower: (lower - f64::from(rng.gen_range(0_u32..3))).max(0.0),
        upper: upper.map(|upper| upper + f64::from(rng.gen_range(0_u32..3))),
    };
    lifetimes.iter().map(blur).collect()
}

const BOOTSTRAP: BlockBootstrap = BlockBootstrap { block: 1, draws: 200, confidence: 0.95, seed: 7 };

#[test]
fn neither_order_nor_repetition_in_place_of_weight_changes_a_bit() {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(3);
    for size in [5, 17, 60] {
        let data = simulated(size, 9.0, 24.0, &mut rng);
        let data = blurred(&data, &mut rng);
        let function = estimate(&data);
        let mut shuffled = data.clone();
        shuffled.reverse();
        shuffled.rotate_left(size / 3);
        assert_eq!(estimate(&shuffled), function);
        let thrice = SurvivalFunction::estimate(data.iter().map(|&lifetime| (lifetime, 3))).unwrap();
        assert_eq!(estimate(&[data.clone(), shuffled, data].concat()), thrice);
    }
}

#[test]
fn a_longer_unit_of_time_changes_the_times_only() {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(4);
    let data = simulated(40, 9.0, 24.0, &mut rng);
    let data = blurred(&data, &mut rng);
    let longer: Vec<Lifetime> = data
        .iter()
        .map(|life| Lifetime { lower: life.lower * 4.0, upper: life.upper.map(|upper| upper * 4.0) })
        .collect();
    for month in 0..30 {
        let month = f64::from(month);
        assert_eq!(estimate(&longer).survival(month * 4.0), estimate(&data).survival(month));
    }
}

#[test]
fn one_more_survivor_without_ends_changes_nothing_but_the_count() {
    let times = [1.0, 2.0, 3.0];
    let before = lifetimes(&[(3.0, None), (4.0, None), (5.0, None)]);
    let after = [before.clone(), lifetimes(&[(99.0, None)])].concat();
    let (before, after) =
        (survival_curve(&before, &times, &[3; 3], &BOOTSTRAP), survival_curve(&after, &times, &[3; 3], &BOOTSTRAP));
    for (before, after) in before.iter().zip(after) {
        assert_eq!(after, SurvivalPoint { at_risk: before.at_risk + 1, ..*before });
        assert_eq!((after.survival, after.high, after.events, after.at_risk), (1.0, 1.0, 0, 4));
        // The rule of three: 0.05^(1/3).
        assert!((after.low - libm::cbrt(0.05)).abs() < 1e-14, "{}", after.low);
    }
}

#[test]
fn one_more_survivor_never_lowers_survival() {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(5);
    for _ in 0..50 {
        let data = simulated(25, 9.0, 24.0, &mut rng);
        let data = blurred(&data, &mut rng);
        let (before, after) = (estimate(&data), estimate(&[data, lifetimes(&[(99.0, None)])].concat()));
        for month in 0..30 {
            let month = f64::from(month);
            assert!(after.survival(month) >= before.survival(month) - 1e-12, "{month}");
        }
    }
}

#[test]
fn a_curve_falls_counts_what_is_known_and_is_the_same_bits_on_any_number_of_threads() {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(6);
    let times: Vec<f64> = (0..=24).map(f64::from).collect();
    let independent: Vec<u32> = (0..=24).map(|month| 12 - month / 3).collect();
    let data = simulated(36, 12.0, 24.0, &mut rng);
    for data in [blurred(&data, &mut rng), data] {
        let bootstrap = BlockBootstrap { block: 4, ..BOOTSTRAP };
        let curve = |threads| {
            let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| survival_curve(&data, &times, &independent, &bootstrap))
        };
        let points = curve(1);
        assert_eq!(points, curve(4));
        assert_eq!(points.len(), 25);
        assert_eq!((points[0].survival, points[0].events, points[0].at_risk), (1.0, 0, 36));
        for (point, independent) in points.iter().zip(&independent) {
            assert!(point.events <= point.at_risk && point.at_risk <= 36, "{point:?}");
            assert!(point.low <= point.survival && point.survival <= point.high, "{point:?}");
            assert!(0.0 < point.effective && point.effective <= f64::from(*independent), "{point:?}");
        }
        for pair in points.windows(2) {
            assert!(
                pair[1].survival <= pair[0].survival && pair[1].low <= pair[0].low && pair[0].events <= pair[1].events
            );
        }
        let json = serde_json::to_string(&points).unwrap();
        assert_eq!(serde_json::from_str::<Vec<SurvivalPoint>>(&json).unwrap(), points);
    }
}

#[test]
fn nothing_known_gives_no_point_or_no_bound() {
    assert_eq!(survival_curve(&[], &[1.0], &[1], &BOOTSTRAP), []);
    assert_eq!(survival_curve(&lifetimes(&[(2.0, Some(1.0)), (f64::NAN, None)]), &[1.0], &[1], &BOOTSTRAP), []);
    let survivors = lifetimes(&[(1.0, None)]);
    let [first, second] = survival_curve(&survivors, &[1.0, 2.0], &[1], &BOOTSTRAP)[..] else { panic!("two points") };
    assert!((first.low - 0.05).abs() < 1e-14 && first.at_risk == 1, "{first:?}");
    assert_eq!((second.at_risk, second.effective, second.low, second.high), (0, 0.0, 0.0, 1.0));
}

/// In how many of 1000 samples the lower and the upper bound at 95 % hold, at 3, 6 and 12 months.
fn covered(
    mut sample: impl FnMut(&mut Xoshiro256PlusPlus) -> Vec<Lifetime>,
    truth: [f64; 3],
    bootstrap: BlockBootstrap,
    independent: u32,
) -> [[u32; 2]; 3] {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(8);
    let mut covered = [[0; 2]; 3];
    for seed in 0..1000 {
        let points = survival_curve(
            &sample(&mut rng),
            &[3.0, 6.0, 12.0],
            &[independent; 3],
            &BlockBootstrap { seed, ..bootstrap },
        );
        for ((covered, point), truth) in covered.iter_mut().zip(points).zip(truth) {
            covered[0] += u32::from(point.low <= truth);
            covered[1] += u32::from(truth <= point.high);
        }
    }
    covered
}

#[test]
fn bounds_cover_what_independent_lifetimes_were_drawn_from() {
    for (size, mean) in [(12, 12.0), (40, 12.0), (40, 60.0)] {
        let truth = [3.0, 6.0, 12.0].map(|time| libm::exp(-time / mean));
        let covered = covered(|rng| simulated(size, mean, 24.0, rng), truth, BOOTSTRAP, size as u32);
        assert!(covered.iter().flatten().all(|&held| held >= 930), "{size} lifetimes of {mean}: {covered:?}");
    }
}

#[test]
fn bounds_cover_what_overlapping_lifetimes_were_drawn_from() {
    // Shocks come to the market at a constant rate, and each origin's life ends with the next one: origins a month
    // apart mostly end together.
    let mean = 12.0;
    let sample = |rng: &mut Xoshiro256PlusPlus| -> Vec<Lifetime> {
        let mut shocks = vec![0.0];
        while shocks.last().is_some_and(|&last| last < 72.0) {
            shocks.push(shocks[shocks.len() - 1] - mean * libm::log(1.0 - rng.r#gen::<f64>()));
        }
        let life = |origin: u32| {
            let origin = f64::from(origin);
            let life = (shocks.iter().find(|&&shock| shock > origin).unwrap() - origin).ceil();
            let seen = 60.0 - origin;
            if life > seen {
                Lifetime { lower: seen, upper: None }
            } else {
                Lifetime { lower: life - 1.0, upper: Some(life) }
            }
        };
        (0..48).map(life).collect()
    };
    let truth = [3.0, 6.0, 12.0].map(|time| libm::exp(-time / mean));
    // Four years of origins, lives of one on average: four share nothing. Blocks alone cover in 83 to 94 of 100.
    let covered = covered(sample, truth, BlockBootstrap { block: 12, ..BOOTSTRAP }, 4);
    assert!(covered.iter().flatten().all(|&held| held >= 930), "{covered:?}");
}
