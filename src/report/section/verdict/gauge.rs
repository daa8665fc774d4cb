//! The verdict's number as a drawing.

use super::decimals;
use crate::report::chart::{Gauge, Mark, floor_of};
use crate::report::edition::Edition;
use crate::report::figure::Figure;
use crate::stability::Verdict;

/// The agreement between the contract minimum and the noise floor; nothing where there is no agreement.
pub(super) fn gauge(edition: &Edition<'_>, verdict: &Verdict) -> Option<Figure> {
    let (record, phrases, language) = (edition.report.record, edition.phrases, edition.language);
    let value = verdict.ari.filter(|ari| ari.is_finite())?;
    let interval = verdict.ari_low.zip(verdict.ari_high).filter(|(low, high)| low.is_finite() && high.is_finite());
    let (low, high) = interval.unwrap_or((value, value));
    let noise_floor = verdict.noise_floor.filter(|floor| floor.is_finite());
    let floor = floor_of([value, low, record.threshold - 0.1].into_iter().chain(noise_floor));
    let decimals = decimals(verdict);
    let ari = |ari: f64| edition.ari_from(ari, decimals);
    let threshold = edition.threshold();
    let step = if floor < 0.3 { 0.2 } else { 0.1 };
    let ticks = (0..=20u32)
        .map(|index| 1.0 - step * f64::from(index))
        .take_while(|tick| *tick >= floor - 1e-9)
        .map(|tick| Mark { value: tick, label: language.decimal(tick, 1) })
        .collect();
    let chart = Gauge {
        value,
        interval,
        threshold: Mark { value: record.threshold, label: phrases.gauge_minimum(&threshold) },
        noise_floor: noise_floor.map(|floor| Mark { value: floor, label: phrases.gauge_noise_floor(ari(floor)) }),
        floor,
        ticks,
    };
    let mut description = phrases.gauge_description(ari(value), ari(low), ari(high), threshold);
    if let Some(floor) = noise_floor {
        description = format!("{description} {}", phrases.gauge_description_floor(ari(floor)));
    }
    Some(Figure::new("gauge", phrases.gauge_title(), "").drawn_small(&chart, &description))
}
