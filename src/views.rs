//! The views: thin, without a word of their own and without decisions. They show a [`Page`](crate::view_model::Page) and send a [`Msg`].

mod chart;
mod choice;
mod control;
mod drawing;
mod element;
mod header;
mod insight;
mod notice;
mod overview;
mod period;
mod picker;
mod settings;
mod svg;
mod swipe;
mod table;
mod ui;

use crate::host::browser;
use crate::locale::MessageId;
use crate::locale::intl::Browser;
use crate::state::{Msg, Tab};
use leptos::prelude::*;
pub(crate) use ui::Ui;
use wasm_bindgen::prelude::*;

/// Mounts the page into `#app` and opens the session.
///
/// There is no panic hook: a panic aborts, and the loader, which still works then, shows a readable message.
pub fn start() {
    let Some(root) = browser::app() else { return };
    let locale = Browser::of(&root);
    // The loader has put it there.
    let token = js_sys::Reflect::get(&root, &"token".into()).unwrap_or_default().as_string();
    // What index.html shows until now has the same shape, so nothing jumps.
    root.set_text_content(None);
    let _ = root.remove_attribute("aria-busy");
    let mounted = mount_to(root, move || {
        let ui = Ui::new(locale);
        let view = app(ui);
        ui.listen();
        ui.open(token);
        view
    });
    // The page lives as long as its document.
    mounted.forget();
}

fn app(ui: Ui) -> AnyView {
    // Texts that stay are set once, so all is made anew in another language; but not what tells assistive technology so.
    let content = ui.part(|page| page.language, move |_| content(ui));
    let announcer = ui.element("p", "sr-only").set("role", "status").text(|page| Some(&page.announcement));
    ui.element("div", "").child(content).add(announcer).view()
}

fn content(ui: Ui) -> AnyView {
    let body = ui.part(
        |page| match (&page.summary, &page.notice) {
            (Some(_), _) => 2,
            (None, Some(_)) => 1,
            (None, None) => 0,
        },
        move |body| match body {
            0 => skeleton(ui),
            1 => notice::in_place_of_summary(ui),
            _ => summary(ui),
        },
    );
    let main = ui
        .element("main", "")
        .set("tabindex", "-1")
        .set("data-page", "vpp_summary")
        .bind("data-state", |page| Some(page.state))
        .bind("aria-busy", |page| Some(control::truth(page.busy)))
        .child(body);
    ui.element("div", "").child(header::view(ui)).add(main).view()
}

fn summary(ui: Ui) -> AnyView {
    let tabs = ui.element("div", "tabs").set("role", "tablist");
    ui.element("div", "")
        .child(notice::above_summary(ui))
        .add(tabs.child(tab(ui, Tab::Overview)).child(tab(ui, Tab::Settings)))
        .child(panel(ui, Tab::Overview, overview::view(ui)))
        .child(panel(ui, Tab::Settings, settings::view(ui).view()))
        .view()
}

/// The key of a keyboard event.
fn key(event: &web_sys::Event) -> String {
    event.dyn_ref::<web_sys::KeyboardEvent>().map(web_sys::KeyboardEvent::key).unwrap_or_default()
}

/// Whether the page's language is written from right to left.
fn runs_to_the_left() -> bool {
    browser::document().and_then(|document| document.document_element()?.get_attribute("dir")).as_deref() == Some("rtl")
}

/// A tab and its panel are named after each other. The last name is the tab as a selector finds it.
const fn names(tab: Tab) -> (&'static str, &'static str, &'static str) {
    match tab {
        Tab::Overview => ("tab-overview", "panel-overview", "#tab-overview"),
        Tab::Settings => ("tab-settings", "panel-settings", "#tab-settings"),
    }
}

fn tab(ui: Ui, tab: Tab) -> AnyView {
    let (id, panel, _) = names(tab);
    let text = match tab {
        Tab::Overview => MessageId::Overview,
        Tab::Settings => MessageId::Settings,
    };
    // By the authoring practices one tab stop leads to the list, and the arrows from one tab to the other.
    let on_key = move |event: web_sys::Event| {
        let other = match (key(&event).as_str(), tab) {
            ("ArrowLeft" | "ArrowRight", Tab::Overview) | ("End", _) => Tab::Settings,
            ("ArrowLeft" | "ArrowRight", Tab::Settings) | ("Home", _) => Tab::Overview,
            _ => return,
        };
        event.prevent_default();
        ui.send(Msg::TabSelected(other));
        let _ = browser::focus(names(other).2);
    };
    ui.element("button", "")
        .set("type", "button")
        .set("role", "tab")
        .set("id", id)
        .set("aria-controls", panel)
        .bind("aria-selected", move |page| Some(control::truth(page.tab == tab)))
        .bind("tabindex", move |page| Some(if page.tab == tab { "0" } else { "-1" }))
        .on("click", move |_| ui.send(Msg::TabSelected(tab)))
        .on("keydown", on_key)
        .message(text)
        .view()
}

fn panel(ui: Ui, tab: Tab, content: AnyView) -> AnyView {
    let (id, panel, _) = names(tab);
    ui.element("div", "panel")
        .set("id", panel)
        .set("role", "tabpanel")
        .set("aria-labelledby", id)
        .flag("hidden", move |page| page.tab != tab)
        .child(content)
        .view()
}

/// The shape of the summary while it is loading. `index.html` holds the same for the time before the page starts.
fn skeleton(ui: Ui) -> AnyView {
    // On a slow line the shape alone would look like a broken page.
    let word = ui.element("p", "waiting").message(MessageId::Loading);
    let shape = ui.element("div", "skeleton").set("aria-hidden", "true").add_all((0..3).map(|_| ui.element("div", "")));
    ui.element("div", "").add(word).add(shape).view()
}
