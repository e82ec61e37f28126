//! What the figures tell beyond themselves.

use super::element::{Element, nothing};
use super::{Ui, overview};
use crate::locale::MessageId;
use crate::view_model::{Fact, Page};
use leptos::prelude::*;

pub(super) fn view(ui: Ui) -> AnyView {
    // Made anew with every change of the figures; nothing in it can have the focus.
    ui.part(
        |page| if facts(page).is_empty() { 0 } else { page.revision },
        move |revision| {
            if revision == 0 { nothing() } else { card(ui) }
        },
    )
}

fn facts(page: &Page) -> &[Fact] {
    overview::figures(page).map_or(&[], |figures| &figures.facts)
}

fn card(ui: Ui) -> AnyView {
    let rows = ui.page.with_untracked(|page| facts(page).iter().map(|fact| row(ui, fact)).collect::<Vec<_>>());
    ui.element("section", "card insights")
        .set("aria-labelledby", "insights")
        .add(ui.element("h2", "").set("id", "insights").message(MessageId::AtAGlance))
        .add(ui.element("dl", "").add_all(rows.into_iter()))
        .view()
}

fn row(ui: Ui, fact: &Fact) -> Element {
    let row = ui
        .element("div", "")
        .add(ui.element("dt", "").literal(&fact.name))
        .add(ui.element("dd", "").literal(&fact.value));
    if fact.detail.is_empty() { row } else { row.add(ui.element("dd", "sub").literal(&fact.detail)) }
}

/// What is to be known about the figures.
pub(super) fn remarks(ui: Ui) -> AnyView {
    ui.part(
        |page| page.revision,
        move |_| {
            let remarks = ui.page.with_untracked(|page| {
                let remarks = overview::figures(page).map_or(&[][..], |figures| &figures.remarks);
                remarks.iter().map(|remark| ui.element("p", "").literal(remark)).collect::<Vec<_>>()
            });
            ui.element("div", "remark").add_all(remarks.into_iter()).view()
        },
    )
}
