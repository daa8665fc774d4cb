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
use super::rare::RareCluster;
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

/// More rows than this are many: to breathe on all of them costs more than to ask whether it can pay, and starts on the
/// sample begin where some of its rows lead to.
const LARGE: usize = 200_000;

/// One in so many rows of the sample is among those.
const SOME: usize = 8;

/// A search under way, or what it found.
#[derive(Debug)]
pub(super) struct Search<'a> {
    params: &'a KMeansValidParams,
    /// Where starts begin, if not with all the rows they look at.
    nursery: Option<Tiles>,
    /// Distinct solutions, best first.
    pub(super) archive: Archive,
    /// Independent starts so far.
    pub(super) starts: u32,
    /// Breathing moves so far.
    pub(super) moves: u32,
}

impl<'a> Search<'a> {
    fn new(params: &'a KMeansValidParams) -> Self {
        Self { params, nursery: None, archive: Archive::default(), starts: 0, moves: 0 }
    }

    /// Searches for the best partition of the rows, of which k or more are distinct.
    pub(super) fn run(data: &Tiles, params: &'a KMeansValidParams) -> Self {
        let mut search = Self::new(params);
        if let Some(sample) = sample(data, params) {
            let large = data.rows() > LARGE;
            search.nursery = Some(&sample).filter(|_| large).and_then(|sample| some_of(sample, params.k()));
            search.explore(&sample);
            if search.refine(data, large.then_some(&sample)) {
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
        let mut search = Self::new(params);
        if let Some(sample) = sample(data, params) {
            search.descend_from(&sample, portfolio);
            search.refine(data, None);
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
        start: impl Fn(&Tiles, Option<&Tiles>, &KMeansValidParams, &mut Xoshiro256PlusPlus) -> (Optimum, u32) + Sync + Send,
    ) {
        let (params, nursery) = (self.params, self.nursery.as_ref());
        let numbers: Vec<_> = (self.starts..last).collect();
        let ends = map_descents(data, params.k(), &numbers, |&number| {
            start(data, nursery, params, &mut stream(params.seed(), Purpose::Start, number))
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

    /// Replaces the best solutions of the sample by what they lead to on all rows. Says whether the best of them may lack
    /// a cluster: not, if that is asked of the `sample` and denied.
    fn refine(&mut self, data: &Tiles, sample: Option<&Tiles>) -> bool {
        let params = self.params;
        let sampled: Vec<_> = self.archive.within(REFINED).take(MOST_REFINED).cloned().collect();
        let refined = map_descents(data, params.k(), &sampled, |(optimum, finds)| {
            let mut partition = Partition::new(data, optimum.centroids.clone());
            partition.descend_further(params.max_iterations());
            let rare = sample.map(|sample| RareCluster::beside(sample, data.rows(), &optimum.centroids));
            let (mut refined, beyond) = partition.optimum_and_beyond(rare.map_or(f64::INFINITY, |rare| rare.far));
            refined.iterations += optimum.iterations;
            (refined, *finds, rare.is_none_or(|rare| rare.may_pay(beyond)))
        });
        let best = refined.iter().min_by(|a, b| a.0.inertia.total_cmp(&b.0.inertia));
        let may_lack_a_cluster = best.is_none_or(|(.., may_lack_a_cluster)| *may_lack_a_cluster);
        self.archive = Archive::default();
        for (optimum, finds, _) in refined {
            self.archive.insert(optimum, finds);
        }
        may_lack_a_cluster
    }

    /// Whether anything more may be tried on the sample.
    fn may_go_on(&self) -> bool {
        self.starts.saturating_add(self.moves) < self.params.max_restarts()
    }
}

/// A plain start.
fn start(
    data: &Tiles,
    nursery: Option<&Tiles>,
    params: &KMeansValidParams,
    rng: &mut Xoshiro256PlusPlus,
) -> (Optimum, u32) {
    let mut centroids = seed_centroids(nursery.unwrap_or(data), params.k(), rng);
    if let Some(nursery) = nursery {
        let mut partition = Partition::new(nursery, centroids);
        partition.descend(params.max_iterations());
        centroids = partition.centroids;
    }
    let mut partition = Partition::new(data, centroids);
    partition.descend_further(params.max_iterations());
    (partition.optimum(), 0)
}

/// A start followed by moves of every depth, again and again until none of them leads to a better solution.
fn start_and_breathe(
    data: &Tiles,
    nursery: Option<&Tiles>,
    params: &KMeansValidParams,
    rng: &mut Xoshiro256PlusPlus,
) -> (Optimum, u32) {
    let (mut best, mut moves) = start(data, nursery, params, rng);
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

/// One in [`SOME`] rows of a sample, if `k` of them are distinct.
fn some_of(sample: &Tiles, k: usize) -> Option<Tiles> {
    let some = sample.select(&(0..sample.rows()).step_by(SOME).collect::<Vec<_>>());
    Some(some).filter(|some| count_distinct(some, k) == k)
}
