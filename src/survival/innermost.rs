//! The innermost intervals: where the maximum-likelihood estimate can have mass.
//!
//! Lay the ends of all lifetimes on a line. Wherever a left end is followed at once by a right end, the stretch between
//! them is innermost: mass outside of these stretches could be moved into one and lie in more lifetimes than before, so
//! the estimate has none there, and where inside one it lies makes no difference. At equal times an exact end comes
//! first, then the right ends, then the open left ends: deaths before censorings.
//!
//! Peto R. (1973), "Experimental survival curves for interval-censored data", Applied Statistics 22, 86-91; Turnbull B.
//! (1976), "The empirical distribution function with arbitrarily grouped, censored and truncated data", Journal of the
//! Royal Statistical Society B 38, 290-295.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::Lifetime;

/// Where ends of lifetimes stand at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    /// The left end of an exact lifetime: the time is inside.
    ClosedLeft,
    /// A right end.
    Right,
    /// The left end of any other: the time is not inside.
    OpenLeft,
}

#[derive(Debug, Clone, Copy)]
struct End {
    time: f64,
    side: Side,
}

impl End {
    fn cmp(&self, other: &Self) -> Ordering {
        self.time.total_cmp(&other.time).then(self.side.cmp(&other.side))
    }

    /// Left and right end; adding zero makes -0 the same time as 0.
    fn of(lifetime: Lifetime) -> [Self; 2] {
        let side = if lifetime.is_exact() { Side::ClosedLeft } else { Side::OpenLeft };
        [Self { time: lifetime.lower + 0.0, side }, Self { time: lifetime.end() + 0.0, side: Side::Right }]
    }
}

/// An innermost interval (from, to], or the time `from` alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Innermost {
    /// Left end.
    pub from: f64,
    /// Right end; infinite when nothing ends beyond `from`.
    pub to: f64,
    /// Whether it is one time.
    pub exact: bool,
}

/// Lifetimes that contain the same innermost intervals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// The first that they contain.
    pub first: usize,
    /// The last.
    pub last: usize,
    /// How many lifetimes, at least 1.
    pub weight: u64,
}

/// Innermost intervals, ascending, and which of them the lifetimes contain.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cover {
    /// At least one.
    pub intervals: Vec<Innermost>,
    /// Each pair of first and last once, ascending.
    pub spans: Vec<Span>,
    /// Sum of the weights.
    pub total: u64,
}

impl Cover {
    /// Of lifetimes that are possible; those of weight 0 are not there. `None` of none.
    pub(super) fn of(lifetimes: impl IntoIterator<Item = (Lifetime, u32)>) -> Option<Self> {
        let present: Vec<([End; 2], u32)> = lifetimes
            .into_iter()
            .filter(|&(lifetime, weight)| weight > 0 && lifetime.is_possible())
            .map(|(lifetime, weight)| (End::of(lifetime), weight))
            .collect();
        let mut ends: Vec<End> = present.iter().flat_map(|(ends, _)| *ends).collect();
        ends.sort_unstable_by(End::cmp);
        let innermost =
            |pair: &&[End]| matches!(pair, [left, right] if left.side != Side::Right && right.side == Side::Right);
        let pairs: Vec<&[End]> = ends.windows(2).filter(innermost).collect();

        let mut weights: BTreeMap<(usize, usize), u64> = BTreeMap::new();
        for ([left, right], weight) in &present {
            let first = pairs.partition_point(|pair| pair[0].cmp(left) == Ordering::Less);
            // At least one: its right end, or one before it, is the first after some left end.
            let last = pairs.partition_point(|pair| pair[1].cmp(right) != Ordering::Greater) - 1;
            *weights.entry((first, last)).or_default() += u64::from(*weight);
        }
        let intervals: Vec<Innermost> = pairs
            .iter()
            .map(|pair| Innermost { from: pair[0].time, to: pair[1].time, exact: pair[0].side == Side::ClosedLeft })
            .collect();
        let spans: Vec<Span> =
            weights.into_iter().map(|((first, last), weight)| Span { first, last, weight }).collect();
        let total = spans.iter().map(|span| span.weight).sum();
        (total > 0).then_some(Self { intervals, spans, total })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Pairs = Vec<(f64, f64)>;
    type Triples = Vec<(usize, usize, u64)>;

    fn cover(lifetimes: &[(f64, Option<f64>)]) -> (Pairs, Triples) {
        let cover = Cover::of(lifetimes.iter().map(|&(lower, upper)| (Lifetime { lower, upper }, 1))).unwrap();
        (
            cover.intervals.iter().map(|interval| (interval.from, interval.to)).collect(),
            cover.spans.iter().map(|span| (span.first, span.last, span.weight)).collect(),
        )
    }

    #[test]
    fn the_worked_example_of_the_literature() {
        // Peto's construction by hand: (0,1] (2,3] (4,5] of these six.
        let lifetimes = [(0.0, 1.0), (4.0, 6.0), (2.0, 6.0), (0.0, 3.0), (2.0, 4.0), (4.0, 5.0)];
        let (intervals, spans) = cover(&lifetimes.map(|(lower, upper)| (lower, Some(upper))));
        assert_eq!(intervals, [(0.0, 1.0), (2.0, 3.0), (4.0, 5.0)]);
        assert_eq!(spans, [(0, 0, 1), (0, 1, 1), (1, 1, 1), (1, 2, 1), (2, 2, 2)]);
    }

    #[test]
    fn deaths_come_before_censorings_and_open_ends_after_closed_ones() {
        // Censored at 3, where another died: it was still there. (3, 4] and (2, 3] share nothing.
        let (intervals, spans) = cover(&[(3.0, Some(3.0)), (3.0, None), (3.0, Some(4.0)), (2.0, Some(3.0))]);
        assert_eq!(intervals, [(3.0, 3.0), (3.0, 4.0)]);
        assert_eq!(spans, [(0, 0, 2), (1, 1, 2)]);
    }

    #[test]
    fn what_outlives_all_else_has_an_interval_without_end() {
        let (intervals, spans) = cover(&[(1.0, Some(1.0)), (2.0, None), (0.0, None)]);
        assert_eq!(intervals, [(1.0, 1.0), (2.0, f64::INFINITY)]);
        assert_eq!(spans, [(0, 0, 1), (0, 1, 1), (1, 1, 1)]);
    }

    #[test]
    fn zero_is_zero_whatever_its_sign_and_nobody_has_no_cover() {
        assert_eq!(cover(&[(-0.0, Some(0.0)), (0.0, Some(-0.0))]).0, [(0.0, 0.0)]);
        assert_eq!(Cover::of([]), None);
        assert_eq!(Cover::of([(Lifetime { lower: 1.0, upper: None }, 0)]), None);
        assert_eq!(Cover::of([(Lifetime { lower: 1.0, upper: Some(0.0) }, 3)]), None);
    }
}
