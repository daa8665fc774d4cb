//! Numbers that stay with a segment through re-fits.

use super::{Event, Fate};

/// The identities of a model's segments, in a chain of models of which each continues the one before.
///
/// The first model's segments are 0, 1, …; a survivor's match inherits its identity, and every other segment gets the
/// next number that was never given. A number is thus never that of two segments, in one model or over time: one that
/// went does not come back, even where a later segment looks like it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identities {
    current: Vec<u32>,
    given: u32,
}

impl Identities {
    /// The identities of a first model of `segments` segments: 0, 1, …
    #[must_use]
    pub fn first(segments: usize) -> Self {
        Self { current: Vec::new(), given: 0 }.next(&[], segments)
    }

    /// This chain, going on from a model whose segments have these identities already, such as one that people use.
    #[must_use]
    pub fn known(&self, current: Vec<u32>) -> Self {
        let given = current.iter().map(|identity| identity.saturating_add(1)).fold(self.given, u32::max);
        Self { current, given }
    }

    /// The identities of the next model, of `segments` segments, after the `fates` of this one's.
    ///
    /// Only survivors count. What names a segment that is not there is left out, and of two survivors with one match
    /// the first inherits; [`fates`](super::fates) gives neither.
    #[must_use]
    pub fn next(&self, fates: &[Fate], segments: usize) -> Self {
        let mut inherited = vec![None; segments];
        for fate in fates.iter().filter(|fate| fate.event == Event::Survived) {
            let identity = fate.segment.and_then(|segment| self.current.get(segment as usize));
            let heir = fate.matched_segment.and_then(|matched| inherited.get_mut(matched as usize));
            if let (Some(&identity), Some(heir @ None)) = (identity, heir) {
                *heir = Some(identity);
            }
        }
        let mut given = self.given;
        let mut new = || {
            given += 1;
            given - 1
        };
        let current = inherited.into_iter().map(|identity| identity.unwrap_or_else(&mut new)).collect();
        Self { current, given }
    }

    /// The identity of each segment of the model, all different.
    #[must_use]
    pub fn current(&self) -> &[u32] {
        &self.current
    }

    /// How many identities were ever given: those below this number, and the next one is it.
    #[must_use]
    pub fn given(&self) -> u32 {
        self.given
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::{Contingency, Resampling};
    use crate::ledger::fates;

    fn next(identities: &Identities, columns: usize, counts: &[u64]) -> Identities {
        let table = Contingency::from_counts(columns, counts.to_vec());
        identities.next(&fates(&table, Resampling::new(0.95, 1).unwrap(), 1), columns)
    }

    #[test]
    fn survivors_keep_theirs_through_a_chain() {
        let first = Identities::first(3);
        assert_eq!((first.current(), first.given()), ([0, 1, 2].as_slice(), 3));
        // Renamed.
        let second = next(&first, 3, &[0, 50, 0, 0, 0, 40, 30, 0, 0]);
        assert_eq!((second.current(), second.given()), ([2, 0, 1].as_slice(), 3));
        // Identity 0 is split, the others are renamed.
        let third = next(&second, 4, &[0, 30, 0, 0, 25, 0, 25, 0, 0, 0, 0, 40]);
        assert_eq!((third.current(), third.given()), ([3, 2, 4, 1].as_slice(), 5));
        // 3 and 4 merge again: the one of equal halves is neither of them, and it is not 0.
        let fourth = next(&third, 3, &[25, 0, 0, 0, 30, 0, 25, 0, 0, 0, 0, 40]);
        assert_eq!((fourth.current(), fourth.given()), ([5, 2, 1].as_slice(), 6));
    }

    #[test]
    fn a_chain_goes_on_from_identities_that_are_known() {
        let known = Identities::first(2).known(vec![5, 1]);
        assert_eq!((known.current(), known.given()), ([5, 1].as_slice(), 6));
        let after = next(&known, 3, &[0, 50, 0, 40, 0, 0]);
        assert_eq!(after.current(), [1, 5, 6]);
        assert_eq!(next(&Identities::first(3).known(vec![0]), 2, &[9, 0]).current(), [0, 3], "3 were given before");
    }

    #[test]
    fn what_names_no_segment_is_left_out() {
        let table = Contingency::from_counts(2, vec![10, 0, 0, 10]);
        let fates = fates(&table, Resampling::new(0.95, 1).unwrap(), 1);
        assert_eq!(Identities::first(1).next(&fates, 1).current(), [0]);
        assert_eq!(Identities::first(1).next(&fates, 3).current(), [0, 1, 2]);
        assert_eq!(Identities::first(2).next(&[fates[0].clone(), fates[0].clone()], 2).current(), [0, 2]);
        assert_eq!(Identities::first(0).next(&[], 0).current(), [0_u32; 0]);
    }
}
