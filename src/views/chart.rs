//! The bar chart: what can be read of it, and how it is read by pointer, finger and keyboard. [`super::drawing`] puts the
//! bars and labels into it.

use super::control::truth;
use super::drawing::{DRAWING, place_under};
use super::element::Element;
use super::{Ui, choice, overview, period};
use crate::domain::Intent;
use crate::locale::MessageId;
use crate::view_model::{Page, Reading};
use crate::state::{Msg, Step};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

/// The chart in words.
const CAPTION: &str = "chart-caption";
/// How the chart is read by the keyboard.
const KEYS: &str = "chart-keys";

pub(super) fn view(ui: Ui) -> Element {
    let caption = ui
        .element("figcaption", "sr-only")
        .set("id", CAPTION)
        .text(|page| Some(&overview::figures(page)?.chart_name))
        .literal(": ")
        .text(|page| Some(&overview::figures(page)?.chart_summary));
    // The pointer may go to the line above, where what is read can be opened.
    ui.element("figure", "chart")
        .set("data-chart", "")
        .on("pointerleave", move |_| ui.read(Step::Away))
        .add(caption)
        .add(head(ui))
        .add(drawing(ui))
        .child(empty(ui))
}

/// What is read, above the chart so that it never covers what it describes, and the switch between measures.
fn head(ui: Ui) -> Element {
    let switch = ui
        .element("div", "switch")
        .set("role", "group")
        .set("aria-label", ui.message(MessageId::ShowInChart))
        .add(measure(ui, 0))
        .add(measure(ui, 1));
    let hint = ui.element("p", "hint").flag("hidden", |page| reading(page).is_some()).message(MessageId::ChooseBar);
    let words = ui
        .element("div", "reading-words")
        .flag("hidden", |page| reading(page).is_none())
        .add(ui.element("p", "reading-place").text(|page| Some(&reading(page)?.place)))
        .add(ui.element("p", "reading-value").text(|page| Some(&reading(page)?.value)))
        .add(ui.element("p", "reading-detail").text(|page| Some(&reading(page)?.detail)));
    let open = ui.part(
        |page| {
            reading(page)
                .and_then(|reading| reading.open.as_ref().map(|_| 1 + u32::try_from(reading.index).unwrap_or(0)))
                .unwrap_or(0)
        },
        move |_| choice::view(ui, "open", |page| reading(page)?.open.as_ref()),
    );
    let strip = ui.element("div", "reading").set("data-reading", "").add(hint).add(words).child(open);
    ui.element("div", "chart-head").add(switch).add(strip)
}

fn reading(page: &Page) -> Option<&Reading> {
    overview::figures(page)?.reading.as_ref()
}

fn measure(ui: Ui, index: usize) -> Element {
    let read = move |page: &Page| Some(overview::figures(page)?.measures[index]);
    ui.element("button", "")
        .set("type", "button")
        .bind("aria-pressed", move |page| Some(truth(read(page)?.2)))
        .on("click", move |_| {
            if let Some((measure, ..)) = ui.page.with_untracked(read) {
                ui.send(Msg::MeasureSelected(measure));
            }
        })
        .text(move |page| Some(read(page)?.1))
}

/// A slider along the axis is what assistive technology knows how to read step by step; each step is said once.
fn drawing(ui: Ui) -> Element {
    let keys = ui.element("p", "sr-only").set("id", KEYS).message(MessageId::ChartKeys);
    let point = move |event: web_sys::Event| {
        let place = event.dyn_ref::<web_sys::PointerEvent>().and_then(|event| place_under(event.client_x()));
        if let Some(place) = place {
            // A finger that has read along keeps what it read last when it is lifted.
            ui.read(if event.type_() == "pointermove" { Step::Over(place) } else { Step::Choose(place) });
        }
    };
    let drawing = ui
        .element("div", "drawing")
        .set("id", DRAWING)
        .set("tabindex", "0")
        .set("role", "slider")
        .set("aria-labelledby", CAPTION)
        .set("aria-describedby", KEYS)
        .bind("aria-valuemax", |page| Some(&overview::figures(page)?.places))
        .bind("aria-valuenow", |page| Some(reading(page).map_or("0", |reading| &reading.number)))
        .bind("aria-valuetext", |page| {
            Some(reading(page).map_or(overview::figures(page)?.chart_summary.as_str(), |reading| &reading.spoken))
        })
        .set("aria-valuemin", "0")
        .on("pointermove", point)
        .on("pointerup", point)
        .on("click", point)
        .on("keydown", move |event| on_key(ui, &event));
    ui.element("div", "").add(keys).add(drawing)
}

fn on_key(ui: Ui, event: &web_sys::Event) {
    let key = super::key(event);
    // In a language that runs to the left, so does time.
    let (back, on) = if super::runs_to_the_left() { ("ArrowRight", "ArrowLeft") } else { ("ArrowLeft", "ArrowRight") };
    match key.as_str() {
        "Home" => ui.read(Step::First),
        "End" => ui.read(Step::Last),
        "Enter" | " " => ui.read(Step::Pin),
        "Escape" => ui.read(Step::Release),
        "PageUp" => period::step(ui, Intent::Previous),
        "PageDown" => period::step(ui, Intent::Next),
        "ArrowDown" => ui.read(Step::Back),
        "ArrowUp" => ui.read(Step::On),
        key if key == back => ui.read(Step::Back),
        key if key == on => ui.read(Step::On),
        _ => return,
    }
    event.prevent_default();
}

/// What stands in the empty chart of a period without dispatch.
fn empty(ui: Ui) -> AnyView {
    ui.part_if(
        |page| overview::figures(page).is_some_and(|figures| figures.empty.is_some()),
        move || {
            // Another period without dispatch may have another one to offer.
            let offer = ui.part(
                |page| page.revision,
                move |_| choice::view(ui, "secondary", |page| overview::figures(page)?.empty.as_ref()?.1.as_ref()),
            );
            ui.element("div", "empty")
                .set("data-empty", "")
                .add(ui.element("p", "empty-title").text(|page| Some(&overview::figures(page)?.empty.as_ref()?.0)))
                .add(ui.element("p", "").message(MessageId::NoDispatchInMeaning))
                .child(offer)
                .view()
        },
    )
}
