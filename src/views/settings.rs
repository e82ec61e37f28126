//! The settings: tariff, payments, participation, and the language.

use super::control::{self, ReadControl};
use crate::app::App;
use crate::platform::{settings, window};
use leptos::ev;
use vpp_core::locale::MessageId;
use vpp_core::state::Msg;
use vpp_core::view_model::{PageView, SettingRow};
use vpp_ui::tags::{div, h2, label, option, p, section, select, span};
use vpp_ui::{El, Icon, aria_bool, icon};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

pub(super) fn view(app: App) -> El {
    let rows = CONTROLS.into_iter().zip(0..).map(|(read, index)| row(app, index, read));
    div().class("settings").children(rows).child(language(app))
}

/// There are at most this many rows. A function for each reads its control.
const CONTROLS: [ReadControl; 3] = [
    |page| nth(page, 0)?.control.as_ref(),
    |page| nth(page, 1)?.control.as_ref(),
    |page| nth(page, 2)?.control.as_ref(),
];

fn nth(page: &PageView, index: usize) -> Option<&SettingRow> {
    page.summary.as_ref()?.settings.get(index)
}

fn row(app: App, index: usize, read: ReadControl) -> El {
    let mark = move |page: &PageView| nth(page, index)?.mark;
    let is_good = move |page: &PageView| mark(page).is_some_and(|mark| mark.good);
    let shape = app.keyed(is_good, |good| icon(if good { Icon::Check } else { Icon::Attention }).view());
    let mark = p()
        .class("mark")
        .attr("data-good", app.attr(move |page| Some(aria_bool(is_good(page)))))
        .attr("hidden", app.flag(move |page| mark(page).is_none()))
        .child(shape)
        .child(span().child(app.text(move |page| Some(mark(page)?.label))));
    section()
        .class("card setting")
        .attr("hidden", app.flag(move |page| nth(page, index).is_none()))
        .child(h2().child(app.text(move |page| Some(nth(page, index)?.title))))
        .child(mark)
        .child(p().child(app.text(move |page| Some(nth(page, index)?.text))))
        .child(control::view(app, "secondary", read))
}

/// Each language is listed in its own words, so that a visitor in a foreign one finds the way back.
fn language(app: App) -> El {
    let current = window::language();
    let languages = settings::languages();
    let options: Vec<El> = languages
        .iter()
        .map(|(tag, name)| {
            let option = option().child(name).attr("lang", tag.clone());
            if *tag == current { option.attr("selected", "") } else { option }
        })
        .collect();
    let select_language = move |event: web_sys::Event| {
        let list = event.target().map(JsCast::unchecked_into::<HtmlSelectElement>);
        let index = list.and_then(|list| usize::try_from(list.selected_index()).ok());
        if let Some((tag, _)) = index.and_then(|index| languages.get(index)) {
            app.dispatch(Msg::LanguageSelected(tag.clone()));
        }
    };
    section()
        .class("card setting")
        .child(h2().child(label().attr("for", "language").child(app.message(MessageId::Language))))
        .child(select().attr("id", "language").on(ev::change, select_language).children(options))
}
