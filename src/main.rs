//! Starts the page in the browser.

#[cfg(target_arch = "wasm32")]
fn main() {
    vpp_summary::components::start();
}

/// The page runs in a browser only; natively there is nothing but its tests.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
