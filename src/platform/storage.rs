//! What this tab's session storage keeps. It outlives a reload of the tab and a visit elsewhere, and nothing else.

use super::window::window;
use crate::platform::loader::Boot;
use vpp_core::domain::{Joining, Problem, ProblemKind, ReferenceId, Token};
use web_sys::Storage;

/// The session's token, for a reload.
const TOKEN: &str = "vpp_summary.token";
/// The token of the session to restore after a redirect. Several frames of one page share this storage, so it is the token
/// and not just a flag.
const RESUME: &str = "vpp_summary.resume";
/// The language, for the return from a redirect; the loader reads and removes it.
const LANGUAGE: &str = "vpp_summary.lang";

/// The token and, after a space, the customer's reference at Leap. Another session must not get it.
const REFERENCE: &str = "vpp_summary.reference";
/// The reference of the customer who has come back from Leap.
const RETURNED: &str = "vpp_summary.returned";

/// How the page was opened.
pub(crate) struct Opening {
    /// The session's credential.
    pub(crate) token: Token,
    /// Whether the customer returns from a redirect and the session is to be restored.
    pub(crate) resume: bool,
}

/// Takes the given token, or outside a frame the stored one, and stores it for a reload, with the customer's reference. In a frame
/// only what the embedding page says counts, and neither is stored.
///
/// # Errors
/// If there is no token or a malformed one. Then an earlier token is removed, too: a broken link must not show another
/// customer's earnings.
pub(crate) fn open(boot: &Boot) -> (Joining, Result<Opening, Problem>) {
    let storage = storage();
    let stored = |key| storage.as_ref().and_then(|storage| storage.get_item(key).ok().flatten());
    let (given, framed, confirmed) = (boot.token(), boot.host().is_some(), boot.confirmed());
    let is_link = framed || given.is_some();
    let Some(token) = given.or_else(|| if framed { None } else { stored(TOKEN) }).as_deref().and_then(Token::parse)
    else {
        forget();
        return (Joining { confirmed, ..Joining::default() }, Err(Problem::new(ProblemKind::NoToken)));
    };
    let secret = token.reveal();
    let reference = if is_link { boot.reference() } else { own(stored(REFERENCE), secret) };
    let status = if is_link { boot.leap_status() } else { None };
    let reference = reference.and_then(|reference| Joining::reference(&reference, status.as_deref()));
    let resume = stored(RESUME).as_deref() == Some(secret);
    let name = reference.as_ref().map(ReferenceId::as_str);
    let returned = confirmed || name.is_some() && stored(RETURNED).as_deref() == name;
    if let Some(storage) = storage {
        // If the storage is full or blocked, a reload merely needs a new link; no other customer's token may stay.
        if !framed {
            let _ = storage.remove_item(TOKEN);
            let _ = storage.set_item(TOKEN, secret);
            let _ = storage.remove_item(REFERENCE);
            if let Some(name) = name {
                let _ = storage.set_item(REFERENCE, &[secret, " ", name].concat());
            }
        }
        if resume {
            let _ = storage.remove_item(RESUME);
        }
        if returned && let Some(name) = name {
            let _ = storage.set_item(RETURNED, name);
        }
    }
    (Joining { reference, returned, confirmed }, Ok(Opening { token, resume }))
}

/// What was stored for the session with this token.
fn own(stored: Option<String>, token: &str) -> Option<String> {
    Some(stored?.strip_prefix(token)?.strip_prefix(' ')?.to_owned())
}

/// Removes the token: the session is over.
pub(crate) fn forget() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(TOKEN);
        let _ = storage.remove_item(RESUME);
        let _ = storage.remove_item(REFERENCE);
        let _ = storage.remove_item(RETURNED);
    }
}

/// Prepares for the return from a redirect: the session is restored then, in this language. In a frame the embedding page
/// chooses the language, and there is none to keep.
pub(crate) fn expect_return(token: &Token, language: Option<&str>) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(RESUME, token.reveal());
        if let Some(tag) = language {
            let _ = storage.set_item(LANGUAGE, tag);
        }
    }
}

fn storage() -> Option<Storage> {
    // Reading the property itself throws where third-party storage is blocked.
    window()?.session_storage().ok().flatten()
}
