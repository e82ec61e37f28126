//! The settings: tariff, payments, participation, and the language.

use super::control::{self, ReadControl};
use crate::app::App;
use crate::platform::{settings, window};
use leptos::ev;
use vpp_core::locale::MessageId;
use vpp_core::state::Msg;
use vpp_core::view_model::{PageView, SettingRow};
use vpp_ui::keyed::nothing;
use vpp_ui::tags::{div, label, option, section, select, span};
use vpp_ui::{El, Icon, View, icon};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

pub(super) fn view(app: App) -> El {
    let rows = CONTROLS.into_iter().zip(0..).map(|(read, index)| row(app, index, read));
    section().class("card settings").children(rows).child(language(app))
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

/// A row with something to do is a button.
fn row(app: App, index: usize, read: ReadControl) -> View {
    let kind = move |page: &PageView| -> u32 {
        match nth(page, index) {
            Some(row) => 1 + u32::from(row.control.is_some()),
            None => 0,
        }
    };
    app.keyed(kind, move |kind| {
        let content = |row: El| {
            row.class("setting").child(span().child(app.text(move |page| Some(nth(page, index)?.title)))).child(
                span()
                    .class("value")
                    .attr("data-attention", app.flag(move |page| nth(page, index).is_some_and(|row| row.attention)))
                    .child(app.text(move |page| Some(nth(page, index)?.value))),
            )
        };
        match (kind, control::posting(app, read)) {
            (0, _) => nothing(),
            (_, Some(button)) => content(button).child(icon(Icon::Next)).view(),
            (_, None) => content(div()).view(),
        }
    })
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
    label()
        .class("setting")
        .child(span().child(app.message(MessageId::Language)))
        .child(select().attr("id", "language").on(ev::change, select_language).children(options))
}
