//! What `src/loader/loader.js` hands to the program.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use web_sys::AbortController;

#[wasm_bindgen]
extern "C" {
    /// The one value that the loader starts the program with; loader.js documents each member.
    #[derive(Clone)]
    pub type Boot;

    /// The element that holds the page.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn root(this: &Boot) -> web_sys::HtmlElement;

    /// The release.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn version(this: &Boot) -> String;

    /// The latest token: from the address, or in a frame from the embedding page.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn token(this: &Boot) -> Option<String>;

    /// The partner's name for the customer at Leap, from where the token is.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn reference(this: &Boot) -> Option<String>;

    /// How far the customer has come at Leap, as the partner says beside the reference.
    #[wasm_bindgen(method, getter, js_name = leapStatus)]
    pub(crate) fn leap_status(this: &Boot) -> Option<String>;

    /// Whether the customer has come back from Leap to this page or, in a frame, to the embedding one.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn confirmed(this: &Boot) -> bool;

    /// The current language.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn language(this: &Boot) -> Language;

    /// The embedding page, in a frame.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn host(this: &Boot) -> Option<Host>;

    /// Sends a request to Connect. The first one may be on its way already: then it is handed over.
    #[wasm_bindgen(method)]
    pub(crate) fn post(this: &Boot, url: &str, body: &str) -> Exchange;

    /// Loads the language with this tag; an event of type `language` follows.
    #[wasm_bindgen(method, js_name = selectLanguage)]
    pub(crate) fn select_language(this: &Boot, tag: &str);

    /// Copies a text, where the browser allows it.
    #[wasm_bindgen(method)]
    pub(crate) fn copy(this: &Boot, text: &str);

    /// Registers the program's one listener.
    #[wasm_bindgen(method)]
    pub(crate) fn subscribe(this: &Boot, listener: &Closure<dyn Fn(LoaderEvent)>);

    /// A request that is on its way.
    pub(crate) type Exchange;

    /// What the browser's `fetch` has returned.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn response(this: &Exchange) -> Promise;

    /// Aborts the request.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn controller(this: &Exchange) -> AbortController;

    /// A language that has loaded.
    pub(crate) type Language;

    /// The tags to write numbers and dates by.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn languages(this: &Language) -> js_sys::Array;

    /// The messages of the catalogue, in its order.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn messages(this: &Language) -> js_sys::Array;

    /// The plural rules of the messages' language. It can differ from `languages`: a visitor whose language has no texts
    /// reads English.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn plurals(this: &Language) -> PluralRules;

    /// `Intl.PluralRules`.
    pub(crate) type PluralRules;

    /// The CLDR category of a count, such as `one`.
    #[wasm_bindgen(method)]
    pub(crate) fn select(this: &PluralRules, count: u32) -> String;

    /// The embedding page.
    pub(crate) type Host;

    /// Posts an event: its type and its values. An empty value means that there is none.
    #[wasm_bindgen(method)]
    pub(crate) fn post(this: &Host, kind: &str, first: &str, second: &str, third: &str);

    /// Something that happened around the page.
    pub(crate) type LoaderEvent;

    /// `open`: another token has arrived, or [`Boot::confirmed`] is true now. `language`: a language has loaded, or could not.
    #[wasm_bindgen(method, getter, js_name = type)]
    pub(crate) fn kind(this: &LoaderEvent) -> String;
}
