//! segwatch: how often must a customer segmentation be re-fitted?
//!
//! The modules in the order in which data flow through them; none knows one further down.
//!
//! | module | what it is |
//! |---|---|
//! | [`problem`] | what is wrong with what the user gave |
//! | [`progress`] | how far a stage has come |
//! | [`memory`] | how much a run may hold, and what of it is taken |
//! | [`numeric`] | sums, quantiles, distributions and seeds, the same bits everywhere |
//! | [`calendar`] | calendar arithmetic |
//! | [`language`] | numbers, dates and messages in every language |
//! | [`template`] | the templates of the report |
//! | [`plan`] | the checked plan of a run |
//! | [`config`] | `pipeline.toml` and SQL files → plan |
//! | [`window`] | time → windows |
//! | [`feature`] | raw features → scaled matrix |
//! | [`kmeans`] | scaled matrix → centroids |
//! | [`validity`] | scaled matrix and labels → silhouette and its like |
//! | [`agreement`] | two labellings → adjusted Rand index |
//! | [`ledger`] | which segment of one model is which of another; what became of each |
//! | [`drift`] | how far a feature's distribution moved, and how to undo it |
//! | [`survival`] | lifetimes, some not ended → survival curve with bounds |
//! | [`stability`] | labellings of all windows → age curve, cadences, verdict |
//! | [`selection`] | segmentations of several k → how good each is, and which one to take |
//! | [`record`] | what a run leaves behind, as plain data |
//! | [`checks`] | what runs have seen of their data → what changed in them |
//! | [`model`] | scaler and centroids together; profiles of segments |
//! | [`persona`] | what segments are called |
//! | [`source`] | files → orders → features (DataFusion) |
//! | [`sink`] | tables → Parquet in the run's folder |
//! | [`report`] | record → HTML |
//! | [`run`] | the stages of a run, in order |
//! | [`assignment`] | all customers labelled as of a day |
//! | [`synthetic`] | markets whose truth is known |
//! | [`calibration`] | how the verdict does where the truth is known |
//! | [`cli`] | the command line |

#![cfg_attr(
    test,
    allow(clippy::cast_precision_loss, clippy::float_cmp, clippy::cast_possible_truncation, clippy::cast_sign_loss),
    allow(clippy::unreachable, reason = "in tests")
)]

pub mod problem;

pub mod progress;

pub mod memory;

pub mod numeric;

pub mod calendar;

pub mod language;

pub mod template;

pub mod plan;

pub mod config;

pub mod window;

pub mod feature;

pub mod kmeans;

pub mod validity;

pub mod agreement;

pub mod ledger;

pub mod drift;

pub mod survival;

pub mod stability;

pub mod selection;

pub mod record;

pub mod checks;

pub mod model;

pub mod persona;

pub mod store;

pub mod source;

pub mod sink;

pub mod report;

pub mod run;

pub mod assignment;

pub mod synthetic;

pub mod calibration;

pub mod cli;
