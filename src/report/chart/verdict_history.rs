//! What run after run said of the model in service: its agreement with the interval, and the verdict as shape and colour.

use kuva::render::render::{Scene, TextAnchor};

use super::axes::{length, text_width};
use super::colour::{AXIS, BELOW, GRID, MUTED, THRESHOLD, TRAJECTORY, of_verdict};
use super::gauge::Mark;
use super::pen::{Pen, TEXT_SIZE};
use super::{Chart, Frame};
use crate::stability::VerdictKind;

/// Room left of the drawing, for the numbers of the vertical axis.
const LEFT: f64 = 46.0;
/// Room right of it.
const RIGHT: f64 = 14.0;
/// Room above it, for half of the highest number.
const TOP: f64 = 10.0;
/// Room below it, for the days.
const BOTTOM: f64 = 30.0;
/// Room inside it on the left and on the right, for half a mark and its whisker.
const INSIDE: f64 = 16.0;
/// Half of a mark's width.
const SIZE: f64 = 5.0;

/// The verdicts of a pipeline's runs by their days.
pub(in crate::report) struct VerdictHistory {
    /// One a day, oldest first.
    pub looks: Vec<Look>,
    /// Where the vertical axis begins; it ends at 1.
    pub floor: f64,
    /// Numbers on it and how they are written.
    pub ticks: Vec<Mark>,
    /// What is written at the contract minimum.
    pub minimum: String,
}

/// What a run said.
pub(in crate::report) struct Look {
    /// Days since the first.
    pub day: f64,
    /// The day, as written.
    pub name: String,
    /// The agreement; nothing where there was none.
    pub value: Option<f64>,
    /// Its interval.
    pub interval: Option<(f64, f64)>,
    /// The agreement that the contract asked for then.
    pub minimum: f64,
    /// The verdict.
    pub kind: VerdictKind,
    /// Whether the same model was in service at the look before.
    pub continues: bool,
    /// What is shown when the mark is pointed at.
    pub tip: String,
}

/// Where days and agreements lie on the paper.
struct Place {
    left: f64,
    right: f64,
    bottom: f64,
    floor: f64,
    days: f64,
}

impl Place {
    fn x(&self, day: f64) -> f64 {
        let (from, to) = (self.left + INSIDE, self.right - INSIDE);
        // One day alone stands in the middle.
        if self.days > 0.0 { from + day / self.days * (to - from) } else { f64::midpoint(from, to) }
    }

    fn y(&self, value: f64) -> f64 {
        let share = (value.clamp(self.floor, 1.0) - self.floor) / (1.0 - self.floor);
        self.bottom - share * (self.bottom - TOP)
    }
}

impl Chart for VerdictHistory {
    fn draw(&self, frame: Frame) -> Scene {
        let (width, height) = (frame.width(), frame.height() - 40.0);
        let place = Place {
            left: LEFT,
            right: width - RIGHT,
            bottom: height - BOTTOM,
            floor: self.floor,
            days: self.looks.last().map_or(0.0, |look| look.day),
        };
        let mut scene = Scene::new(width, height);
        let minimum = self.minimum_line(&place);
        let mut below = minimum.clone();
        below.extend([(place.right, place.bottom), (place.left, place.bottom)]);
        scene.area(&below, BELOW);
        for tick in &self.ticks {
            let y = place.y(tick.value);
            scene.line((place.left, y), (place.right, y), 1.0, GRID);
            scene.write((place.left - 8.0, y + 4.0), TextAnchor::End, TEXT_SIZE, MUTED, &tick.label);
        }
        scene.line((place.left, place.bottom), (place.right, place.bottom), 1.0, AXIS);
        for (from, to) in minimum.iter().zip(minimum.iter().skip(1)) {
            scene.line(*from, *to, 1.5, THRESHOLD);
        }
        self.name_days(&mut scene, &place);
        for (before, look) in self.looks.iter().zip(self.looks.iter().skip(1)) {
            if let (true, Some(from), Some(to)) = (look.continues, before.value, look.value) {
                scene.line((place.x(before.day), place.y(from)), (place.x(look.day), place.y(to)), 1.2, TRAJECTORY);
            }
        }
        for look in &self.looks {
            mark(&mut scene, &place, look);
        }
        self.name_minimum(&mut scene, &place);
        scene
    }
}

impl VerdictHistory {
    /// The contract minimum as a line across the drawing, with steps half-way between runs that it changed between.
    fn minimum_line(&self, place: &Place) -> Vec<(f64, f64)> {
        let mut line = Vec::new();
        let mut before: Option<&Look> = None;
        for look in &self.looks {
            let from = before.map_or(place.left, |before| f64::midpoint(place.x(before.day), place.x(look.day)));
            if before.is_none_or(|before| before.minimum.total_cmp(&look.minimum).is_ne()) {
                line.extend(before.map(|before| (from, place.y(before.minimum))));
                line.push((from, place.y(look.minimum)));
            }
            before = Some(look);
        }
        line.extend(before.map(|last| (place.right, place.y(last.minimum))));
        line
    }

    /// Names days below the axis, the newest first and each that has room beside those named already.
    fn name_days(&self, scene: &mut Scene, place: &Place) {
        let mut free = place.right + RIGHT;
        for look in self.looks.iter().rev() {
            let (x, half) = (place.x(look.day), text_width(&look.name) / 2.0);
            scene.line((x, place.bottom), (x, place.bottom + 4.0), 1.0, AXIS);
            let centre = x.min(place.right + RIGHT - half);
            if centre + half <= free && centre - half >= 0.0 {
                scene.write((centre, place.bottom + 18.0), TextAnchor::Middle, TEXT_SIZE, MUTED, &look.name);
                free = centre - half - 12.0;
            }
        }
    }

    /// Names the contract minimum below its line or above it, at the end where fewer marks are near; where it changed, at
    /// the newest.
    fn name_minimum(&self, scene: &mut Scene, place: &Place) {
        let Some(last) = self.looks.last() else { return };
        let need = text_width(&self.minimum) + 12.0;
        let crossed = |left: bool, low: f64, high: f64| {
            let near = self.looks.iter().filter(|look| {
                let x = place.x(look.day) - place.left;
                if left { x < need } else { x > place.right - place.left - need }
            });
            let spans = near.filter_map(|look| {
                let value = look.value?;
                let (bottom, top) = look.interval.unwrap_or((value, value));
                Some((place.y(top) - SIZE, place.y(bottom) + SIZE))
            });
            length(spans.filter(|(top, bottom)| *top < high && *bottom > low).count())
        };
        let at = |left: bool, above: bool| {
            let line = place.y(last.minimum);
            let baseline = if above { line - 7.0 } else { line + 16.0 };
            let outside = baseline - 12.0 < 0.0 || baseline + 3.0 > place.bottom;
            let cost = if outside { f64::INFINITY } else { crossed(left, baseline - 11.0, baseline + 3.0) };
            (cost, left, baseline)
        };
        let changed = self.looks.iter().any(|look| look.minimum.total_cmp(&last.minimum).is_ne());
        let places = [at(true, false), at(true, true), at(false, true), at(false, false)].into_iter();
        let Some((_, left, y)) =
            places.filter(|(_, left, _)| !(*left && changed)).min_by(|one, other| one.0.total_cmp(&other.0))
        else {
            return;
        };
        let (x, anchor) =
            if left { (place.left + 6.0, TextAnchor::Start) } else { (place.right - 6.0, TextAnchor::End) };
        scene.write_over((x, y), anchor, THRESHOLD, &self.minimum);
    }
}

/// A run's mark with its whisker; a dash on the axis where it has no agreement.
fn mark(scene: &mut Scene, place: &Place, look: &Look) {
    let (x, colour) = (place.x(look.day), of_verdict(look.kind));
    scene.open(&look.tip);
    match look.value {
        Some(value) => {
            if let Some((low, high)) = look.interval {
                scene.line((x, place.y(low)), (x, place.y(high)), 1.6, colour);
                for end in [low, high] {
                    scene.line((x - 4.0, place.y(end)), (x + 4.0, place.y(end)), 1.6, colour);
                }
            }
            shape(scene, (x, place.y(value)), look.kind, colour);
        }
        None => scene.rectangle((x - SIZE, place.bottom - 4.0), (2.0 * SIZE, 4.0), colour),
    }
    scene.close();
}

/// A shape for each verdict: one is told from another without its colour.
fn shape(scene: &mut Scene, (x, y): (f64, f64), kind: VerdictKind, colour: &str) {
    let far = SIZE * 1.3;
    match kind {
        VerdictKind::Keep => scene.disc((x, y), SIZE, colour),
        VerdictKind::Retrain => scene.area(&[(x, y - far), (x + far, y), (x, y + far), (x - far, y)], colour),
        VerdictKind::Undecidable => {
            scene.area(&[(x, y - far), (x + far, y + SIZE), (x - far, y + SIZE)], colour);
        }
        VerdictKind::InsufficientHistory => {
            scene.area(&[(x, y + far), (x + far, y - SIZE), (x - far, y - SIZE)], colour);
        }
        VerdictKind::Unmonitorable => scene.rectangle((x - SIZE, y - SIZE), (2.0 * SIZE, 2.0 * SIZE), colour),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(day: f64, minimum: f64) -> Look {
        Look {
            day,
            name: "01/01/2024".to_owned(),
            value: Some(0.9),
            interval: None,
            minimum,
            kind: VerdictKind::Keep,
            continues: true,
            tip: String::new(),
        }
    }

    fn place(days: f64) -> Place {
        Place { left: 0.0, right: 132.0, bottom: 110.0, floor: 0.0, days }
    }

    fn history(looks: Vec<Look>) -> VerdictHistory {
        VerdictHistory { looks, floor: 0.0, ticks: Vec::new(), minimum: String::new() }
    }

    #[test]
    fn days_and_agreements_lie_in_proportion() {
        let place = place(4.0);
        assert_eq!([0.0, 1.0, 4.0].map(|day| place.x(day)), [16.0, 41.0, 116.0]);
        assert_eq!([0.0, 0.5, 1.0, 1.5].map(|value| place.y(value)), [110.0, 60.0, 10.0, 10.0]);
        assert_eq!(self::place(0.0).x(0.0), 66.0);
    }

    #[test]
    fn the_minimum_is_a_line_with_steps_where_it_changed() {
        let place = place(4.0);
        let same = history(vec![look(0.0, 0.5), look(4.0, 0.5)]);
        assert_eq!(same.minimum_line(&place), [(0.0, 60.0), (132.0, 60.0)]);
        let raised = history(vec![look(0.0, 0.5), look(2.0, 0.5), look(4.0, 0.8)]);
        assert_eq!(raised.minimum_line(&place), [(0.0, 60.0), (91.0, 60.0), (91.0, 30.0), (132.0, 30.0)]);
    }

    #[test]
    fn crowded_days_are_not_all_named() {
        let looks: Vec<Look> = (0..40).map(|day| look(f64::from(day), 0.8)).collect();
        let scene = history(looks).draw(Frame::Narrow);
        let texts = scene.elements.iter().filter_map(|element| match element {
            kuva::render::render::Primitive::Text { x, content, .. } if !content.is_empty() => Some(*x),
            _ => None,
        });
        let places: Vec<f64> = texts.collect();
        assert!(places.len() > 2 && places.len() < 6, "{places:?}");
        assert!(places.windows(2).all(|pair| pair[0] - pair[1] > text_width("01/01/2024")), "{places:?}");
    }
}
