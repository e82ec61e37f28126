//! What follows from the figures, and remarks on them. Both are rebuilt with the figures.

use super::headline;
use crate::app::App;
use leptos::ev;
use vpp_core::locale::MessageId;
use vpp_core::view_model::{Fact, PageView};
use vpp_ui::keyed::nothing;
use vpp_ui::tags::{button, dd, div, dl, dt, h2, p, section, span};
use vpp_ui::{El, View};

/// The card with the facts, if there are any.
pub(super) fn facts_card(app: App) -> View {
    app.keyed(
        |page| page.chart_key,
        move |_| {
            if app.peek(|page| facts(page).is_empty() && sentences(page).is_empty()) {
                nothing()
            } else {
                card(app).view()
            }
        },
    )
}

/// The remarks.
pub(super) fn remarks(app: App) -> View {
    app.keyed(
        |page| page.chart_key,
        move |_| {
            app.peek(|page| {
                let remarks = page.figures().map_or(&[][..], |figures| &figures.remarks);
                div().class("remark").children(remarks.iter().map(|remark| p().child(remark))).view()
            })
        },
    )
}

fn facts(page: &PageView) -> &[Fact] {
    page.figures().map_or(&[], |figures| &figures.facts)
}

fn sentences(page: &PageView) -> &[String] {
    page.figures().map_or(&[], |figures| &figures.sentences)
}

fn card(app: App) -> El {
    let list = app.peek(|page| dl().children(facts(page).iter().map(|fact| row(app, fact))));
    let more = app.peek(|page| div().children(sentences(page).iter().map(|sentence| p().child(sentence))));
    section()
        .class("card insights")
        .attr("aria-labelledby", "insights")
        .child(h2().attr("id", "insights").child(app.message(MessageId::AtAGlance)))
        .child(list)
        .child(more)
}

/// A fact about one bar reads it.
fn row(app: App, fact: &Fact) -> El {
    let value = match fact.bar {
        Some(bar) => {
            let name = [fact.name, " ", &fact.detail, " ", &fact.value].concat();
            let read = move |_| headline::toggle(app, Some(bar));
            dd().child(button().attr("aria-label", name).on(ev::click, read).child(&fact.value))
        }
        None => dd().child(&fact.value),
    };
    let name = dt().child(fact.name);
    let name = if fact.detail.is_empty() { name } else { name.child(span().child(&fact.detail)) };
    div().child(name).child(value)
}
