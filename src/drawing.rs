//! Draws the chart. plotters says where the rectangles are; this adds them and their labels to the page node by node: a year
//! of days as reactive views would cost time on a phone and kilobytes for everybody.

mod rectangles;

use crate::platform::window::{document, is_right_to_left, window};
use leptos::prelude::request_animation_frame;
use rectangles::{Layer, Shape, draw};
use vpp_core::domain::digits::{digits, two_digits};
use vpp_core::view_model::{Bar, PeriodView, Readout};
use vpp_ui::svg::{HTML, SVG, append};
use wasm_bindgen::prelude::*;
use web_sys::{DomRect, Element, HtmlElement};

/// What is drawn: another key or another size is drawn again.
const DRAWN: &str = "data-drawn";
/// Marks the bucket under the cursor.
const READ: &str = "data-read";
/// Marks the chart while the cursor reads one of its buckets.
const READING: &str = "data-reading-one";
/// The side at which the axis begins, in either writing direction.
const START: &str = "inset-inline-start";

/// The gap between two labels, in CSS pixels.
const LABEL_GAP: f64 = 6.0;

/// Sizes as they were when nothing was about to change. Between changes, reading one costs a layout.
#[derive(Default)]
pub(crate) struct Sizes {
    /// The width of the chart in CSS pixels, with its scale; 0 while it is hidden.
    pub(crate) width: u32,
    /// Its height in device pixels. It follows the size of the text.
    height: u32,
    /// The plot's width and height in device pixels, and the scale that leaves it that room.
    plot: (u32, u32),
    scale: String,
}

impl Sizes {
    /// Measures the chart.
    pub(crate) fn measure(&mut self, drawing: &Element) {
        let area = drawing.get_bounding_client_rect();
        self.width = width(&area);
        self.height = device_pixels(area.height());
    }

    fn name(&self, key: &str) -> String {
        [key, &digits(u64::from(self.width)), &digits(u64::from(self.height))].join(" ")
    }
}

/// The width in CSS pixels, without what is less than one.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "screens are small, and the cast saturates")]
pub(crate) fn width(area: &DomRect) -> u32 {
    area.width() as u32
}

/// Draws the figures, unless they are already drawn at this size. `key` tells figures apart.
pub(crate) fn draw_figures(drawing: &Element, key: u32, figures: &PeriodView, sizes: &mut Sizes) {
    if sizes.width == 0 {
        sizes.measure(drawing);
    }
    let now = sizes.name(&digits(u64::from(key)));
    if drawing.get_attribute(DRAWN).as_deref() != Some(&now) {
        let _ = drawing.set_attribute(DRAWN, &now);
        // A chart that cannot be drawn leaves its words and its table. One that is hidden is drawn when it is shown.
        if fill(drawing, figures, sizes).is_none() {
            sizes.width = 0;
            let _ = drawing.remove_attribute(DRAWN);
        }
    }
}

/// Marks the bucket under the cursor.
pub(crate) fn highlight(drawing: &Element, figures: &PeriodView, readout: Option<&Readout>) -> Option<()> {
    if let Some(read) = drawing.query_selector("[data-read]").ok()? {
        let _ = read.remove_attribute(READ);
    }
    let _ = drawing.remove_attribute(READING);
    let name = &figures.bars.get(readout?.index)?.name;
    let _ = drawing.set_attribute(READING, "");
    let bucket = drawing.query_selector(&["[data-bar='", name, "']"].concat()).ok()??;
    bucket.set_attribute(READ, "").ok()
}

/// The bucket at this distance from the window's left edge, in CSS pixels.
pub(crate) fn bucket_at(x: i32) -> Option<usize> {
    let plot = document()?.document_element()?.query_selector(".plot").ok()??;
    let buckets = plot.query_selector_all("[data-bar]").ok()?.length();
    let area = plot.get_bounding_client_rect();
    let share = (f64::from(x) - area.left()) / area.width();
    let share = if is_right_to_left() { 1.0 - share } else { share };
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the cast saturates; beyond the axis is none"
    )]
    {
        (share >= 0.0).then(|| (share * f64::from(buckets)) as usize).filter(|index| *index < buckets as usize)
    }
}

fn fill(drawing: &Element, figures: &PeriodView, sizes: &mut Sizes) -> Option<()> {
    drawing.set_text_content(None);
    // The slider around it says all of it in words.
    let hidden = |namespace, tag, class| {
        let part = append(drawing, namespace, tag, class)?;
        part.set_attribute("aria-hidden", "true").ok()?;
        Some(part)
    };
    let scale = hidden(HTML, "div", "scale")?;
    let axis = &figures.axis;
    let (low, high) = (axis.low, axis.high.max(axis.low + 1));
    for tick in &axis.ticks {
        label(&scale, &tick.label, "top", percent(high - tick.value, high - low))?;
    }
    let plot = hidden(SVG, "svg", "plot")?;
    label_axis(&hidden(HTML, "div", "axis")?, &figures.bars)?;
    // The plot has what the labels leave. In device pixels its edges are crisp at any density.
    let scale = sizes.name(&scale.text_content().unwrap_or_default());
    if sizes.scale != scale {
        let area = Some(plot.get_bounding_client_rect()).filter(|area| area.width() > 0.0)?;
        (sizes.plot, sizes.scale) = ((device_pixels(area.width()), device_pixels(area.height())), scale);
    }
    let (width, height) = sizes.plot;
    let _ = plot.set_attribute("viewBox", &["0 0", &digits(u64::from(width)), &digits(u64::from(height))].join(" "));
    let _ = plot.set_attribute("preserveAspectRatio", "none");
    let mut bucket = None;
    let mut bars = figures.bars.iter();
    for shape in draw(&figures.bars, axis, width, height, device_pixels(1.0)) {
        if shape.layer == Layer::Bucket {
            bucket = bars.next().and_then(|bar| group(&plot, bar));
        }
        let rect = append(bucket.as_ref().unwrap_or(&plot), SVG, "rect", class(&shape))?;
        for (name, value) in [("x", shape.left), ("y", shape.top), ("width", shape.width), ("height", shape.height)] {
            let _ = rect.set_attribute(name, &digits(u64::try_from(value).unwrap_or(0)));
        }
    }
    Some(())
}

/// Labels are as wide as the language and the text size make them. If one touches the one before it, on either side, only
/// every second or third stays. Today always stays, and those that it touches go.
fn label_axis(axis: &Element, bars: &[Bar]) -> Option<()> {
    let count = i64::try_from(bars.len()).unwrap_or(0).max(1);
    let (mut labels, mut today) = (Vec::new(), None);
    for (bar, index) in bars.iter().zip(0i64..) {
        let Some(text) = bar.today.or(bar.label.as_deref()) else { continue };
        let middle = percent(2 * index + 1, 2 * count);
        // At the ends of the axis a long word would leave the card.
        let middle = if bar.today.is_some() { ["clamp(1.5em, ", &middle, ", 100% - 1.5em)"].concat() } else { middle };
        let label = label(axis, text, START, middle)?;
        if bar.current {
            let _ = label.set_attribute("class", "today");
        }
        if bar.today.is_some() { today = Some(label) } else { labels.push(label) }
    }
    // They are measured in the layout that comes anyway, before it is painted.
    request_animation_frame(move || thin_out(&labels, today.as_ref()));
    Some(())
}

fn thin_out(labels: &[HtmlElement], today: Option<&HtmlElement>) {
    let today = today.map(|today| today.get_bounding_client_rect());
    let areas: Vec<_> = labels.iter().map(|label| label.get_bounding_client_rect()).collect();
    let touches = |area: &web_sys::DomRect, other: &web_sys::DomRect| {
        area.left() < other.right() + LABEL_GAP && other.left() < area.right() + LABEL_GAP
    };
    let fits = |step: &usize| {
        let mut kept = areas.iter().step_by(*step);
        let mut before = kept.next();
        kept.all(|area| !before.replace(area).is_some_and(|before| touches(area, before)))
    };
    let step = (1..).find(fits).unwrap_or(1);
    for ((label, area), index) in labels.iter().zip(&areas).zip(0..) {
        if index % step > 0 || today.as_ref().is_some_and(|today| touches(today, area)) {
            label.remove();
        }
    }
}

fn label(parent: &Element, text: &str, side: &str, offset: String) -> Option<HtmlElement> {
    let label = append(parent, HTML, "span", "")?.unchecked_into::<HtmlElement>();
    label.set_text_content(Some(text));
    // A strict content security policy allows the style object, but not the attribute.
    label.style().set_property(side, &offset).ok()?;
    Some(label)
}

/// A percentage without floats: formatting one costs seven kilobytes.
fn percent(part: i64, whole: i64) -> String {
    // A hundredth of a percent is finer than any screen. Scaling the whole down keeps the largest amounts in range.
    let hundredths = if whole < 100_000_000 { part * 10_000 / whole } else { part / (whole / 10_000) };
    let hundredths = hundredths.unsigned_abs();
    [&digits(hundredths / 100), ".", &two_digits(hundredths), "%"].concat()
}

/// A length in device pixels; at least one.
fn device_pixels(length: f64) -> u32 {
    let density = window().map_or(1.0, |window| window.device_pixel_ratio());
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "screens are small, and the cast saturates"
    )]
    {
        ((length * density) as u32).max(1)
    }
}

/// The group of one bucket: its column and its bar, with its name for the hook `data-bar`.
fn group(plot: &Element, bar: &Bar) -> Option<Element> {
    let group = append(plot, SVG, "g", "")?;
    let _ = group.set_attribute("data-bar", &bar.name);
    let _ = group.set_attribute("data-dispatch", bar.dispatch);
    if bar.current {
        let _ = group.set_attribute("data-current", "");
    }
    Some(group)
}

const fn class(shape: &Shape) -> &'static str {
    match shape.layer {
        Layer::Grid => "grid",
        Layer::Baseline => "baseline",
        Layer::Bucket => "place",
        Layer::Earned => "earned",
        Layer::Penalty => "penalty",
        Layer::Empty => "nothing",
    }
}
