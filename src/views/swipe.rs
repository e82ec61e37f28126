//! Swiping to the periods before and after, above the chart: a finger on the chart reads it.

use crate::app::App;
use crate::platform::window::is_right_to_left;
use leptos::ev;
use std::cell::Cell;
use std::rc::Rc;
use vpp_core::domain::Intent;
use vpp_core::state::{CursorMove, Msg};
use vpp_ui::El;
use web_sys::PointerEvent;

/// How far a finger moves at least, in CSS pixels: more than a tap, less than half a phone.
const MIN_DISTANCE: i32 = 48;
/// How long a swipe takes at most, in milliseconds.
const MAX_DURATION: f64 = 350.0;

/// Lets swipes on an element change the period. The style sheet leaves sideways movements to it (`touch-action`).
pub(super) fn on(app: App, element: El) -> El {
    let start = Rc::new(Cell::new((0, 0, f64::MIN)));
    let started = Rc::clone(&start);
    element
        .on(ev::pointerdown, move |event| {
            if is_touch(&event) {
                start.set((event.client_x(), event.client_y(), event.time_stamp()));
            }
        })
        .on(ev::pointerup, move |event| {
            if !is_touch(&event) {
                return;
            }
            let (x, y, time) = started.replace((0, 0, f64::MIN));
            let (right, down) = (event.client_x() - x, event.client_y() - y);
            let too_slow = event.time_stamp() - time > MAX_DURATION;
            if too_slow || right.abs() < MIN_DISTANCE || right.abs() < 2 * down.abs() {
                return;
            }
            app.dispatch(Msg::CursorMoved { to: CursorMove::Release, buckets: 0 });
            // The period before comes in from the side where time begins.
            app.step(if (right > 0) == is_right_to_left() { Intent::Next } else { Intent::Previous });
        })
}

/// A finger; a mouse selects text.
fn is_touch(event: &PointerEvent) -> bool {
    event.pointer_type() != "mouse"
}
