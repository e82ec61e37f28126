//! The clipboard.

use js_sys::Promise;
use js_sys::futures::JsFuture;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["navigator", "clipboard"], js_name = writeText)]
    fn write_text(text: &str) -> Result<Promise, JsValue>;
}

/// Copies a text. Browsers that do not allow it, such as some apps' web views, do nothing; the text can still be selected.
pub(crate) fn copy(text: &str) {
    if let Ok(written) = write_text(text) {
        leptos::task::spawn_local(async move {
            let _ = JsFuture::from(written).await;
        });
    }
}
