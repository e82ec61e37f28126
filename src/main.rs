//! The customer's page of virtual-power-plant earnings for Flatpeak Connect, route `vpp_summary`.
//!
//! Everything that touches a browser is here; the rest is in `vpp-core`. ARCHITECTURE.md has the data flow.

// The loader calls `start`. Without an unused `main` the module is half a kilobyte smaller.
#![cfg_attr(target_arch = "wasm32", no_main)]

mod app;
mod bindings;
mod drawing;
mod effects;
mod platform;
mod runtime;
mod subscriptions;
mod views;

use app::App;
use leptos::mount::mount_to_renderer;
use platform::loader::Boot;
#[cfg(target_arch = "wasm32")]
use talc::wasm::{WasmDynamicTalc, new_wasm_dynamic_allocator};
use wasm_bindgen::prelude::wasm_bindgen;

/// 1.3 KB smaller than the standard library's (docs/size.md).
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: WasmDynamicTalc = new_wasm_dynamic_allocator();

/// Mounts the page and opens the session. `src/loader/loader.js` calls this once.
///
/// There is no panic hook: a panic aborts, and the loader, which still works then, shows a readable message.
#[wasm_bindgen]
pub fn start(boot: Boot) {
    let root = boot.root();
    let mounted = mount_to_renderer(&root.clone(), move || {
        let app = App::new(boot, |runtime| views::chart::draw(App { runtime }));
        subscriptions::subscribe(app);
        views::chart::observe_size(app, &root);
        app.open();
        // The request is on its way before anything is built.
        views::page(app, root).view()
    });
    // The page lives as long as its document.
    mounted.forget();
}

/// Natively there are only tests.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
