//! The parts of the page, in reading order: each puts a part of the run into words, rows and figures.

mod ageing;
mod choice;
mod contract;
mod data;
mod distances;
pub(super) mod header;
mod method;
mod moved;
mod movement;
mod notices;
mod optimum;
mod origins;
mod paths;
mod policies;
mod portraits;
mod segments;
mod settings;
mod silhouettes;
mod trust;
pub(super) mod verdict;
mod windows;

use serde::Serialize;

use super::edition::Edition;
use super::figure::Figure;

/// The parts of the page, in reading order, as templates name them.
#[derive(Debug, Serialize)]
pub(super) struct Parts {
    header: header::Header,
    contract: contract::Contract,
    portraits: Vec<portraits::Portrait>,
    movement: Option<Figure>,
    verdict: verdict::VerdictPart,
    notices: Vec<notices::NoticeItem>,
    moved: Option<moved::Moved>,
    ageing: ageing::Ageing,
    origins: origins::Origins,
    policies: Option<policies::Policies>,
    segments: segments::Segments,
    paths: Option<paths::Paths>,
    silhouettes: Option<Figure>,
    distances: Option<Figure>,
    choice: Option<choice::ChoicePart>,
    windows: windows::Windows,
    optimum: optimum::Optimum,
    data: data::Data,
    trust: trust::Trust,
    method: method::Method,
}

/// The parts of an edition.
pub(super) fn parts(edition: &Edition<'_>) -> Parts {
    Parts {
        header: header::header(edition),
        contract: contract::contract(edition),
        portraits: portraits::portraits(edition),
        movement: movement::movement(edition),
        verdict: verdict::verdict(edition),
        notices: notices::notices(edition),
        moved: moved::moved(edition),
        ageing: ageing::ageing(edition),
        origins: origins::origins(edition),
        policies: policies::policies(edition),
        segments: segments::segments(edition),
        paths: paths::paths(edition),
        silhouettes: silhouettes::silhouettes(edition),
        distances: distances::distances(edition),
        choice: choice::choice(edition),
        windows: windows::windows(edition),
        optimum: optimum::optimum(edition),
        data: data::data(edition),
        trust: trust::trust(edition),
        method: method::method(edition),
    }
}
