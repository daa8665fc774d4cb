//! Short names for the few marks that are drawn by hand into a scene.

use kuva::render::color::Color;
use kuva::render::render::{PathData, Primitive, Scene, TextAnchor};

/// Size of text in a drawing, in pixels.
pub(super) const TEXT_SIZE: u32 = 12;

/// Draws by hand into a scene.
pub(super) trait Pen {
    /// A filled rectangle.
    fn rectangle(&mut self, corner: (f64, f64), size: (f64, f64), colour: &str);
    /// A straight line.
    fn line(&mut self, from: (f64, f64), to: (f64, f64), width: f64, colour: &str);
    /// A straight line in dashes.
    fn dashes(&mut self, from: (f64, f64), to: (f64, f64), width: f64, colour: &str);
    /// A filled area inside these corners.
    fn area(&mut self, corners: &[(f64, f64)], colour: &str);
    /// Dots, and rods with round ends: each from a point so far to the right.
    fn dots(&mut self, dots: &[((f64, f64), f64)], width: f64, colour: &str);
    /// A disc.
    fn disc(&mut self, centre: (f64, f64), radius: f64, colour: &str);
    /// A line of text; `at` is on its baseline.
    fn write(&mut self, at: (f64, f64), anchor: TextAnchor, size: u32, colour: &str, text: &str);
    /// Text over lines: the style sheet lays the paper's colour around it.
    fn write_over(&mut self, at: (f64, f64), anchor: TextAnchor, colour: &str, text: &str);
    /// Everything until [`Pen::close`] shows `tip` when pointed at.
    fn open(&mut self, tip: &str);
    /// Ends what [`Pen::open`] began.
    fn close(&mut self);
}

impl Pen for Scene {
    fn rectangle(&mut self, corner: (f64, f64), size: (f64, f64), colour: &str) {
        self.add(Primitive::Rect {
            x: corner.0,
            y: corner.1,
            width: size.0,
            height: size.1,
            fill: Color::from(colour),
            stroke: None,
            stroke_width: None,
            opacity: None,
        });
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64), width: f64, colour: &str) {
        self.add(stroke(from, to, width, colour, None));
    }

    fn dashes(&mut self, from: (f64, f64), to: (f64, f64), width: f64, colour: &str) {
        self.add(stroke(from, to, width, colour, Some("4 3".to_owned())));
    }

    fn area(&mut self, corners: &[(f64, f64)], colour: &str) {
        let points: Vec<String> = corners.iter().map(|(x, y)| format!("{x:.1} {y:.1}")).collect();
        self.add(Primitive::Path(Box::new(PathData {
            d: format!("M{}Z", points.join("L")),
            fill: Some(Color::from(colour)),
            stroke: Color::None,
            stroke_width: 0.0,
            opacity: None,
            stroke_dasharray: None,
        })));
    }

    fn dots(&mut self, dots: &[((f64, f64), f64)], width: f64, colour: &str) {
        if dots.is_empty() {
            return;
        }
        // One path for all: with many windows they would be most of the file.
        let marks: Vec<String> = dots.iter().map(|((x, y), length)| format!("M{x:.1} {y:.1}h{length:.0}")).collect();
        self.add(Primitive::GroupStart {
            transform: None,
            title: None,
            extra_attrs: Some("class=\"dots\"".to_owned()),
        });
        self.add(Primitive::Path(Box::new(PathData {
            d: marks.concat(),
            fill: None,
            stroke: Color::from(colour),
            stroke_width: width,
            opacity: None,
            stroke_dasharray: None,
        })));
        self.close();
    }

    fn disc(&mut self, centre: (f64, f64), radius: f64, colour: &str) {
        self.add(Primitive::Circle {
            cx: centre.0,
            cy: centre.1,
            r: radius,
            fill: Color::from(colour),
            fill_opacity: None,
            stroke: None,
            stroke_width: None,
        });
    }

    fn write(&mut self, at: (f64, f64), anchor: TextAnchor, size: u32, colour: &str, text: &str) {
        self.add(Primitive::Text {
            x: at.0,
            y: at.1,
            content: text.to_owned(),
            size,
            anchor,
            rotate: None,
            bold: false,
            color: Some(Color::from(colour)),
        });
    }

    fn write_over(&mut self, at: (f64, f64), anchor: TextAnchor, colour: &str, text: &str) {
        self.add(Primitive::GroupStart {
            transform: None,
            title: None,
            extra_attrs: Some("class=\"halo\"".to_owned()),
        });
        self.write(at, anchor, TEXT_SIZE, colour, text);
        self.close();
    }

    fn open(&mut self, tip: &str) {
        self.add(Primitive::GroupStart { transform: None, title: Some(tip.to_owned()), extra_attrs: None });
    }

    fn close(&mut self) {
        self.add(Primitive::GroupEnd);
    }
}

/// A straight line, whole or dashed.
fn stroke(from: (f64, f64), to: (f64, f64), width: f64, colour: &str, dashes: Option<String>) -> Primitive {
    Primitive::Line {
        x1: from.0,
        y1: from.1,
        x2: to.0,
        y2: to.1,
        stroke: Color::from(colour),
        stroke_width: width,
        stroke_dasharray: dashes,
    }
}
