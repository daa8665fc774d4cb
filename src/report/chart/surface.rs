//! From a kuva scene to inline SVG.

use kuva::backend::svg::SvgBackend;
use kuva::render::render::{Primitive, Scene};

use super::Frame;

/// What a chart says to those who do not see it.
#[derive(Debug, Clone, Copy)]
pub(in crate::report) struct Text<'a> {
    /// The figure's id: the ids inside the drawing begin with it.
    pub figure: &'a str,
    /// What it is.
    pub title: &'a str,
    /// What is to be seen in it.
    pub description: &'a str,
}

/// `scene` as inline SVG: it scales with its place, is named for screen readers, leaves the background to the page,
/// and has ids that depend on nothing but the figure.
pub(in crate::report) fn svg(mut scene: Scene, frame: Frame, text: &Text<'_>) -> String {
    let (class, suffix) = match frame {
        Frame::Wide => ("chart chart-wide", "wide"),
        Frame::Narrow => ("chart chart-narrow", "narrow"),
    };
    let id = format!("{}-{suffix}", text.figure);
    settle(&mut scene, &id);
    let (width, height) = (scene.width, scene.height);
    let drawn = SvgBackend::new().render_scene(&scene);
    format!(
        "<svg class=\"{class}\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\
         <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>{}</svg>",
        escape(text.title),
        escape(text.description),
        shorten(inside(&drawn)),
    )
}

/// Takes out of the scene what the page decides, and what is not the same from run to run.
fn settle(scene: &mut Scene, id: &str) {
    scene.background_color = None;
    scene.text_color = None;
    scene.font_family = None;
    // Otherwise kuva adds a style sheet of its own.
    scene.has_tooltips = false;
    scene.interactive = false;
    scene.scripts.clear();
    let mut clips: Vec<(String, String)> = Vec::new();
    for element in &mut scene.elements {
        match element {
            // kuva counts clips over the life of the process.
            Primitive::ClipStart { id: clip, .. } => {
                let own = format!("{id}-clip-{}", clips.len());
                clips.push((std::mem::replace(clip, own.clone()), own));
            }
            // kuva reads $…$ as mathematics; in a name from the data it is money.
            Primitive::Text { content, .. } => *content = content.replace('$', "\\$"),
            _ => {}
        }
    }
    for definition in &mut scene.defs {
        for (counted, own) in &clips {
            *definition = definition.replace(&format!("id=\"{counted}\""), &format!("id=\"{own}\""));
        }
    }
}

/// What stands between kuva's own `<svg>` tags, without the comment that names its version.
fn inside(svg: &str) -> &str {
    let body = svg.split_once('>').map_or("", |(_, body)| body);
    let body = match body.split_once("-->") {
        Some((comment, body)) if comment.trim_start().starts_with("<!--") => body,
        _ => body,
    };
    body.trim_end().strip_suffix("</svg>").unwrap_or(body)
}

/// Numbers in tags with one decimal: kuva writes 438.40000000000003, and a tenth of a pixel is more than enough.
/// Texts between tags are left alone; kuva has escaped every `<` and `>` in them.
fn shorten(svg: &str) -> String {
    let mut short = String::with_capacity(svg.len());
    let mut rest = svg;
    while let Some((text, tag)) = rest.split_once('<') {
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        short.push_str(text);
        short.push('<');
        shorten_tag(tag, &mut short);
        short.push('>');
        rest = after;
    }
    short.push_str(rest);
    short
}

fn shorten_tag(tag: &str, short: &mut String) {
    let mut rest = tag;
    while let Some(start) = rest.find(|character: char| character.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|character: char| !character.is_ascii_digit() && character != '.').unwrap_or(from.len());
        let (number, after) = from.split_at(end);
        short.push_str(before);
        match (number.split_once('.'), number.parse::<f64>()) {
            // Opacities and widths below 1 need their second decimal.
            (Some((whole, decimals)), Ok(value)) if decimals.len() > 1 && whole != "0" => {
                let tenths = format!("{value:.1}");
                short.push_str(tenths.strip_suffix(".0").unwrap_or(&tenths));
            }
            _ => short.push_str(number),
        }
        rest = after;
    }
    short.push_str(rest);
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use kuva::prelude::{Layout, LinePlot, Plot};
    use kuva::render::render::{TextAnchor, render_multiple};

    use super::*;

    const TEXT: Text<'static> = Text { figure: "fig", title: "A <b>", description: "\"c\" & 'd'" };

    fn line() -> Scene {
        let line: Plot = LinePlot::new().with_data([(0.0, 0.0), (1.0, 1.0)]).with_color("var(--ink)").into();
        render_multiple(vec![line], Layout::new((0.0, 1.0), (0.0, 1.0)))
    }

    #[test]
    fn the_counter_of_the_process_does_not_reach_the_page() {
        let first = svg(line(), Frame::Wide, &TEXT);
        assert_eq!(first, svg(line(), Frame::Wide, &TEXT));
        assert!(first.contains("<clipPath id=\"fig-wide-clip-0\">"), "{first}");
        assert!(first.contains("url(#fig-wide-clip-0)"), "{first}");
        assert!(!first.contains("kuva"), "{first}");
    }

    #[test]
    fn numbers_are_short_in_tags_and_whole_in_texts() {
        let long = "<path d=\"M 438.40000000000003 7 L 0.16 3.14\"/><text x=\"61.999\">1.23456</text>";
        let short = "<path d=\"M 438.4 7 L 0.16 3.1\"/><text x=\"62\">1.23456</text>";
        assert_eq!(shorten(long), short);
    }

    #[test]
    fn a_variable_of_the_style_sheet_passes_through() {
        assert!(svg(line(), Frame::Wide, &TEXT).contains("stroke=\"var(--ink)\""));
    }

    #[test]
    fn texts_are_escaped_and_money_is_not_mathematics() {
        let mut scene = Scene::new(10.0, 10.0);
        scene.add(Primitive::Text {
            x: 0.0,
            y: 0.0,
            content: "<i> $x^2$ & $".to_owned(),
            size: 12,
            anchor: TextAnchor::Start,
            rotate: None,
            bold: false,
            color: None,
        });
        let drawn = svg(scene, Frame::Narrow, &TEXT);
        assert!(drawn.contains(">&lt;i&gt; $x^2$ &amp; $</text>"), "{drawn}");
        assert!(drawn.contains(">A &lt;b&gt;</title>"), "{drawn}");
        assert!(drawn.contains(">&quot;c&quot; &amp; &#39;d&#39;</desc>"), "{drawn}");
        assert!(drawn.starts_with("<svg ") && drawn.matches("</svg>").count() == 1, "{drawn}");
    }
}
