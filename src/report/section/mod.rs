//! The parts of the page, in reading order: each puts a part of the run into words, rows and figures.

mod ageing;
mod data;
mod header;
mod method;
mod moved;
mod notices;
mod optimum;
mod origins;
mod paths;
mod policies;
mod segments;
mod settings;
mod trust;
mod verdict;
mod windows;

pub(super) use ageing::ageing;
pub(super) use data::data;
pub(super) use header::header;
pub(super) use method::method;
pub(super) use moved::moved;
pub(super) use notices::notices;
pub(super) use optimum::optimum;
pub(super) use origins::origins;
pub(super) use paths::paths;
pub(super) use policies::policies;
pub(super) use segments::segments;
pub(super) use trust::trust;
pub(super) use verdict::verdict;
pub(super) use windows::windows;
