//! Saving files.

use super::window::document;
use vpp_ui::svg::HTML;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, HtmlAnchorElement, Url};

/// Saves a text as a file of this name.
pub(crate) fn save(name: &str, text: &str) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&text.into());
    let address = Url::create_object_url_with_blob(&Blob::new_with_str_sequence(&parts)?)?;
    let document = document().ok_or(JsValue::NULL)?;
    let link = document.create_element_ns(Some(HTML), "a")?.unchecked_into::<HtmlAnchorElement>();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address)
}
