//! What comes back of the agreement when the drift of one feature alone is undone, beside all that is lost.

use kuva::render::render::{Scene, TextAnchor};

use super::axes::{length, text_width};
use super::colour::{AXIS, BAR, INK, MUTED, STALENESS, THRESHOLD};
use super::pen::{Pen, TEXT_SIZE};
use super::{Chart, Frame};

/// Room for the number at the end of a bar.
const NUMBER: f64 = 52.0;
/// Height of a bar.
const BAR_HEIGHT: f64 = 14.0;

/// Bars to the right for what comes back, to the left where undoing makes things worse.
pub(in crate::report) struct Recovered {
    /// All that is lost.
    pub lost: RecoveredBar,
    /// The features, that which gives most back first.
    pub features: Vec<RecoveredBar>,
}

/// A bar.
pub(in crate::report) struct RecoveredBar {
    /// What it is called.
    pub name: String,
    /// How long it is; nothing where that is not known.
    pub value: Option<f64>,
    /// The number, as written.
    pub text: String,
}

impl Chart for Recovered {
    fn draw(&self, frame: Frame) -> Scene {
        let width = frame.width();
        let bars = || std::iter::once(&self.lost).chain(&self.features);
        // Names stand left of the bars where there is room, else above them.
        let beside = frame == Frame::Wide;
        let (left, pitch) = if beside { (200.0, 30.0) } else { (0.0, 40.0) };
        let values = || bars().filter_map(|bar| bar.value);
        let (least, most) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
        let room = if least < 0.0 { NUMBER } else { 0.0 };
        let unit = (width - left - room - NUMBER) / (most - least).max(1e-9);
        let zero = left + room - least * unit;
        let mut scene = Scene::new(width, pitch * length(bars().count()) + 8.0);
        for (index, bar) in bars().enumerate() {
            let top = 4.0 + pitch * length(index);
            let y = if beside { top + (pitch - BAR_HEIGHT) / 2.0 } else { top + 20.0 };
            let baseline = y + BAR_HEIGHT / 2.0 + 4.0;
            if beside {
                let name = shortened(&bar.name, left - 14.0);
                scene.write((left - 12.0, baseline), TextAnchor::End, TEXT_SIZE, INK, &name);
            } else {
                scene.write((0.0, top + 13.0), TextAnchor::Start, TEXT_SIZE, INK, &shortened(&bar.name, width));
            }
            let value = bar.value.unwrap_or(0.0);
            let colour = match (index, value < 0.0) {
                (0, _) => BAR,
                (_, true) => THRESHOLD,
                (_, false) => STALENESS,
            };
            let size = (value.abs() * unit).max(0.5);
            let (x, end, anchor) = if value < 0.0 {
                (zero - size, zero - size - 6.0, TextAnchor::End)
            } else {
                (zero, zero + size + 6.0, TextAnchor::Start)
            };
            if bar.value.is_some() {
                scene.rectangle((x, y), (size, BAR_HEIGHT), colour);
            }
            let (from, to) = if beside { (top, top + pitch) } else { (y - 3.0, y + BAR_HEIGHT + 3.0) };
            scene.line((zero, from), (zero, to), 1.0, AXIS);
            scene.write((end, baseline), anchor, TEXT_SIZE, if index == 0 { INK } else { MUTED }, &bar.text);
        }
        scene
    }
}

/// A name that fits into `room`, its end left out where it is too long.
pub(super) fn shortened(name: &str, room: f64) -> String {
    if text_width(name) <= room {
        return name.to_owned();
    }
    let mut short = String::new();
    for character in name.chars() {
        if text_width(&short) + text_width("m…") > room {
            break;
        }
        short.push(character);
    }
    format!("{}…", short.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_and_a_short_one_is_not() {
        assert_eq!(shortened("Orders", 100.0), "Orders");
        let short = shortened("Average number of days between two orders", 100.0);
        assert!(short.ends_with('…') && text_width(&short) <= 100.0, "{short}");
    }
}
