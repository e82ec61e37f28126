//! The chart's drawing. plotters says where the rectangles are; this puts them and their labels into the page node by
//! node, because a year of days through the reactive views would cost time on a phone and kilobytes for everybody.

use super::svg::{HTML, SVG, child};
use super::{Ui, overview};
use crate::chart::{Ink, Shape, draw};
use crate::host::browser;
use crate::view_model::{Bar, PeriodView, Tick};
use leptos::prelude::WithUntracked;
use wasm_bindgen::prelude::*;

/// Where the chart is drawn.
pub(super) const DRAWING: &str = "chart-drawing";
/// Remembers what is drawn: another revision or another size is drawn anew.
const DRAWN: &str = "data-drawn";
/// Marks the place that is read.
const READ: &str = "data-read";
/// The side at which the axis begins, whichever way the language runs.
const START: &str = "inset-inline-start";

/// Below this width, scale included and in the page's pixels, the days of a year do not get a pixel and a half each.
const NARROW: f64 = 600.0;
/// The room between two labels, in the page's pixels.
const LABEL_GAP: f64 = 6.0;

impl Ui {
    /// Draws the chart, unless it is drawn already for these figures and this size.
    pub(super) fn draw_chart(self) {
        let Some(drawing) = browser::document().and_then(|document| document.get_element_by_id(DRAWING)) else {
            return;
        };
        let width = drawing.get_bounding_client_rect().width();
        // A hidden chart has no width, and shows nothing that could be too narrow.
        if width > 0.0 {
            self.set_narrow(width < NARROW);
        }
        self.page.with_untracked(|page| {
            let now = format!("{} {} {}", page.revision, pixels(width), pixels(1.0));
            let Some(figures) = overview::figures(page) else { return };
            if drawing.get_attribute(DRAWN).as_deref() != Some(&now) {
                let _ = drawing.set_attribute(DRAWN, &now);
                // A chart that cannot be drawn leaves its words and its table.
                let _ = fill(&drawing, figures);
            }
            let _ = mark_read(&drawing, figures);
        });
    }
}

fn fill(drawing: &web_sys::Element, figures: &PeriodView) -> Option<()> {
    drawing.set_text_content(None);
    // All of it is said in words by the slider that it is a part of.
    let silent = |namespace, tag, class| {
        let part = child(drawing, namespace, tag, class)?;
        part.set_attribute("aria-hidden", "true").ok()?;
        Some(part)
    };
    let scale = silent(HTML, "div", "scale")?;
    let (low, high) = ends(&figures.marks);
    for mark in &figures.marks {
        label(&scale, &mark.label, "top", share(high - mark.value, high - low))?;
    }
    let plot = silent(SVG, "svg", "plot")?;
    let axis = silent(HTML, "div", "axis")?;
    let count = i64::try_from(figures.bars.len()).unwrap_or(0).max(1);
    // Labels are as wide as the language and the text's size make them. If one touches another before it, which is on its
    // right where the language runs that way, only every second or third stays.
    let mut labels = Vec::new();
    let mut before: Option<web_sys::DomRect> = None;
    let (mut left_out, mut most) = (0, 0);
    for (bar, index) in figures.bars.iter().zip(0i64..) {
        let middle = || share(2 * index + 1, 2 * count);
        if bar.current {
            label(&axis, "", START, middle())?.set_class_name("today");
        }
        let Some(text) = &bar.label else { continue };
        let label = label(&axis, text, START, middle())?;
        let place = label.get_bounding_client_rect();
        let touches = |other: &web_sys::DomRect| {
            place.left() < other.right() + LABEL_GAP && other.left() < place.right() + LABEL_GAP
        };
        if before.as_ref().is_some_and(touches) {
            left_out += 1;
            most = left_out.max(most);
        } else {
            before = Some(place);
            left_out = 0;
        }
        labels.push(label);
    }
    for (label, index) in labels.iter().zip(0..) {
        if index % (most + 1) > 0 {
            label.remove();
        }
    }
    // The plot has what the labels leave. In device pixels its edges are crisp at any density.
    let area = plot.get_bounding_client_rect();
    let (width, height) = (pixels(area.width()), pixels(area.height()));
    let _ = plot.set_attribute("viewBox", &["0 0", &width.to_string(), &height.to_string()].join(" "));
    let _ = plot.set_attribute("preserveAspectRatio", "none");
    let mut place = None;
    let mut bars = figures.bars.iter();
    for shape in draw(&figures.bars, &figures.marks, width, height, pixels(1.0)) {
        if shape.ink == Ink::Bucket {
            place = bars.next().and_then(|bar| group(&plot, bar));
        }
        let rect = child(place.as_ref().unwrap_or(&plot), SVG, "rect", class(&shape))?;
        for (name, value) in [("x", shape.left), ("y", shape.top), ("width", shape.width), ("height", shape.height)] {
            let _ = rect.set_attribute(name, &value.to_string());
        }
    }
    Some(())
}

/// Marks the place that is read, and no other.
fn mark_read(drawing: &web_sys::Element, figures: &PeriodView) -> Option<()> {
    if let Some(read) = drawing.query_selector("[data-read]").ok()? {
        let _ = read.remove_attribute(READ);
    }
    let reading = figures.reading.as_ref();
    let _ = drawing.toggle_attribute_with_force("data-reading-one", reading.is_some());
    let name = &figures.bars.get(reading?.index)?.name;
    let place = drawing.query_selector(&["[data-bar='", name, "']"].concat()).ok()??;
    place.set_attribute(READ, "").ok()
}

/// The place of the axis at this distance from the window's left edge.
pub(super) fn place_under(x: i32) -> Option<usize> {
    let plot = browser::document()?.query_selector(".plot").ok()??;
    let places = plot.query_selector_all("[data-bar]").ok()?.length();
    let area = plot.get_bounding_client_rect();
    let share = (f64::from(x) - area.left()) / area.width();
    let share = if super::runs_to_the_left() { 1.0 - share } else { share };
    // The cast stops at the ends of the range, and beyond the last place there is none.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "see above")]
    {
        (share >= 0.0).then(|| (share * f64::from(places)) as usize).filter(|place| *place < places as usize)
    }
}

fn label(parent: &web_sys::Element, text: &str, side: &str, share: String) -> Option<web_sys::HtmlElement> {
    let label = child(parent, HTML, "span", "")?.dyn_into::<web_sys::HtmlElement>().ok()?;
    label.set_text_content(Some(text));
    // A strict content security policy allows the style object, but not the attribute.
    label.style().set_property(side, &share).ok()?;
    Some(label)
}

fn ends(marks: &[Tick]) -> (i64, i64) {
    match (marks.first(), marks.last()) {
        (Some(low), Some(high)) if low.value < high.value => (low.value, high.value),
        _ => (0, 1),
    }
}

/// A share as a percentage, without a float: formatting one costs seven kilobytes.
fn share(part: i64, whole: i64) -> String {
    // A hundredth of a percent is finer than any screen. Scaling the whole down keeps the largest amounts in range.
    let hundredths = if whole < 100_000_000 { part * 10_000 / whole } else { part / (whole / 10_000) };
    format!("{}.{}{}%", hundredths / 100, hundredths / 10 % 10, hundredths % 10)
}

/// A length in device pixels; at least one.
fn pixels(length: f64) -> u32 {
    let density = browser::window().map_or(1.0, |window| window.device_pixel_ratio());
    // A screen has fewer pixels than a u32 can count, and a negative length turns into nothing.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "see above")]
    {
        ((length * density) as u32).max(1)
    }
}

/// The group of one place: its column, its bar, and its name for the hook `data-bar`.
fn group(plot: &web_sys::Element, bar: &Bar) -> Option<web_sys::Element> {
    let group = child(plot, SVG, "g", "")?;
    let dispatch = match bar.value {
        Some(value) if value < 0 => "penalty",
        Some(_) => "earned",
        None if bar.future => "future",
        None => "none",
    };
    let _ = group.set_attribute("data-bar", &bar.name);
    let _ = group.set_attribute("data-dispatch", dispatch);
    if bar.current {
        let _ = group.set_attribute("data-current", "");
    }
    Some(group)
}

const fn class(shape: &Shape) -> &'static str {
    match shape.ink {
        Ink::Grid => "grid",
        Ink::Baseline => "baseline",
        Ink::Bucket => "place",
        Ink::Earned => "earned",
        Ink::Penalty => "penalty",
        Ink::Nothing => "nothing",
    }
}
