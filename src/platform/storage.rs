//! What this tab's session storage keeps. It outlives a reload of the tab and a visit elsewhere, and nothing else.

use super::window::window;
use vpp_core::domain::{Problem, ProblemKind, Token};
use web_sys::Storage;

/// The session's token, for a reload.
const TOKEN: &str = "vpp_summary.token";
/// The token of the session to restore after a redirect. Several frames of one page share this storage, so it is the token
/// and not just a flag.
const RESUME: &str = "vpp_summary.resume";
/// The language, for the return from a redirect; the loader reads and removes it.
const LANGUAGE: &str = "vpp_summary.lang";

/// How the page was opened.
pub(crate) struct Opening {
    /// The session's credential.
    pub(crate) token: Token,
    /// Whether the customer returns from a redirect and the session is to be restored.
    pub(crate) resume: bool,
}

/// Takes the given token, or outside a frame the stored one, and stores it for a reload. In a frame only the token of the
/// embedding page counts, and nothing is stored.
///
/// # Errors
/// If there is no token or a malformed one. Then an earlier token is removed, too: a broken link must not show another
/// customer's earnings.
pub(crate) fn open(given: Option<String>, framed: bool) -> Result<Opening, Problem> {
    let storage = storage();
    let stored = |key| storage.as_ref().and_then(|storage| storage.get_item(key).ok().flatten());
    let token = if framed { given } else { given.or_else(|| stored(TOKEN)) };
    let Some(token) = token.as_deref().and_then(Token::parse) else {
        forget();
        return Err(Problem::new(ProblemKind::NoToken));
    };
    let resume = stored(RESUME).as_deref() == Some(token.reveal());
    if let Some(storage) = storage {
        // If the storage is full or blocked, a reload merely needs a new link; no other customer's token may stay.
        if !framed {
            let _ = storage.remove_item(TOKEN);
            let _ = storage.set_item(TOKEN, token.reveal());
        }
        if resume {
            let _ = storage.remove_item(RESUME);
        }
    }
    Ok(Opening { token, resume })
}

/// Removes the token: the session is over.
pub(crate) fn forget() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(TOKEN);
        let _ = storage.remove_item(RESUME);
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
