//! How far two labellings of the same customers agree: labels → contingency table → agreement.
//!
//! Every measure is a function of a [`Contingency`], and a table is only made of labellings over the same customers.
//! Labels are names: renaming them changes nothing, and neither does the order of the customers.

mod binomial;
mod contingency;
mod error;
mod interval;
mod labelling;
mod mutual_information;
mod rand_index;
mod resample;

pub use contingency::Contingency;
pub use error::AgreementError;
pub use interval::{Interval, Resampling, adjusted_rand_interval};
pub use labelling::Labelling;
pub use mutual_information::adjusted_mutual_information;
pub use rand_index::adjusted_rand_index;

/// How far two labellings agree, with what the sample of customers leaves open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// Customers compared, 2 or more.
    pub customers: u64,
    /// Adjusted Rand index, in [-0.5, 1].
    pub ari: f64,
    /// Its interval.
    pub interval: Interval,
    /// Adjusted mutual information, at most 1.
    pub ami: f64,
}

impl Agreement {
    /// Measures a table; `None` below two customers, where there is no pair to agree on.
    ///
    /// `seed` decides the draws behind the interval, and nothing else.
    #[must_use]
    pub fn of(table: &Contingency, resampling: Resampling, seed: u64) -> Option<Self> {
        Some(Self {
            customers: table.total(),
            ari: adjusted_rand_index(table),
            interval: adjusted_rand_interval(table, resampling, seed)?,
            ami: adjusted_mutual_information(table),
        })
    }
}
