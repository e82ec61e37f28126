//! What follows from the figures, and remarks on them. Both are rebuilt with the figures: nothing in them can have the focus.

use crate::app::App;
use vpp_core::locale::MessageId;
use vpp_core::view_model::{Fact, PageView};
use vpp_ui::keyed::nothing;
use vpp_ui::tags::{dd, div, dl, dt, h2, p, section};
use vpp_ui::{El, View};

/// The card with the facts, if there are any.
pub(super) fn facts_card(app: App) -> View {
    let key = |page: &PageView| if facts(page).is_empty() { 0 } else { page.chart_key };
    app.keyed(key, move |key| if key == 0 { nothing() } else { card(app).view() })
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

fn card(app: App) -> El {
    let list = app.peek(|page| dl().children(facts(page).iter().map(row)));
    section()
        .class("card insights")
        .attr("aria-labelledby", "insights")
        .child(h2().attr("id", "insights").child(app.message(MessageId::AtAGlance)))
        .child(list)
}

fn row(fact: &Fact) -> El {
    let row = div().child(dt().child(&fact.name)).child(dd().child(&fact.value));
    if fact.detail.is_empty() { row } else { row.child(dd().class("sub").child(&fact.detail)) }
}
