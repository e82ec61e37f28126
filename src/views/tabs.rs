//! The tabs, overview and settings, and their panels.

use super::{overview, settings};
use crate::app::App;
use leptos::ev;
use vpp_core::locale::MessageId;
use vpp_core::state::{Msg, Tab};
use vpp_ui::tags::{button, div};
use vpp_ui::{El, View, aria_bool};

pub(super) fn list(app: App) -> El {
    div().class("tabs").attr("role", "tablist").child(tab(app, Tab::Overview)).child(tab(app, Tab::Settings))
}

pub(super) fn panels(app: App) -> [El; 2] {
    let settings = app.when(|page| page.settings_shown, move || settings::view(app).view());
    [panel(app, Tab::Overview, overview::view(app).view()), panel(app, Tab::Settings, settings)]
}

/// A tab and its panel name each other.
const fn ids(tab: Tab) -> (&'static str, &'static str) {
    match tab {
        Tab::Overview => ("tab-overview", "panel-overview"),
        Tab::Settings => ("tab-settings", "panel-settings"),
    }
}

fn tab(app: App, tab: Tab) -> El {
    let (id, panel) = ids(tab);
    let text = match tab {
        Tab::Overview => MessageId::Overview,
        Tab::Settings => MessageId::Settings,
    };
    // By the ARIA authoring practices one tab stop leads to the list, and the arrow keys lead from tab to tab.
    let on_key = move |event: web_sys::KeyboardEvent| {
        let other = match (event.key().as_str(), tab) {
            ("ArrowLeft" | "ArrowRight", Tab::Overview) | ("End", _) => Tab::Settings,
            ("ArrowLeft" | "ArrowRight", Tab::Settings) | ("Home", _) => Tab::Overview,
            _ => return,
        };
        event.prevent_default();
        app.dispatch(Msg::TabSelected(other));
    };
    button()
        .attr("role", "tab")
        .attr("id", id)
        .attr("aria-controls", panel)
        .attr("aria-selected", app.attr(move |page| Some(aria_bool(page.tab == tab))))
        .attr("tabindex", app.attr(move |page| Some(if page.tab == tab { "0" } else { "-1" })))
        .on(ev::click, move |_| app.dispatch(Msg::TabSelected(tab)))
        .on(ev::keydown, on_key)
        .child(app.message(text))
}

fn panel(app: App, tab: Tab, content: View) -> El {
    let (id, panel) = ids(tab);
    div()
        .class("panel")
        .attr("id", panel)
        .attr("role", "tabpanel")
        .attr("aria-labelledby", id)
        .attr("hidden", app.flag(move |page| page.tab != tab))
        .child(content)
}
