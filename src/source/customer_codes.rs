//! Codes for customers while their orders are read, from any number of threads, so that ids need not be held as text.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::sync::{Mutex, PoisonError};

use datafusion::arrow::array::{Array, StringArray, UInt32Array};
use datafusion::arrow::error::ArrowError;
use rayon::prelude::*;
use siphasher::sip128::{Hasher128, SipHasher13};

use super::directory::CustomerDirectory;

/// Bits of a code that say which shard it is of.
const SHARD_BITS: u32 = 6;
const SHARDS: usize = 1 << SHARD_BITS;
/// Bits of a code that say which customer of the shard it is.
const PLACE_BITS: u32 = u32::BITS - SHARD_BITS;
const PLACES: u32 = u32::MAX >> SHARD_BITS;

/// Customers met so far. A customer's code is the same wherever its id stands, and means nothing else: which one it is
/// depends on who came first. [`Self::ranked`] ends that.
#[derive(Debug)]
pub struct CustomerCodes {
    shards: Vec<Mutex<Shard>>,
}

#[derive(Debug, Default)]
struct Shard {
    places: HashMap<Fingerprint, u32, BuildHasherDefault<FirstHalf>>,
    ids: Texts,
}

/// What stands for an id: SipHash-1-3 of 128 bits. That two of 100 million customers have the same is a matter of 10⁻²³.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Fingerprint(u64, u64);

/// Texts one behind another.
#[derive(Debug, Default)]
struct Texts {
    all: String,
    ends: Vec<usize>,
}

/// For the code of each customer the dense one: the rank of its id.
pub(super) struct Ranks(Vec<Vec<u32>>);

impl Default for CustomerCodes {
    fn default() -> Self {
        Self { shards: (0..SHARDS).map(|_| Mutex::default()).collect() }
    }
}

impl CustomerCodes {
    /// The codes of `ids`, none of which is NULL.
    pub(super) fn of(&self, ids: &StringArray) -> Result<UInt32Array, ArrowError> {
        let rows = 0..ids.len();
        let prints = rows.clone().map(|row| Fingerprint::of(ids.value(row))).collect::<Vec<_>>();
        // Rows of one shard after one another, so that a shard is locked once.
        let mut by_shard = rows.collect::<Vec<_>>();
        let shard_of = |row: usize| prints.get(row).map_or(0, Fingerprint::shard);
        by_shard.sort_unstable_by_key(|&row| shard_of(row));
        let mut codes = vec![0; ids.len()];
        for rows in by_shard.chunk_by(|&one, &other| shard_of(one) == shard_of(other)) {
            let number = rows.first().map_or(0, |&row| shard_of(row));
            let Some(shard) = self.shards.get(number) else { continue };
            let mut shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
            for &row in rows {
                if let Some((print, code)) = prints.get(row).zip(codes.get_mut(row)) {
                    *code = code_of(number, shard.place(*print, ids.value(row))?);
                }
            }
        }
        Ok(codes.into())
    }

    /// About the bytes that they take.
    pub(super) fn bytes(&self) -> u64 {
        let of_shard = |shard: &Mutex<Shard>| {
            let shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
            // A table has a byte of its own for each place.
            let places = (size_of::<(Fingerprint, u32)>() + 1) * shard.places.capacity();
            places + shard.ids.all.capacity() + size_of::<usize>() * shard.ids.ends.capacity()
        };
        self.shards.iter().map(of_shard).sum::<usize>() as u64
    }

    /// All customers, in the order of their ids, and what their codes have become.
    pub(super) fn ranked(self) -> Result<(CustomerDirectory, Ranks), ArrowError> {
        let shards = self.shards.into_iter().map(|shard| shard.into_inner().unwrap_or_else(PoisonError::into_inner));
        let ids = shards.map(|shard| shard.ids).collect::<Vec<_>>();
        let id = |code: u32| ids.get(shard_of(code)).map_or("", |ids| ids.get(place_of(code)));
        let codes =
            (0..).zip(&ids).flat_map(|(shard, ids)| (0..).take(ids.ends.len()).map(move |at| code_of(shard, at)));
        // Most ids differ in their first bytes, and those lie here side by side.
        let mut sorted = codes.map(|code| (beginning(id(code)), code)).collect::<Vec<_>>();
        sorted.par_sort_unstable_by(|one, other| one.0.cmp(&other.0).then_with(|| id(one.1).cmp(id(other.1))));
        let mut ranks = ids.iter().map(|ids| vec![0; ids.ends.len()]).collect::<Vec<_>>();
        for (rank, &(_, code)) in (0..).zip(&sorted) {
            if let Some(place) = ranks.get_mut(shard_of(code)).and_then(|ranks| ranks.get_mut(place_of(code))) {
                *place = rank;
            }
        }
        let directory = CustomerDirectory::of_sorted(&sorted, |&(_, code)| id(code))?;
        Ok((directory, Ranks(ranks)))
    }
}

impl Shard {
    /// The customer's place, a new one where it has none.
    fn place(&mut self, print: Fingerprint, id: &str) -> Result<u32, ArrowError> {
        match self.places.entry(print) {
            Entry::Occupied(found) => Ok(*found.get()),
            Entry::Vacant(free) => {
                let place = u32::try_from(self.ids.ends.len()).ok().filter(|&place| place <= PLACES);
                let too_many = || ArrowError::ComputeError("more than 4 billion customers".to_owned());
                self.ids.push(id);
                Ok(*free.insert(place.ok_or_else(too_many)?))
            }
        }
    }
}

impl Fingerprint {
    fn of(id: &str) -> Self {
        let mut hasher = SipHasher13::new();
        hasher.write(id.as_bytes());
        let hash = hasher.finish128();
        Self(hash.h1, hash.h2)
    }

    /// By bits that the table in it does not go by.
    fn shard(&self) -> usize {
        usize::try_from(self.1 >> (u64::BITS - SHARD_BITS)).unwrap_or(0)
    }
}

impl Hash for Fingerprint {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.0);
    }
}

/// The hash of what is one.
#[derive(Default)]
struct FirstHalf(u64);

impl Hasher for FirstHalf {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, half: u64) {
        self.0 = half;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(self.all.len());
    }

    fn get(&self, place: usize) -> &str {
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(place).and_then(|&end| self.all.get(start..end)).unwrap_or("")
    }
}

impl Ranks {
    /// The dense codes of some codes.
    pub fn of(&self, codes: &UInt32Array) -> UInt32Array {
        codes.unary(|code| {
            let rank = self.0.get(shard_of(code)).and_then(|ranks| ranks.get(place_of(code)));
            rank.copied().unwrap_or_default()
        })
    }
}

#[expect(clippy::cast_possible_truncation, reason = "there are 64 shards")]
fn code_of(shard: usize, place: u32) -> u32 {
    (shard as u32) << PLACE_BITS | place
}

fn shard_of(code: u32) -> usize {
    (code >> PLACE_BITS) as usize
}

fn place_of(code: u32) -> usize {
    (code & PLACES) as usize
}

/// The first bytes of an id, as a number of the same order; zeros where it is shorter.
fn beginning(id: &str) -> u64 {
    let mut bytes = [0; 8];
    bytes.iter_mut().zip(id.bytes()).for_each(|(byte, of_id)| *byte = of_id);
    u64::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_the_ranks_of_the_ids_whoever_comes_first() {
        let ids = (0..5000).map(|number: u32| format!("{:x}", number.wrapping_mul(2_654_435_761))).collect::<Vec<_>>();
        let mut sorted = ids.iter().map(String::as_str).collect::<Vec<_>>();
        sorted.sort_unstable();
        let batches =
            [StringArray::from(ids.clone()), StringArray::from(sorted.clone()), StringArray::from(vec!["", "0"])];
        let ranked = |order: &[usize]| {
            let codes = CustomerCodes::default();
            let of_batch = |&batch: &usize| (batch, codes.of(&batches[batch]).unwrap());
            let mut found = order.par_iter().map(of_batch).collect::<Vec<_>>();
            found.sort_by_key(|&(batch, _)| batch);
            let (directory, ranks) = codes.ranked().unwrap();
            (directory, found.iter().flat_map(|(_, codes)| ranks.of(codes).values().to_vec()).collect::<Vec<_>>())
        };
        let (directory, one) = ranked(&[0, 1, 2]);
        assert_eq!(directory.len(), 5001);
        assert_eq!(directory.id(0), Some(""));
        assert!(
            (1..5001).zip(&sorted).all(|(code, id)| directory.id(code) == Some(id) && directory.code(id) == Some(code))
        );
        assert!(
            one.iter()
                .zip(ids.iter().map(String::as_str).chain(sorted))
                .all(|(&code, id)| directory.id(code) == Some(id))
        );
        assert_eq!(ranked(&[2, 1, 0]).1, one);
    }
}
