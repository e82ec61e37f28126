//! Navigating to other addresses.

use super::window::window;
use vpp_core::domain::Address;

/// Navigates to an address; false if the browser refuses it.
pub(crate) fn navigate(address: &Address) -> bool {
    // The browser must read the scheme that was checked.
    let same_scheme = web_sys::Url::new(address.as_str()).is_ok_and(|url| {
        let scheme = url.protocol();
        address.as_str().get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(&scheme))
    });
    same_scheme && window().is_some_and(|window| window.location().assign(address.as_str()).is_ok())
}

/// Loads the page again.
pub(crate) fn reload() {
    let _ = window().map(|window| window.location().reload());
}
