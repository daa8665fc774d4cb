//! Aggregates of every customer over windows that slide: each order enters once and leaves once.
//!
//! Windows come sorted by start and by end. A count or a sum takes back what leaves. A minimum or maximum cannot: it is
//! kept as two stacks, of the orders that came before the last turn and of those since. What the front stack was before
//! each of its orders was pushed is remembered, so that popping the order restores it; when the front stack is empty, the
//! back one is turned over into it. The cost is that of the orders, however many windows share one.
//!
//! Source: Tangwongsan, K., Hirzel, M. & Schneider, S. (2017), Low-latency sliding-window aggregation in worst-case
//! constant time, DEBS; the two stacks are its baseline.

use std::ops::Range;

use datafusion::arrow::buffer::NullBuffer;

/// Orders in time, by the customer that each is of: numbers below that of the customers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows<'a> {
    pub customers: &'a [u32],
    /// Rows without a value; `None` where every one has one.
    pub nulls: Option<&'a NullBuffer>,
}

impl Rows<'_> {
    /// The rows of `range` that have a value, each with its customer.
    fn valid(&self, range: Range<usize>) -> impl DoubleEndedIterator<Item = (usize, usize)> + '_ {
        let customers = self.customers.get(range.clone()).unwrap_or_default();
        range
            .zip(customers)
            .filter(|&(row, _)| self.nulls.is_none_or(|nulls| nulls.is_valid(row)))
            .map(|(row, &customer)| (row, customer as usize))
    }
}

/// How many values each customer has in the window.
#[derive(Debug)]
pub(super) struct Count(pub Vec<u32>);

impl Count {
    pub fn new(customers: usize) -> Self {
        Self(vec![0; customers])
    }

    pub fn enter(&mut self, rows: Rows<'_>, range: Range<usize>) {
        for (_, customer) in rows.valid(range) {
            if let Some(count) = self.0.get_mut(customer) {
                *count += 1;
            }
        }
    }

    pub fn leave(&mut self, rows: Rows<'_>, range: Range<usize>) {
        for (_, customer) in rows.valid(range) {
            if let Some(count) = self.0.get_mut(customer) {
                *count -= 1;
            }
        }
    }
}

/// The sum of each customer's values in the window; exact as long as the sum of all values has 127 bits.
#[derive(Debug)]
pub(super) struct Sum(pub Vec<i128>);

impl Sum {
    pub fn new(customers: usize) -> Self {
        Self(vec![0; customers])
    }

    pub fn enter<T: Copy + Into<i128>>(&mut self, values: &[T], rows: Rows<'_>, range: Range<usize>) {
        for (row, customer) in rows.valid(range) {
            if let Some((sum, &value)) = self.0.get_mut(customer).zip(values.get(row)) {
                *sum = sum.wrapping_add(value.into());
            }
        }
    }

    pub fn leave<T: Copy + Into<i128>>(&mut self, values: &[T], rows: Rows<'_>, range: Range<usize>) {
        for (row, customer) in rows.valid(range) {
            if let Some((sum, &value)) = self.0.get_mut(customer).zip(values.get(row)) {
                *sum = sum.wrapping_sub(value.into());
            }
        }
    }
}

/// The least or greatest of each customer's values in the window.
#[derive(Debug)]
pub(super) struct Extreme<T> {
    front: Vec<T>,
    back: Vec<T>,
    /// By row of the front stack: what `front` was before it.
    before: Vec<T>,
    /// The rows of the front stack end, and those of the back stack begin, here.
    turn: usize,
    of: Side,
}

/// Which end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Least,
    Greatest,
}

/// Numbers that have a first and a last.
pub(super) trait Bounded: Copy + Ord {
    const FIRST: Self;
    const LAST: Self;
}

impl Bounded for i64 {
    const FIRST: Self = Self::MIN;
    const LAST: Self = Self::MAX;
}

impl Bounded for i128 {
    const FIRST: Self = Self::MIN;
    const LAST: Self = Self::MAX;
}

impl Side {
    /// What any value stands on the wanted side of.
    fn neutral<T: Bounded>(self) -> T {
        match self {
            Self::Least => T::LAST,
            Self::Greatest => T::FIRST,
        }
    }

    fn of<T: Ord>(self, left: T, right: T) -> T {
        match self {
            Self::Least => left.min(right),
            Self::Greatest => left.max(right),
        }
    }
}

impl<T: Bounded> Extreme<T> {
    /// Of no rows yet; `rows` is how many there will be.
    pub fn new(customers: usize, rows: usize, of: Side) -> Self {
        let neutral = of.neutral();
        Self {
            front: vec![neutral; customers],
            back: vec![neutral; customers],
            before: vec![neutral; rows],
            turn: 0,
            of,
        }
    }

    pub fn enter(&mut self, values: &[T], rows: Rows<'_>, range: Range<usize>) {
        for (row, customer) in rows.valid(range) {
            if let Some((back, &value)) = self.back.get_mut(customer).zip(values.get(row)) {
                *back = self.of.of(*back, value);
            }
        }
    }

    /// `end` is where the rows end that have entered.
    pub fn leave(&mut self, values: &[T], rows: Rows<'_>, range: Range<usize>, end: usize) {
        self.pop(rows, range.start..range.end.min(self.turn));
        if range.end > self.turn {
            let first = self.turn;
            self.turn_over(values, rows, first..end);
            self.pop(rows, first..range.end);
        }
    }

    fn pop(&mut self, rows: Rows<'_>, range: Range<usize>) {
        for (row, customer) in rows.valid(range) {
            if let Some((front, &before)) = self.front.get_mut(customer).zip(self.before.get(row)) {
                *front = before;
            }
        }
    }

    /// The rows of the back stack become those of the front stack, which is empty, the oldest on top.
    fn turn_over(&mut self, values: &[T], rows: Rows<'_>, range: Range<usize>) {
        self.turn = range.end;
        for (row, customer) in rows.valid(range).rev() {
            if let Some(((front, before), &value)) =
                self.front.get_mut(customer).zip(self.before.get_mut(row)).zip(values.get(row))
            {
                *before = *front;
                *front = self.of.of(*front, value);
            }
        }
        self.back.fill(self.of.neutral());
    }

    /// A customer's; meaningless for one without a value in the window.
    pub fn get(&self, customer: usize) -> T {
        let neutral = self.of.neutral();
        let (front, back) = (self.front.get(customer), self.back.get(customer));
        self.of.of(front.copied().unwrap_or(neutral), back.copied().unwrap_or(neutral))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn slide(rows: usize) -> impl Strategy<Value = Vec<Range<usize>>> {
        prop::collection::vec((0..rows, 0..rows), 1..12).prop_map(|bounds| {
            let (mut starts, mut ends): (Vec<_>, Vec<_>) =
                bounds.into_iter().map(|(a, b)| (a.min(b), a.max(b))).unzip();
            starts.sort_unstable();
            ends.sort_unstable();
            starts.into_iter().zip(ends).map(|(start, end)| start..end).collect()
        })
    }

    proptest! {
        /// Whatever windows slide over whatever orders, each aggregate is that of the window's own rows.
        #[test]
        fn sliding_aggregates_are_those_of_each_window_by_itself(
            orders in prop::collection::vec((0_u32..5, prop::option::of(-50_i64..50)), 1..60),
            windows in slide(60),
        ) {
            let customers = orders.iter().map(|order| order.0).collect::<Vec<_>>();
            let values = orders.iter().map(|order| order.1.unwrap_or(0)).collect::<Vec<_>>();
            let nulls = NullBuffer::from(orders.iter().map(|order| order.1.is_some()).collect::<Vec<_>>());
            let rows = Rows { customers: &customers, nulls: Some(&nulls) };
            let (mut count, mut sum) = (Count::new(5), Sum::new(5));
            let mut least = Extreme::new(5, orders.len(), Side::Least);
            let mut greatest = Extreme::new(5, orders.len(), Side::Greatest);
            let (mut start, mut end) = (0, 0);
            for window in windows {
                let window = window.start.min(orders.len())..window.end.min(orders.len());
                count.enter(rows, end..window.end);
                sum.enter(&values, rows, end..window.end);
                least.enter(&values, rows, end..window.end);
                greatest.enter(&values, rows, end..window.end);
                count.leave(rows, start..window.start);
                sum.leave(&values, rows, start..window.start);
                least.leave(&values, rows, start..window.start, window.end);
                greatest.leave(&values, rows, start..window.start, window.end);
                (start, end) = (window.start, window.end);
                for customer in 0..5_u32 {
                    let own = || orders[start..end].iter().filter(move |order| order.0 == customer).filter_map(|order| order.1);
                    let index = customer as usize;
                    prop_assert_eq!(count.0[index] as usize, own().count());
                    prop_assert_eq!(sum.0[index], i128::from(own().sum::<i64>()));
                    prop_assert_eq!((count.0[index] > 0).then(|| least.get(index)), own().min());
                    prop_assert_eq!((count.0[index] > 0).then(|| greatest.get(index)), own().max());
                }
            }
        }
    }
}
