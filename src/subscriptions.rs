//! Browser events as messages.

use crate::app::App;
use crate::platform::loader::LoaderEvent;
use crate::platform::{history, intl, window};
use crate::runtime::Runtime;
use leptos::prelude::*;
use std::time::Duration;
use vpp_core::state::Msg;
use wasm_bindgen::prelude::*;
use web_sys::{PageTransitionEvent, PopStateEvent};

const MINUTE: Duration = Duration::from_secs(60);

/// Listens to what happens around the page, as long as its document lives.
pub(crate) fn subscribe(app: App) {
    // The browser restores the page from its cache: the session may have gone on elsewhere.
    listen("pageshow", move |event: PageTransitionEvent| {
        if event.persisted() {
            app.open();
        }
    });
    // Back and Forward lead through the periods.
    listen("popstate", move |event: PopStateEvent| {
        if let Some((kind, start)) = event.state().as_string().as_deref().and_then(history::parse) {
            let today = app.runtime.with_value(Runtime::today);
            app.dispatch(Msg::HistoryPopped { kind, start, today });
        }
    });
    // A page left open over midnight has another today. Browsers slow down the timers of hidden pages.
    listen("visibilitychange", move |_: web_sys::Event| {
        if window::document().is_some_and(|document| !document.hidden()) {
            app.dispatch(Msg::PageShown { now: intl::now() });
        }
    });
    listen("online", move |_: web_sys::Event| app.dispatch(Msg::ConnectionRestored { now: intl::now() }));
    tick(app);
    let listener = Closure::<dyn Fn(LoaderEvent)>::new(move |event: LoaderEvent| match event.kind().as_str() {
        "language" => app.dispatch(Msg::LanguageLoaded),
        // Whoever comes back from Leap may have another state.
        _ => app.open(),
    });
    app.runtime.with_value(|runtime| runtime.boot.subscribe(&listener));
    listener.forget();
}

/// Tells the app every minute that time has passed.
fn tick(app: App) {
    let passed = move || {
        app.dispatch(Msg::TimePassed);
        tick(app);
    };
    set_timeout(passed, MINUTE);
}

fn listen<E: JsCast>(name: &str, handle: impl Fn(E) + 'static) {
    let callback = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| handle(event.unchecked_into()));
    if let Some(window) = window::window() {
        let _ = window.add_event_listener_with_callback(name, callback.as_ref().unchecked_ref());
    }
    callback.forget();
}
