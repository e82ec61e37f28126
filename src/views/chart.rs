//! The bar chart: its words, and how pointer, finger and keyboard read it. [`crate::drawing`] draws the bars.

use super::control::choice;
use super::notice;
use crate::app::App;
use crate::drawing;
use crate::platform::window::{document, is_right_to_left};
use leptos::ev;
use std::cell::Cell;
use vpp_core::domain::Intent;
use vpp_core::locale::MessageId;
use vpp_core::state::{CursorMove, Msg};
use vpp_ui::keyed::nothing;
use vpp_ui::tags::{div, figcaption, figure, p};
use vpp_ui::{Dynamic, El, View};
use wasm_bindgen::prelude::*;

/// Where the chart is drawn.
const DRAWING: &str = "drawing";
/// The chart in words.
const CAPTION: &str = "chart-caption";
/// How the keyboard reads the chart.
const KEYS: &str = "chart-keys";

pub(super) fn view(app: App) -> El {
    let caption = figcaption()
        .class("sr-only")
        .attr("id", CAPTION)
        .child(app.text(|page| Some(&page.figures()?.chart_name)))
        .child(": ")
        .child(app.text(|page| Some(&page.figures()?.chart_summary)));
    figure()
        .class("chart")
        .attr("data-chart", "")
        .on(ev::pointerleave, move |_| move_cursor(app, CursorMove::Leave))
        .child(caption)
        .child(slider(app))
        .child(empty(app))
        .child(notice::of_period(app))
}

/// Tells the model the width of the chart, and draws it again, whenever the size of the page or of its text changes.
pub(crate) fn observe_size(app: App, root: &web_sys::Element) {
    // The bars of the skeleton are as wide: what is known before there is a chart need not be drawn twice.
    let skeleton = root.query_selector(".skeleton svg").ok().flatten();
    let width = skeleton.map_or(0, |bars| drawing::width(&bars.get_bounding_client_rect()));
    let shown = Cell::new(width);
    if width > 0 {
        app.dispatch(Msg::ChartResized { width });
    }
    let resized = Closure::<dyn Fn()>::new(move || {
        let width = app.runtime.with_value(|runtime| {
            let mut sizes = runtime.sizes.borrow_mut();
            drawing().iter().for_each(|element| sizes.measure(element));
            sizes.width
        });
        // A hidden chart has no width, and shows nothing that could be too narrow.
        if width > 0 && shown.replace(width) != width {
            app.dispatch(Msg::ChartResized { width });
        }
        draw(app);
    });
    if let Ok(observer) = web_sys::ResizeObserver::new(resized.as_ref().unchecked_ref())
        && let Some(body) = document().and_then(|document| document.body())
    {
        observer.observe(&body);
    }
    resized.forget();
}

/// Draws what the page shows, unless it is drawn already.
pub(crate) fn draw(app: App) {
    let Some(element) = drawing() else { return };
    app.runtime.with_value(|runtime| {
        if let Some(figures) = runtime.page.figures() {
            drawing::draw_figures(&element, runtime.page.chart_key, figures, &mut runtime.sizes.borrow_mut());
            drawing::highlight(&element, figures, runtime.readout.as_ref());
        }
    });
}

fn drawing() -> Option<web_sys::Element> {
    document()?.get_element_by_id(DRAWING)
}

/// A tap outside the picker closes it, and one outside the plot shows the total again. What can be used there has its own purpose.
pub(super) fn tap(app: App, event: &web_sys::MouseEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let within =
        |selector| target.as_ref().is_some_and(|target| target.closest(selector).is_ok_and(|found| found.is_some()));
    // A choice may have rebuilt the panel, so what was clicked is known by its own surroundings.
    if picks(app) && !within("[class^=picker],#picker-toggle") {
        app.dispatch(Msg::PickerLeft);
    }
    if !within("#drawing,button,a,select,input") && app.peek_readout(|readout| readout.is_some()) {
        move_cursor(app, CursorMove::Release);
    }
}

/// Whether the picker lies over the figures.
fn picks(app: App) -> bool {
    app.peek(|page| page.figures().is_some_and(|figures| figures.picker.is_some()))
}

/// Escape closes the picker, or shows the total again, wherever the bar was chosen.
pub(super) fn escape(app: App, event: &web_sys::KeyboardEvent) {
    match event.key() == "Escape" {
        true if picks(app) => app.dispatch(Msg::PickerClosed),
        true => move_cursor(app, CursorMove::Release),
        false => {}
    }
}

fn move_cursor(app: App, to: CursorMove) {
    let buckets = app.peek(|page| page.figures().map_or(0, |figures| figures.bars.len()));
    app.dispatch(Msg::CursorMoved { to, buckets });
}

/// Assistive technology knows how to read a slider step by step; each step is announced once.
fn slider(app: App) -> El {
    let value_now: Dynamic<Option<String>> =
        Box::new(move || Some(app.with_readout(|readout| readout.map_or("0", |readout| &readout.number).to_owned())));
    let value_text: Dynamic<Option<String>> = Box::new(move || {
        app.with_readout(|readout| match readout {
            Some(readout) => Some(readout.value_text.clone()),
            None => app.with_page(|page| Some(page.figures()?.chart_summary.clone())),
        })
    });
    let move_to = move |event: &web_sys::MouseEvent, to: fn(usize) -> CursorMove| {
        if let Some(index) = drawing::bucket_at(event.client_x()) {
            move_cursor(app, to(index));
        }
    };
    let slider = div()
        .class("drawing")
        .attr("id", DRAWING)
        .attr("tabindex", "0")
        .attr("role", "slider")
        .attr("aria-labelledby", CAPTION)
        .attr("aria-describedby", KEYS)
        .attr("aria-valuemax", app.attr(|page| Some(&page.figures()?.bar_count)))
        .attr("aria-valuenow", value_now)
        .attr("aria-valuetext", value_text)
        .attr("aria-valuemin", "0")
        .on(ev::pointerdown, move |event| {
            // A mouse that is pressed reads on beyond the plot, as a finger does, and is lifted here.
            if let Some(drawing) = drawing() {
                let _ = drawing.set_pointer_capture(event.pointer_id());
            }
            move_to(&event, CursorMove::Press);
        })
        .on(ev::pointermove, move |event| move_to(&event, CursorMove::Hover))
        .on(ev::pointerup, move |_| move_cursor(app, CursorMove::Lift))
        .on(ev::pointercancel, move |_| move_cursor(app, CursorMove::Cancel))
        .on(ev::keydown, move |event| on_key(app, &event));
    div().child(p().class("sr-only").attr("id", KEYS).child(app.message(MessageId::ChartKeys))).child(slider)
}

fn on_key(app: App, event: &web_sys::KeyboardEvent) {
    // In a language written from right to left, so is time.
    let (back, on) = if is_right_to_left() { ("ArrowRight", "ArrowLeft") } else { ("ArrowLeft", "ArrowRight") };
    let start = |to: CursorMove| {
        // The first arrow reads the latest bar that says something.
        let latest = app.peek(|page| page.figures().map_or(0, |figures| figures.latest));
        app.peek_readout(|readout| if readout.is_some() { to } else { CursorMove::Hover(latest) })
    };
    let to = match event.key().as_str() {
        "PageUp" => return step(app, Intent::Previous, event),
        "PageDown" => return step(app, Intent::Next, event),
        "Home" => CursorMove::Hover(0),
        "End" => CursorMove::Hover(app.peek(|page| page.figures().map_or(0, |figures| figures.present))),
        "Enter" | " " => {
            event.prevent_default();
            let intent = app.peek_readout(|readout| readout?.open.as_ref().map(|open| open.intent));
            return intent.into_iter().for_each(|intent| app.request(intent));
        }
        "ArrowDown" => start(CursorMove::Previous),
        "ArrowUp" => start(CursorMove::Next),
        key if key == back => start(CursorMove::Previous),
        key if key == on => start(CursorMove::Next),
        _ => return,
    };
    event.prevent_default();
    move_cursor(app, to);
}

fn step(app: App, intent: Intent, event: &web_sys::KeyboardEvent) {
    event.prevent_default();
    app.step(intent);
}

/// What stands in the chart of a period without dispatch.
fn empty(app: App) -> View {
    app.when(
        |page| page.figures().is_some_and(|figures| figures.empty.is_some()),
        move || {
            // The next empty period may offer another one.
            let offer = app.keyed(
                |page| page.chart_key,
                move |_| {
                    app.peek(|page| {
                        let offer = page.figures().and_then(|figures| figures.empty.as_ref()?.offer.as_ref());
                        offer.map_or_else(nothing, |offer| choice(app, "secondary", offer).view())
                    })
                },
            );
            div()
                .class("empty")
                .attr("data-empty", "")
                .child(p().class("empty-title").child(app.text(|page| Some(page.figures()?.empty.as_ref()?.title))))
                .child(p().child(app.text(|page| page.figures()?.empty.as_ref()?.reason)))
                .child(offer)
                .view()
        },
    )
}
