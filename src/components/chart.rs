//! The bar chart. plotters says where the rectangles are; this puts them into an SVG element, node by node, because a
//! year of days through the reactive views would cost time on a phone and kilobytes for everybody.

use super::ui::Part;
use super::{Ui, overview};
use crate::chart::{Ink, Shape, draw};
use crate::present::{Bar, Mark};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::Element;

pub(super) fn view(ui: Ui) -> AnyView {
    let drawing = Memo::new(move |_| {
        ui.page.with(|page| {
            overview::figures(page).map(|figures| (figures.bars.clone(), figures.marks.clone())).unwrap_or_default()
        })
    });
    let canvas: NodeRef<leptos::svg::Svg> = NodeRef::new();
    let size = RwSignal::new((0u32, 0u32));
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            follow_size(canvas.unchecked_into(), size);
        }
    });
    Effect::new(move |_| {
        let (width, height) = size.get();
        if let Some(canvas) = canvas.get() {
            drawing.with(|(bars, marks)| fill(canvas.unchecked_ref(), bars, marks, width, height));
        }
    });
    let scale: Part = Box::new(move || drawing.with(|(_, marks)| scale(marks)));
    let axis: Part = Box::new(move || drawing.with(|(bars, _)| axis(bars)));
    view! {
        <figure class="chart" data-chart>
            <figcaption class="sr-only">
                {overview::figure(ui, |figures| figures.chart_name.clone())} ": "
                {overview::figure(ui, |figures| figures.chart_summary.clone())}
            </figcaption>
            <div class="scale" aria-hidden="true">{scale}</div>
            <svg
                node_ref=canvas
                class="plot"
                role="img"
                aria-label=overview::figure(ui, |figures| figures.chart_name.clone())
                preserveAspectRatio="none"
            ></svg>
            <div class="axis" aria-hidden="true">{axis}</div>
        </figure>
    }
    .into_any()
}

fn scale(marks: &[Mark]) -> AnyView {
    let (low, high) = ends(marks);
    let label = |mark: &Mark| label(mark.label.clone(), None, Some(share(high - mark.value, high - low)));
    marks.iter().map(label).collect::<Vec<_>>().into_any()
}

fn axis(bars: &[Bar]) -> AnyView {
    let count = i64::try_from(bars.len()).unwrap_or(0).max(1);
    let labelled = bars.iter().zip(0i64..).filter_map(|(bar, index)| Some((bar.label.clone()?, index)));
    labelled
        .map(|(text, index)| label(text, Some(share(2 * index + 1, 2 * count)), None))
        .collect::<Vec<_>>()
        .into_any()
}

fn label(text: String, left: Option<String>, top: Option<String>) -> AnyView {
    // Set through the style object, which a strict content security policy allows, and not as an attribute.
    view! { <span style:left=left style:top=top>{text}</span> }.into_any()
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

fn fill(canvas: &Element, bars: &[Bar], marks: &[Mark], width: u32, height: u32) {
    // At least one device pixel for a line, also where one of the page's is less than two of the device's.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive number")]
    let line = density() as u32;
    let _ = canvas.set_attribute("viewBox", &format!("0 0 {width} {height}"));
    canvas.set_text_content(None);
    let mut place = None;
    let mut bars = bars.iter();
    for shape in draw(bars.as_slice(), marks, width, height, line.max(1)) {
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
