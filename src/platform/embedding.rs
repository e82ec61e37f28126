//! The frame in which a partner may show this page. `src/frame.js` is the other end, and knows who is to be believed.

use super::browser;
use wasm_bindgen::prelude::*;

/// Tells the partner's page one thing: its kind, and behind it the values, one in a line. False where there is no frame.
pub fn tell(lines: &[&str]) -> bool {
    let Some(tell) = property("frame").and_then(|tell| tell.dyn_into::<js_sys::Function>().ok()) else {
        return false;
    };
    let _ = tell.call1(&JsValue::UNDEFINED, &lines.join("\n").into());
    true
}

/// Whether the page is in a frame.
pub fn is_there() -> bool {
    property("frame").is_some_and(|tell| tell.is_function())
}

/// The token that the partner's page has sent.
pub fn token() -> Option<String> {
    property("token")?.as_string()
}

/// Calls back whenever the partner's page has sent a token.
pub fn on_open(callback: impl Fn() + 'static) {
    let Some(app) = browser::app() else { return };
    let callback = Closure::<dyn Fn()>::new(callback);
    let _ = app.add_event_listener_with_callback("vpp:open", callback.as_ref().unchecked_ref());
    callback.forget();
}

/// What the loader, or the frame's script, has put on the page's root.
fn property(name: &str) -> Option<JsValue> {
    js_sys::Reflect::get(browser::app()?.as_ref(), &name.into()).ok()
}
