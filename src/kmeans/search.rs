//! The search for the global optimum.
//!
//! 1. `restarts` independent starts: greedy k-means++ and a descent.
//! 2. Rounds of breathing moves from the best solution, until one leads to no better solution.
//! 3. If less than half of the starts ended in the best solution, or others come near it: further starts, each followed
//!    by breathing moves of its own, until `confirmations` of them ended in the best solution. Where one plain start in
//!    ten does, more than half of these do.
//! 4. If all this looked at a sample only: the best solutions are refined on all rows, and there is breathing on all
//!    rows, for the sample may lack the few rows that make a cluster. Of many rows, only if that can be.
//!
//! Every start and every move has its own stream of random numbers, and results are taken in the order of their
//! numbers, so that the outcome does not depend on the number of threads.

use rand::seq::index;
use rand_xoshiro::Xoshiro256PlusPlus;

use super::blocks::map_descents;
use super::breathing::{DEPTHS, SHALLOW, breathe};
use super::lloyd::Partition;
use super::optimum::{Archive, Finds, Optimum};
use super::params::KMeansValidParams;
use super::random::{Purpose, stream};
use super::rare::rare_cluster_may_pay;
use super::seeding::seed_centroids;
use super::tiles::Tiles;
use super::validation::count_distinct;

/// Near ties: solutions whose inertia is above the best by at most this share. Where there is one, plain starts do not
/// vouch for the best.
const NEAR: f64 = 0.01;

/// Rivals: solutions that a model reports. Of a few thousand customers, one that is several per cent worse may be the
/// better one of another sample.
pub(super) const RIVAL: f64 = 0.1;

/// Solutions of the sample that are refined on all rows: those above the best by at most this share, at most
/// [`MOST_REFINED`] of them. Wider than [`NEAR`], for ranks may change.
const REFINED: f64 = 0.02;
const MOST_REFINED: usize = 12;

/// Rows from which on breathing on all of them costs more than to ask whether it can pay.
const LARGE: usize = 200_000;

/// A search under way, or what it found.
#[derive(Debug)]
pub(super) struct Search<'a> {
    params: &'a KMeansValidParams,
    /// Distinct solutions, best first.
    pub(super) archive: Archive,
    /// Independent starts so far.
    pub(super) starts: u32,
    /// Breathing moves so far.
    pub(super) moves: u32,
}

impl<'a> Search<'a> {
    /// Searches for the best partition of the rows, of which k or more are distinct.
    pub(super) fn run(data: &Tiles, params: &'a KMeansValidParams) -> Self {
        let mut search = Self { params, archive: Archive::default(), starts: 0, moves: 0 };
        if let Some(sample) = sample(data, params) {
            search.explore(&sample);
            search.refine(data);
            if data.rows() <= LARGE || search.may_lack_a_cluster(data, &sample) {
                search.breathe(data, &SHALLOW);
            }
        } else {
            search.explore(data);
        }
        search
    }

    /// Looks no further than the descents from `portfolio`, k × d values each, and `restarts` plain starts beside
    /// them: for samples of rows whose optima are known.
    pub(super) fn near(data: &Tiles, params: &'a KMeansValidParams, portfolio: &[Vec<f64>]) -> Self {
        let mut search = Self { params, archive: Archive::default(), starts: 0, moves: 0 };
        if let Some(sample) = sample(data, params) {
            search.descend_from(&sample, portfolio);
            search.refine(data);
        } else {
            search.descend_from(data, portfolio);
        }
        search
    }

    fn descend_from(&mut self, data: &Tiles, portfolio: &[Vec<f64>]) {
        let params = self.params;
        let ends = map_descents(data, params.k(), portfolio, |centroids| {
            let mut partition = Partition::new(data, centroids.clone());
            partition.descend_further(params.max_iterations());
            partition.optimum()
        });
        for optimum in ends {
            self.archive.insert(optimum, Finds { all: 1, deep: 0 });
        }
        self.start_to(data, params.restarts(), 0, start);
    }

    /// Steps 1 to 3.
    fn explore(&mut self, data: &Tiles) {
        self.start_to(data, self.params.restarts(), 0, start);
        if self.may_go_on() {
            self.breathe(data, &DEPTHS);
        }
        while self.may_go_on() && self.missing() > 0 {
            let last = self.starts.saturating_add(self.missing()).min(self.params.max_restarts());
            self.start_to(data, last, 1, start_and_breathe);
        }
    }

    /// How many more times, at least, the best solution must be found. Plain starts vouch for a solution that half of
    /// all starts end in and that nothing comes near; for any other, only starts that breathe do.
    fn missing(&self) -> u32 {
        let finds = self.archive.finds();
        let plain = finds.all >= self.starts.div_ceil(2) && self.archive.within(NEAR).count() == 1;
        let vouching = if plain { finds.all } else { finds.deep };
        self.params.confirmations().saturating_sub(vouching)
    }

    /// Runs the starts up to number `last`, exclusive; each counts as `deep` deep ones.
    fn start_to(
        &mut self,
        data: &Tiles,
        last: u32,
        deep: u32,
        start: impl Fn(&Tiles, &KMeansValidParams, &mut Xoshiro256PlusPlus) -> (Optimum, u32) + Sync + Send,
    ) {
        let params = self.params;
        let numbers: Vec<_> = (self.starts..last).collect();
        let ends = map_descents(data, params.k(), &numbers, |&number| {
            start(data, params, &mut stream(params.seed(), Purpose::Start, number))
        });
        for (optimum, moves) in ends {
            self.archive.insert(optimum, Finds { all: 1, deep });
            self.moves = self.moves.saturating_add(moves);
        }
        self.starts = last;
    }

    /// Rounds of moves from the best solution, one of each depth, until one leads to no better solution.
    fn breathe(&mut self, data: &Tiles, depths: &[usize]) {
        let params = self.params;
        while let Some(best) = self.archive.best().cloned() {
            let moves: Vec<_> = (self.moves..).zip(depths.iter().copied()).collect();
            let ends = map_descents(data, params.k(), &moves, |&(number, depth)| {
                let mut rng = stream(params.seed(), Purpose::Move, number);
                breathe(data, &best.centroids, depth, params.max_iterations(), &mut rng)
            });
            self.moves = moves.last().map_or(self.moves, |(number, _)| number + 1);
            for optimum in ends {
                self.archive.insert_move(optimum);
            }
            if !self.archive.best().is_some_and(|now| now.is_better(&best)) {
                break;
            }
        }
    }

    /// Whether the sample may have lacked the rows of a cluster that the best solution should have.
    fn may_lack_a_cluster(&self, data: &Tiles, sample: &Tiles) -> bool {
        self.archive.best().is_none_or(|best| rare_cluster_may_pay(data, sample, &best.centroids))
    }

    /// Replaces the best solutions of the sample by what they lead to on all rows.
    fn refine(&mut self, data: &Tiles) {
        let params = self.params;
        let sampled: Vec<_> = self.archive.within(REFINED).take(MOST_REFINED).cloned().collect();
        let refined = map_descents(data, params.k(), &sampled, |(optimum, finds)| {
            let mut partition = Partition::new(data, optimum.centroids.clone());
            partition.descend_further(params.max_iterations());
            let mut refined = partition.optimum();
            refined.iterations += optimum.iterations;
            (refined, *finds)
        });
        self.archive = Archive::default();
        for (optimum, finds) in refined {
            self.archive.insert(optimum, finds);
        }
    }

    /// Whether anything more may be tried on the sample.
    fn may_go_on(&self) -> bool {
        self.starts.saturating_add(self.moves) < self.params.max_restarts()
    }
}

/// A plain start.
fn start(data: &Tiles, params: &KMeansValidParams, rng: &mut Xoshiro256PlusPlus) -> (Optimum, u32) {
    let mut partition = Partition::new(data, seed_centroids(data, params.k(), rng));
    partition.descend_further(params.max_iterations());
    (partition.optimum(), 0)
}

/// A start followed by moves of every depth, again and again until none of them leads to a better solution.
fn start_and_breathe(data: &Tiles, params: &KMeansValidParams, rng: &mut Xoshiro256PlusPlus) -> (Optimum, u32) {
    let (mut best, mut moves) = start(data, params, rng);
    loop {
        let before = best.clone();
        for depth in DEPTHS {
            let end = breathe(data, &best.centroids, depth, params.max_iterations(), rng);
            moves += 1;
            if end.inertia < best.inertia {
                best = end;
            }
        }
        if !best.is_better(&before) {
            return (best, moves);
        }
    }
}

/// The rows that starts look at when there are more than they may: drawn without replacement, in their own order.
/// Nothing where all rows may be looked at, or where the sample lacks k distinct rows.
fn sample(data: &Tiles, params: &KMeansValidParams) -> Option<Tiles> {
    if data.rows() <= params.sample_rows() {
        return None;
    }
    let mut rng = stream(params.seed(), Purpose::Sample, 0);
    let mut rows = index::sample(&mut rng, data.rows(), params.sample_rows()).into_vec();
    rows.sort_unstable();
    Some(data.select(&rows)).filter(|sample| count_distinct(sample, params.k()) == params.k())
}
