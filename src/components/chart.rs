//! The bar chart. plotters says where the rectangles are; this puts them into an SVG element, node by node, because a
//! year of days through the reactive views would cost time on a phone and kilobytes for everybody.

use super::{Ui, overview};
use crate::chart::{Ink, Shape, draw};
use crate::present::{Bar, Figures, Mark};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::Element;

pub(super) fn view(ui: Ui) -> AnyView {
    let canvas: NodeRef<leptos::svg::Svg> = NodeRef::new();
    let size = RwSignal::new((0u32, 0u32));
    let revision = Memo::new(move |_| ui.page.with(|page| page.revision));
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            follow_size(canvas.unchecked_into(), size);
        }
    });
    Effect::new(move |_| {
        let (width, height) = size.get();
        revision.track();
        if let (Some(canvas), width, height) = (canvas.get(), width, height) {
            ui.page.with_untracked(|page| {
                if let Some(figures) = overview::figures(page) {
                    fill(canvas.unchecked_ref(), figures, width, height);
                }
            });
        }
    });
    let labels = move |read: fn(&Figures) -> Vec<(String, &'static str, String)>| {
        ui.part(
            |page| page.revision,
            move |_| {
                let labels = ui.page.with_untracked(|page| overview::figures(page).map(read).unwrap_or_default());
                labels.into_iter().map(|(text, side, share)| label(text, side, share)).collect::<Vec<_>>().into_any()
            },
        )
    };
    let caption = ui
        .element("figcaption", "sr-only")
        .text(|page| Some(&overview::figures(page)?.chart_name))
        .literal(": ")
        .text(|page| Some(&overview::figures(page)?.chart_summary));
    // The caption says what is to be seen; the table holds the same figures for those who cannot see them.
    let plot = view! { <svg node_ref=canvas class="plot" aria-hidden="true" preserveAspectRatio="none"></svg> };
    ui.element("figure", "chart")
        .set("data-chart", "")
        .add(caption)
        .add(ui.element("div", "scale").set("aria-hidden", "true").child(labels(scale)))
        .child(plot.into_any())
        .add(ui.element("div", "axis").set("aria-hidden", "true").child(labels(axis)))
        .view()
}

/// Labels of the value axis: text, side of the chart, and distance from it.
fn scale(figures: &Figures) -> Vec<(String, &'static str, String)> {
    let (low, high) = ends(&figures.marks);
    figures.marks.iter().map(|mark| (mark.label.clone(), "top", share(high - mark.value, high - low))).collect()
}

/// Labels of the places: text, side of the chart, and distance from it.
fn axis(figures: &Figures) -> Vec<(String, &'static str, String)> {
    let count = i64::try_from(figures.bars.len()).unwrap_or(0).max(1);
    let labelled = figures.bars.iter().zip(0i64..).filter_map(|(bar, index)| Some((bar.label.clone()?, index)));
    labelled.map(|(text, index)| (text, "left", share(2 * index + 1, 2 * count))).collect()
}

fn label(text: String, side: &'static str, share: String) -> AnyView {
    // Set through the style object, which a strict content security policy allows, and not as an attribute.
    view! { <span style=(side, share)>{text}</span> }.into_any()
}

fn ends(marks: &[Mark]) -> (i64, i64) {
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

/// Keeps the signal at the element's size in device pixels, so that edges are crisp at any density.
fn follow_size(canvas: Element, size: RwSignal<(u32, u32)>) {
    let measured = canvas.clone();
    let measure = Closure::<dyn FnMut()>::new(move || {
        let area = measured.get_bounding_client_rect();
        let density = density();
        let pixels = |length: f64| {
            // A screen has fewer pixels than a u32 can count.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "see above")]
            {
                (length * density) as u32
            }
        };
        let now = (pixels(area.width()), pixels(area.height()));
        if size.get_untracked() != now {
            size.set(now);
        }
    });
    if let Ok(observer) = web_sys::ResizeObserver::new(measure.as_ref().unchecked_ref()) {
        observer.observe(&canvas);
        // The observer goes with the view, and the closure with the observer.
        let kept = StoredValue::new_local((observer, measure));
        on_cleanup(move || kept.with_value(|(observer, _)| observer.disconnect()));
    }
}

fn density() -> f64 {
    crate::host::browser::window().map_or(1.0, |window| window.device_pixel_ratio()).max(1.0)
}

fn fill(canvas: &Element, figures: &Figures, width: u32, height: u32) {
    // At least one device pixel for a line, also where one of the page's is less than two of the device's.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive number")]
    let line = density() as u32;
    let _ = canvas.set_attribute("viewBox", &format!("0 0 {width} {height}"));
    canvas.set_text_content(None);
    let mut place = None;
    let mut bars = figures.bars.iter();
    for shape in draw(&figures.bars, &figures.marks, width, height, line.max(1)) {
        if shape.ink == Ink::Place {
            place = bars.next().and_then(|bar| group(canvas, bar));
        }
        let parent = place.as_ref().unwrap_or(canvas);
        if let Some(rect) = child(parent, "rect") {
            let _ = rect.set_attribute("class", class(&shape));
            for (name, value) in [("x", shape.left), ("y", shape.top), ("width", shape.width), ("height", shape.height)]
            {
                let _ = rect.set_attribute(name, &value.to_string());
            }
        }
    }
}

/// The group of one place: its column, its bar, and its name for the hook `data-bar`.
fn group(canvas: &Element, bar: &Bar) -> Option<Element> {
    let group = child(canvas, "g")?;
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
    if let Some(title) = child(&group, "title") {
        title.set_text_content(Some(&bar.reading));
    }
    Some(group)
}

fn child(parent: &Element, name: &str) -> Option<Element> {
    let document = parent.owner_document()?;
    let child = document.create_element_ns(Some("http://www.w3.org/2000/svg"), name).ok()?;
    parent.append_child(&child).ok()?;
    Some(child)
}

const fn class(shape: &Shape) -> &'static str {
    match shape.ink {
        Ink::Grid => "grid",
        Ink::Baseline => "baseline",
        Ink::Place => "place",
        Ink::Earned => "earned",
        Ink::Penalty => "penalty",
        Ink::Nothing => "nothing",
    }
}
