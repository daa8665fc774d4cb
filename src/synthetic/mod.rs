//! Markets whose truth is known: orders of simulated customers, and what was planted in them.
//!
//! A market is stationary until its drift. Customers of several types come and go at constant rates, and those who came
//! before the first day are there from the first day on, so the market neither fills up nor ages. Each customer
//! orders in a renewal process in equilibrium (Cox D. R. (1962), "Renewal theory", Methuen, chapters 2 and 5), which
//! runs in operational time: an hour of December is longer than one of August, and one at 3 in the morning short. So
//! there are seasons, weekdays and hours to be mistaken for a drift, and no drift.
//!
//! From the day of the drift on, the customers whom it reaches order otherwise or no more, or new ones come. Nothing
//! else changes: the orders of the others are the same, and where only amounts or reviews change, so are all times.
//!
//! Everything is a pure function of [`MarketParams`], to the last bit on every machine: each customer has an own
//! random stream, and logarithms, exponentials and cosines are `libm`'s.

mod behaviour;
mod customer;
mod draws;
mod drift;
mod features;
mod market;
mod order;
mod pipeline;
mod population;
mod rhythm;
mod season;
mod setting;
mod truth;

#[cfg(test)]
mod tests;

pub use behaviour::Behaviour;
pub use drift::{DriftKind, DriftSize, Magnitude, Measure, Planted};
pub use features::{FEATURES, FEWEST_FEATURES, Feature};
pub use market::{Market, MarketParams, market};
pub use order::Order;
pub use pipeline::{PipelineParams, market_files, pipeline_toml};
pub use population::Population;
pub use season::Season;
pub use truth::{Drift, Truth, TypeTruth};

/// The files of the demo pipeline, by name; it reads `orders.csv` beside them.
#[must_use]
pub fn pipeline_files() -> [(&'static str, &'static str); 2] {
    [
        ("pipeline.toml", include_str!("../../pipelines/demo/pipeline.toml")),
        ("orders.sql", include_str!("../../pipelines/demo/orders.sql")),
    ]
}
