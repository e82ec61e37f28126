//! The window: settings, token, navigation.

use super::{Settings, frame, settings};
use crate::domain::calendar::{iso_date, parse_date};
use crate::domain::{Address, Period, PeriodType, Problem, ProblemKind, Token};
use chrono::NaiveDate;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Storage, Window};

/// Keys of this tab's session storage. It outlives a reload of the tab, and nothing else. Both hold a token: the session's,
/// and that of the session to go on with, since several frames of one page share this storage.
const KEPT_TOKEN: &str = "vpp_summary.token";
const KEPT_RESUME: &str = "vpp_summary.resume";

/// Reads the deployment's settings.
///
/// # Errors
/// The problem to show when a setting is wrong.
pub fn settings() -> Result<Settings, Problem> {
    let metas = attributes("meta[name^='vpp:']", "name", "content");
    debug_assert!(metas.iter().all(|(name, _)| name.starts_with(settings::PREFIX)));
    Settings::read(metas).map_err(|sentence| Problem::because(ProblemKind::Configuration, sentence))
}

/// The languages with texts: their tags and their own names.
pub fn languages() -> Vec<(String, String)> {
    attributes("link[data-messages]", "hreflang", "title")
}

/// The language of the document.
pub fn language() -> String {
    let root = document().and_then(|document| document.document_element());
    root.and_then(|root| root.get_attribute("lang")).unwrap_or_default()
}

/// Two attributes of all elements that the selector finds.
fn attributes(selector: &str, first: &str, second: &str) -> Vec<(String, String)> {
    let found = document().and_then(|document| document.query_selector_all(selector).ok());
    let mut attributes = Vec::new();
    for index in 0..found.as_ref().map_or(0, |found| found.length()) {
        let element = found.as_ref().and_then(|found| found.item(index)?.dyn_into::<web_sys::Element>().ok());
        let attribute = |name| element.as_ref()?.get_attribute(name);
        attributes.push((attribute(first).unwrap_or_default(), attribute(second).unwrap_or_default()));
    }
    attributes
}

#[wasm_bindgen]
extern "C" {
    type App;
    #[wasm_bindgen(method)]
    fn speak(this: &App, change: &web_sys::Event);
}

/// Has the loader change the language to the one that was chosen from a list.
pub fn speak(change: &web_sys::Event) {
    if let Some(app) = app() {
        app.unchecked_ref::<App>().speak(change);
    }
}

/// The element that holds the page, and what the loader has put there.
pub fn app() -> Option<web_sys::HtmlElement> {
    Some(document()?.get_element_by_id("app")?.unchecked_into())
}

/// How the page was opened.
pub struct Opening {
    /// The session's credential.
    pub token: Token,
    /// Whether Connect had sent the customer away, and the session is to go on.
    pub resume: bool,
}

/// Reads the token that the loader took out of the address, or the one which this tab has kept, and keeps it for a
/// reload. In a frame only what the page around it has sent counts, and nothing is kept.
///
/// # Errors
/// When there is no token, or something that cannot be one. Then the tab forgets an earlier one, too: whoever was given
/// a broken link must not find another customer's earnings behind it.
pub fn open(given: Option<String>) -> Result<Opening, Problem> {
    let storage = window().and_then(|window| storage(&window));
    let kept = |key| storage.as_ref().and_then(|storage| storage.get_item(key).ok().flatten());
    let framed = frame::is_there();
    let given = if framed { frame::token().or(given) } else { given.or_else(|| kept(KEPT_TOKEN)) };
    let Some(token) = given.as_deref().and_then(Token::parse) else {
        forget();
        return Err(Problem::new(ProblemKind::NoToken));
    };
    let resume = kept(KEPT_RESUME).as_deref() == Some(token.reveal());
    if let Some(storage) = storage {
        // A full or forbidden storage only means that a reload asks for a new link.
        if !framed {
            let _ = storage.set_item(KEPT_TOKEN, token.reveal());
        }
        if resume {
            let _ = storage.remove_item(KEPT_RESUME);
        }
    }
    Ok(Opening { token, resume })
}

/// Forgets the token: the session is over.
pub fn forget() {
    if let Some(storage) = window().and_then(|window| storage(&window)) {
        let _ = storage.remove_item(KEPT_TOKEN);
        let _ = storage.remove_item(KEPT_RESUME);
    }
}

/// Remembers that this session goes on when the customer comes back.
pub fn expect_return(token: &Token) {
    if let Some(storage) = window().and_then(|window| storage(&window)) {
        let _ = storage.set_item(KEPT_RESUME, token.reveal());
    }
}

/// Goes to an address; false when the browser cannot read it.
pub fn go(address: &Address) -> bool {
    // The browser's own parser has the last word: what it reads must be what was checked.
    let same_scheme = web_sys::Url::new(address.as_str()).is_ok_and(|url| {
        let scheme = url.protocol();
        address.as_str().get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(&scheme))
    });
    same_scheme && window().is_some_and(|window| window.location().assign(address.as_str()).is_ok())
}

/// Lets the browser's history stand at a period. The entry holds its type and first day, and nothing else.
pub fn remember(period: Period, push: bool) {
    let entry = [period.kind().name(), &iso_date(period.start())].join(" ").into();
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        // A browser that refuses more entries leaves the customer with the page's own controls.
        // In a frame they would be entries of the page around it, whose "back" is to lead out of that page.
        let _ =
            if push && !frame::is_there() { history.push_state(&entry, "") } else { history.replace_state(&entry, "") };
    }
}

/// Reads an entry of the history.
pub fn period(entry: &str) -> Option<(PeriodType, NaiveDate)> {
    let (kind, start) = entry.split_once(' ')?;
    Some((PeriodType::parse(kind)?, parse_date(start)?))
}

/// Saves a text as a file of this name.
pub fn save(name: &str, text: &str) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&text.into());
    let address = web_sys::Url::create_object_url_with_blob(&web_sys::Blob::new_with_str_sequence(&parts)?)?;
    let document = document().ok_or(JsValue::NULL)?;
    let link = document.create_element("a")?.dyn_into::<web_sys::HtmlAnchorElement>()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    web_sys::Url::revoke_object_url(&address)
}

/// Whether the focus is on an element which matches the selector.
pub fn has_focus(selector: &str) -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_some_and(|element| element.matches(selector).unwrap_or(false))
}

/// Moves the focus to the first element that the selector finds, and scrolls there; false when there is none, or none
/// that can have the focus now.
pub fn focus(selector: &str) -> bool {
    let element = document().and_then(|document| document.query_selector(selector).ok().flatten());
    let element = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok()) && has_focus(selector)
}

/// Reports something to the people who run the page. Callers pass paths and rules, never values.
pub fn warn(text: &str) {
    web_sys::console::warn_1(&format!("vpp-summary: {text}").into());
}

/// The document.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// The window.
pub fn window() -> Option<Window> {
    web_sys::window()
}

fn storage(window: &Window) -> Option<Storage> {
    // Reading the property itself fails where third-party storage is blocked.
    window.session_storage().ok().flatten()
}
