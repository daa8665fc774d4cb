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

use serde::Serialize;

use super::edition::Edition;

/// The parts of the page, in reading order, as templates name them.
#[derive(Debug, Serialize)]
pub(super) struct Parts {
    header: header::Header,
    verdict: verdict::VerdictPart,
    notices: Vec<notices::NoticeItem>,
    moved: Option<moved::Moved>,
    ageing: ageing::Ageing,
    origins: origins::Origins,
    policies: Option<policies::Policies>,
    segments: segments::Segments,
    paths: Option<paths::Paths>,
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
        verdict: verdict::verdict(edition),
        notices: notices::notices(edition),
        moved: moved::moved(edition),
        ageing: ageing::ageing(edition),
        origins: origins::origins(edition),
        policies: policies::policies(edition),
        segments: segments::segments(edition),
        paths: paths::paths(edition),
        windows: windows::windows(edition),
        optimum: optimum::optimum(edition),
        data: data::data(edition),
        trust: trust::trust(edition),
        method: method::method(edition),
    }
}
