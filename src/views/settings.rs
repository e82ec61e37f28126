//! The settings: tariff, payments, participation, and the language.

use super::element::Element;
use super::{Ui, control};
use crate::host::browser;
use crate::locale::MessageId;
use crate::view_model::{Page, SettingRow};

pub(super) fn view(ui: Ui) -> Element {
    let rows = CONTROLS.into_iter().zip(0..).map(|(read, index)| row(ui, index, read));
    ui.element("div", "settings").add_all(rows).add(language(ui))
}

/// The list of languages, as a selector finds it.
pub(super) const LANGUAGE: &str = "#language";

/// There are at most this many rows, and each one's control is read by a function of its own.
const CONTROLS: [control::Read; 3] = [
    |page| nth(page, 0)?.control.as_ref(),
    |page| nth(page, 1)?.control.as_ref(),
    |page| nth(page, 2)?.control.as_ref(),
];

const GOOD: &str = "M5 12.5l4.5 4.5L19 7.5";
const TO_DO: &str = "M12 6v7M12 17v.01";

fn nth(page: &Page, index: usize) -> Option<&SettingRow> {
    page.summary.as_ref()?.settings.get(index)
}

fn row(ui: Ui, index: usize, read: control::Read) -> Element {
    let mark = move |page: &Page| nth(page, index)?.mark;
    let icon = ui.part(
        move |page| mark(page).is_some_and(|(good, _)| good).into(),
        move |good| ui.icon(if good == 1 { GOOD } else { TO_DO }).view(),
    );
    let mark = ui
        .element("p", "mark")
        .bind("data-good", move |page| Some(control::truth(mark(page)?.0)))
        .flag("hidden", move |page| mark(page).is_none())
        .child(icon)
        .text(move |page| Some(mark(page)?.1));
    ui.element("section", "card setting")
        .flag("hidden", move |page| nth(page, index).is_none())
        .add(ui.element("h2", "").text(move |page| Some(nth(page, index)?.title)))
        .add(mark)
        .add(ui.element("p", "").text(move |page| Some(&nth(page, index)?.text)))
        .child(control::view(ui, "secondary", None, read))
}

/// Each language in its own words, so that whoever has ended up in a foreign one finds the way back.
fn language(ui: Ui) -> Element {
    let current = browser::language();
    let options = browser::languages().into_iter().map(|(tag, name)| {
        let option = ui.element("option", "").literal(&name);
        let option = if tag == current { option.set("selected", "") } else { option };
        option.set_owned("lang", tag)
    });
    // All is made anew when the loader has the texts, this list too; until then it shows what was chosen.
    let list = ui.element("select", "").set("id", "language").on("change", |event| browser::speak(&event));
    ui.element("section", "card setting")
        .add(ui.element("h2", "").add(ui.element("label", "").set("for", "language").message(MessageId::Language)))
        .add(ui.element("p", "").message(MessageId::LanguageMeaning))
        .add(list.add_all(options))
}
