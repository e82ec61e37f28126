//! The window: settings, token, navigation.

use super::{Settings, settings, take_token};
use crate::domain::{Address, Problem, ProblemKind, Token};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Storage, Window};

/// Keys of this tab's session storage. It outlives a reload of the tab, and nothing else.
const KEPT_TOKEN: &str = "vpp_summary.token";
const KEPT_RESUME: &str = "vpp_summary.resume";

/// Reads the deployment's settings.
///
/// # Errors
/// The problem to show when a setting is wrong.
pub fn settings() -> Result<Settings, Problem> {
    let mut metas = Vec::new();
    if let Some(found) = document().and_then(|document| document.query_selector_all("meta[name^='vpp:']").ok()) {
        for index in 0..found.length() {
            let Some(meta) = found.item(index).and_then(|node| node.dyn_into::<web_sys::Element>().ok()) else {
                continue;
            };
            let attribute = |name| meta.get_attribute(name).unwrap_or_default();
            metas.push((attribute("name"), attribute("content")));
        }
    }
    debug_assert!(metas.iter().all(|(name, _)| name.starts_with(settings::PREFIX)));
    Settings::read(metas).map_err(|sentence| Problem::because(ProblemKind::Configuration, sentence))
}

/// How the page was opened.
pub struct Opening {
    /// The session's credential.
    pub token: Token,
    /// Whether Connect had sent the customer away, and the session is to go on.
    pub resume: bool,
}

/// Takes the token from the address, removes it from there and from the history, and keeps it for a reload of this tab.
///
/// # Errors
/// When there is no token, or something that cannot be one.
pub fn open() -> Result<Opening, Problem> {
    let no_token = || Problem::new(ProblemKind::NoToken);
    let window = window().ok_or_else(no_token)?;
    let location = window.location();
    let part = |part: Result<String, JsValue>| part.unwrap_or_default();
    let (search, hash) = (part(location.search()), part(location.hash()));
    let (in_query, query) = take_token(search.trim_start_matches('?'));
    let (in_fragment, fragment) = take_token(hash.trim_start_matches('#'));
    let given = in_query.or(in_fragment);
    if given.is_some() {
        let with = |sign: &str, rest: String| {
            if rest.is_empty() { rest } else { format!("{sign}{rest}") }
        };
        let clean = format!("{}{}{}", part(location.pathname()), with("?", query), with("#", fragment));
        // Without a history there is nothing to remove the token from.
        let _ = window.history().and_then(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&clean)));
    }
    let storage = storage(&window);
    let kept = |key| storage.as_ref().and_then(|storage| storage.get_item(key).ok().flatten());
    let kept_token = kept(KEPT_TOKEN);
    let token = match &given {
        Some(text) => Token::parse(text),
        None => kept_token.as_deref().and_then(Token::parse),
    };
    let token = token.ok_or_else(no_token)?;
    let resume = kept(KEPT_RESUME).is_some() && kept_token.as_deref() == Some(token.reveal());
    if let Some(storage) = storage {
        // A full or forbidden storage only means that a reload asks for a new link.
        let _ = storage.set_item(KEPT_TOKEN, token.reveal());
        let _ = storage.remove_item(KEPT_RESUME);
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

/// Remembers that the session goes on when the customer comes back.
pub fn expect_return() {
    if let Some(storage) = window().and_then(|window| storage(&window)) {
        let _ = storage.set_item(KEPT_RESUME, "1");
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

/// Whether anything on the page has the focus.
pub fn has_focus() -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_some_and(|element| element.tag_name() != "BODY")
}

/// Moves the focus to the first element that the selector finds.
pub fn focus(selector: &str) {
    let element = document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
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
