//! JSON by the browser's parser: it is there already and fast, and a second one would cost the page nine kilobytes.
//!
//! A number keeps the decimal digits that it was sent with, as far as a double holds them (fifteen), because JavaScript
//! writes the shortest decimal that gives this double.

use js_sys::{Array, JSON, Reflect};
use vpp_core::connect::json::Json;
use wasm_bindgen::{JsCast, JsValue};

/// A value of JavaScript that came out of `JSON.parse`.
#[derive(Clone)]
pub(crate) struct BrowserJson(JsValue);

impl Json for BrowserJson {
    fn parse(text: &str) -> Option<Self> {
        JSON::parse(text).ok().map(Self)
    }

    fn get(&self, key: &'static str) -> Option<Self> {
        // Other values have no members, whatever their prototypes have.
        let value = if self.is_object() { Reflect::get(&self.0, &key.into()).ok()? } else { JsValue::NULL };
        (!value.is_null() && !value.is_undefined()).then_some(Self(value))
    }

    fn is_object(&self) -> bool {
        self.0.is_object() && !Array::is_array(&self.0)
    }

    fn as_string(&self) -> Option<String> {
        self.0.as_string()
    }

    fn as_bool(&self) -> Option<bool> {
        self.0.as_bool()
    }

    fn digits(&self) -> Option<String> {
        self.0.as_f64()?;
        self.0.unchecked_ref::<js_sys::Number>().to_string_with_radix(10).ok().map(String::from)
    }

    fn items(&self) -> Option<Vec<Self>> {
        self.0.dyn_ref::<Array>().map(|array| array.iter().map(Self).collect())
    }
}
