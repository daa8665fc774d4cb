//! Who moved where between two labellings, with those who came and those who left.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::agreement::Labelling;

/// Customers with one segment before and one after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// The segment before; `None` of those who were not there.
    pub from: Option<u32>,
    /// The segment after; `None` of those who are no longer there.
    pub to: Option<u32>,
    /// How many, at least 1.
    pub customers: u64,
}

/// The flows from one labelling to another, by `from` and then `to`, `None` after all segments.
///
/// Those that are not empty: their customers add up to all who are in either labelling. Meant for labellings by one
/// model, whose segments are the same on both sides; nothing here depends on it.
#[must_use]
pub fn flows(earlier: &Labelling, later: &Labelling) -> Vec<Flow> {
    let columns = later.segments() + 1;
    let mut counts = vec![0_u64; (earlier.segments() + 1) * columns];
    let mut befores = earlier.customers().iter().zip(earlier.labels()).peekable();
    let mut afters = later.customers().iter().zip(later.labels()).peekable();
    loop {
        let order = match (befores.peek(), afters.peek()) {
            (None, None) => break,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some((before, _)), Some((after, _))) => before.cmp(after),
        };
        // Whoever is behind is on one side only.
        let from = if order.is_le() { befores.next() } else { None };
        let to = if order.is_ge() { afters.next() } else { None };
        let row = from.map_or(earlier.segments(), |(_, &label)| label as usize);
        let column = to.map_or(later.segments(), |(_, &label)| label as usize);
        counts[row * columns + column] += 1;
    }
    let name = |segment: usize, segments: usize| u32::try_from(segment).ok().filter(|_| segment < segments);
    let flow = |(cell, customers)| Flow {
        from: name(cell / columns, earlier.segments()),
        to: name(cell % columns, later.segments()),
        customers,
    };
    counts.into_iter().enumerate().filter(|&(_, customers)| customers > 0).map(flow).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labelling(customers: &[u32], labels: &[u32], segments: usize) -> Labelling {
        Labelling::new(customers.into(), labels.to_vec(), segments).unwrap()
    }

    fn flow(from: Option<u32>, to: Option<u32>, customers: u64) -> Flow {
        Flow { from, to, customers }
    }

    #[test]
    fn everybody_in_either_is_counted_once() {
        let earlier = labelling(&[1, 2, 5, 9, 12], &[0, 1, 1, 1, 0], 2);
        let later = labelling(&[0, 2, 5, 7, 9, 20], &[1, 0, 1, 1, 1, 0], 2);
        assert_eq!(
            flows(&earlier, &later),
            [
                flow(Some(0), None, 2),
                flow(Some(1), Some(0), 1),
                flow(Some(1), Some(1), 2),
                flow(None, Some(0), 1),
                flow(None, Some(1), 2),
            ]
        );
    }

    #[test]
    fn nobody_flows_nowhere() {
        let nobody = labelling(&[], &[], 2);
        assert_eq!(flows(&nobody, &nobody), []);
        assert_eq!(flows(&nobody, &labelling(&[3], &[0], 1)), [flow(None, Some(0), 1)]);
        assert_eq!(flows(&labelling(&[3], &[1], 2), &labelling(&[], &[], 0)), [flow(Some(1), None, 1)]);
    }
}
