//! Swiping to the period before and after.

use super::element::Element;
use super::{Ui, period};
use crate::domain::Intent;
use crate::state::Step;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::PointerEvent;

/// How far a finger moves at least, in the page's pixels: more than a finger that taps, less than half a phone.
const FAR: i32 = 48;
/// How long a swipe takes at most, in milliseconds; a slower finger reads the chart.
const SHORT: f64 = 350.0;

/// Lets swipes on an element change the period. The style sheet leaves sideways movements to it (`touch-action`).
pub(super) fn on(element: Element, ui: Ui) -> Element {
    let start = Rc::new(Cell::new((0, 0, f64::MIN)));
    let begun = Rc::clone(&start);
    element
        .on("pointerdown", move |event| {
            if let Some(event) = touch(&event) {
                start.set((event.client_x(), event.client_y(), event.time_stamp()));
            }
        })
        .on("pointerup", move |event| {
            let Some(event) = touch(&event) else { return };
            let (x, y, time) = begun.replace((0, 0, f64::MIN));
            let (right, down) = (event.client_x() - x, event.client_y() - y);
            if event.time_stamp() - time > SHORT || right.abs() < FAR || right.abs() < 2 * down.abs() {
                return;
            }
            ui.read(Step::Release);
            // The period before comes in from where time began.
            let intent = if (right > 0) == super::runs_to_the_left() { Intent::Next } else { Intent::Previous };
            period::step(ui, intent);
        })
}

/// A finger; a mouse selects text.
fn touch(event: &web_sys::Event) -> Option<&PointerEvent> {
    event.dyn_ref::<PointerEvent>().filter(|event| event.pointer_type() != "mouse")
}
