//! Every model at every age, one cell each.
//!
//! Drawn by hand into a kuva scene. kuva's own heat map spreads the colours between the data's extremes, so that no
//! colour would mean "below the contract minimum"; it writes "NaN" where there is no number, and black on dark cells.

use kuva::render::render::{Scene, TextAnchor};

use super::axes::{length, stride};
use super::colour::{AXIS, CLEAR, HEAT_INK, INK, MUTED};
use super::pen::{Pen, TEXT_SIZE};
use super::{Chart, Frame};

/// Room left of the cells, for the windows' ends.
const LEFT: f64 = 78.0;
/// Room above them, for the ages.
const TOP: f64 = 40.0;
/// The narrowest cell that a number fits into.
const READABLE: f64 = 25.0;

/// Narrower neighbours of one class are drawn as one, unless they say something of their own.
const MERGED: f64 = 14.0;

/// The narrowest cell that a dot can be seen in.
const NARROWEST: f64 = 6.0;

/// Every model at every age.
pub(in crate::report) struct HeatMap {
    /// Ages in months, as written.
    pub ages: Vec<String>,
    /// Models, the oldest first.
    pub rows: Vec<HeatRow>,
    /// What the columns are.
    pub columns_name: String,
    /// Whether cells say what they are when pointed at.
    pub tips: bool,
}

/// A model.
pub(in crate::report) struct HeatRow {
    /// End of the window it was fitted to.
    pub name: String,
    /// By age; `None` where there is no window of that age.
    pub cells: Vec<Option<HeatCell>>,
}

/// A comparison.
pub(in crate::report) struct HeatCell {
    /// Its class of the [`Scale`]; `None` without a number.
    pub class: Option<usize>,
    /// What it is marked with.
    pub mark: Option<HeatMark>,
    /// The number, as written; a dash without one.
    pub text: String,
    /// What it says when pointed at.
    pub tip: String,
}

/// What a cell is marked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum HeatMark {
    /// A dot: a drift.
    Drift,
    /// A rod: the season.
    Season,
}

/// Six classes around the contract minimum, three below and three above.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Scale {
    edges: [f64; 5],
}

impl Scale {
    /// Marks of the classes in the style sheet, the lowest first.
    pub const MARKS: [&'static str; 6] = ["heat-1", "heat-2", "heat-3", "heat-4", "heat-5", "heat-6"];

    /// The classes around `threshold`, in (0, 1): 0.1 and 0.2 below it, and thirds of what is above it.
    pub fn around(threshold: f64) -> Self {
        let third = (1.0 - threshold) / 3.0;
        Self { edges: [threshold - 0.2, threshold - 0.1, threshold, threshold + third, threshold + 2.0 * third] }
    }

    /// The class of a value, 0 to 5.
    pub fn class(&self, value: f64) -> usize {
        self.edges.iter().filter(|edge| value >= **edge).count()
    }

    /// The lower and the upper edge of a class, where it has one.
    pub fn range(&self, class: usize) -> (Option<f64>, Option<f64>) {
        (class.checked_sub(1).and_then(|below| self.edges.get(below)).copied(), self.edges.get(class).copied())
    }
}

impl Chart for HeatMap {
    fn draw(&self, frame: Frame) -> Scene {
        let columns = self.ages.len().max(1);
        let side = ((frame.width() - LEFT) / length(columns)).min(64.0);
        let tall = side.clamp(14.0, 26.0);
        let gap = if side < 12.0 { 0.5 } else { 1.5 };
        let (width, height) = (frame.width(), TOP + tall * length(self.rows.len()) + 4.0);
        let mut scene = Scene::new(width, height);
        scene.write((LEFT, 13.0), TextAnchor::Start, TEXT_SIZE, MUTED, &self.columns_name);
        let every = stride(22.0, side);
        for (column, age) in self.ages.iter().enumerate().filter(|(column, _)| column % every == 0) {
            let x = LEFT + side * (length(column) + 0.5);
            scene.write((x, TOP - 8.0), TextAnchor::Middle, TEXT_SIZE, INK, age);
        }
        let every = stride(15.0, tall);
        for (index, row) in self.rows.iter().enumerate() {
            let top = TOP + tall * length(index);
            let baseline = top + tall / 2.0 + 4.0;
            if index % every == 0 {
                scene.write((LEFT - 8.0, baseline), TextAnchor::End, TEXT_SIZE, INK, &row.name);
            }
            let cells =
                Cells { row, top, side, tall, gap, written: side >= READABLE, tips: self.tips && frame == Frame::Wide };
            cells.draw(&mut scene);
        }
        let marks: Vec<_> =
            (0_usize..).zip(&self.rows).flat_map(|(index, row)| marks(row, index, side, tall)).collect();
        scene.dots(&marks, if side < NARROWEST { 0.6 } else { (side / 4.5).min(3.4) }, HEAT_INK);
        scene
    }
}

/// The marks of a row, in the corner of a cell where a number is written: a dot for a drift, and where cells are too narrow
/// for dots a line through all that are side by side; a rod for a season, where there is room for it.
fn marks(row: &HeatRow, index: usize, side: f64, tall: f64) -> Vec<((f64, f64), f64)> {
    let top = TOP + tall * length(index);
    let (right, down) = if side >= READABLE { (side - 5.5, 4.0) } else { (side / 2.0 - 0.5, tall / 2.0 - 0.5) };
    let rod = (side / 3.0).min(7.0);
    let mut marks: Vec<((f64, f64), f64)> = Vec::new();
    for (column, cell) in row.cells.iter().enumerate() {
        let x = LEFT + side * length(column) + right;
        match (cell.as_ref().and_then(|cell| cell.mark), marks.last_mut()) {
            (Some(HeatMark::Drift), Some(((from, _), length)))
                if side < NARROWEST && x - *from - *length < 1.5 * side =>
            {
                *length = x - *from;
            }
            (Some(HeatMark::Drift), _) => marks.push(((x, top + down), 0.0)),
            (Some(HeatMark::Season), _) if side >= READABLE => marks.push(((x - rod, top + down), rod)),
            (Some(HeatMark::Season), _) if side >= NARROWEST => marks.push(((x - rod / 2.0, top + down), rod)),
            (Some(HeatMark::Season) | None, _) => {}
        }
    }
    marks
}

/// The cells of a row and how they are drawn.
struct Cells<'a> {
    row: &'a HeatRow,
    top: f64,
    side: f64,
    tall: f64,
    gap: f64,
    written: bool,
    tips: bool,
}

impl Cells<'_> {
    fn draw(&self, scene: &mut Scene) {
        let mut column = 0;
        while let Some(cell) = self.row.cells.get(column) {
            // With many windows the cells are most of the file.
            let alike = if self.written || self.tips || self.side >= MERGED { 1 } else { self.alike(column) };
            if let Some(cell) = cell {
                self.cell(scene, cell, column, alike);
            }
            column += alike;
        }
    }

    /// How many cells from `column` on are of one class.
    fn alike(&self, column: usize) -> usize {
        let class = |cell: &Option<HeatCell>| cell.as_ref().map(|cell| cell.class);
        let mut rest = self.row.cells.iter().skip(column).map(class);
        let first = rest.next();
        1 + rest.take_while(|next| Some(*next) == first).count()
    }

    fn cell(&self, scene: &mut Scene, cell: &HeatCell, column: usize, alike: usize) {
        let left = LEFT + self.side * length(column);
        let (width, height) = (self.side * length(alike) - self.gap, self.tall - self.gap);
        if self.tips {
            scene.open(&cell.tip);
        }
        match cell.class {
            Some(class) => scene.rectangle((left, self.top), (width, height), &format!("var(--heat-{})", class + 1)),
            // A stroke and no cell: no colour can be taken for a value.
            None if !self.written => scene.rectangle((left, self.top + height / 2.0 - 1.0), (width, 2.0), AXIS),
            None => scene.rectangle((left, self.top), (width, height), CLEAR),
        }
        if self.written {
            let size = if self.side < 34.0 { 10 } else { TEXT_SIZE };
            let at = (left + width / 2.0, self.top + self.tall / 2.0 + 3.5);
            scene.write(at, TextAnchor::Middle, size, HEAT_INK, &cell.text);
        }
        if self.tips {
            scene.close();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_of_narrow_cells_run_together_and_rods_need_room() {
        let cell = |mark| Some(HeatCell { class: Some(0), mark, text: String::new(), tip: String::new() });
        let (drift, season) = (Some(HeatMark::Drift), Some(HeatMark::Season));
        let row = HeatRow { name: String::new(), cells: [drift, drift, season, None, drift].map(cell).into() };
        let lengths = |side| marks(&row, 0, side, 20.0).into_iter().map(|(_, length)| length).collect::<Vec<f64>>();
        assert_eq!(lengths(18.0), [0.0, 0.0, 6.0, 0.0]);
        assert_eq!(lengths(4.0), [4.0, 0.0]);
    }

    #[test]
    fn the_contract_minimum_parts_the_classes() {
        let scale = Scale::around(0.8);
        assert_eq!(scale.class(0.8), 3);
        assert_eq!(scale.class(0.799_999), 2);
        assert_eq!(scale.class(-1.0), 0);
        assert_eq!(scale.class(1.0), 5);
        assert_eq!(scale.range(0).0, None);
        assert_eq!(scale.range(5).1, None);
        assert_eq!(scale.range(3).0, Some(0.8));
    }
}
