//! The way to Leap: a card for who can join, and a line for who has not finished.

use crate::app::App;
use vpp_core::locale::MessageId;
use vpp_core::view_model::{JoiningView, PageView, Way};
use vpp_ui::keyed::nothing;
use vpp_ui::tags::{a, div, h2, li, ol, p, section};
use vpp_ui::{El, Icon, View, icon};

fn joining(page: &PageView) -> Option<&JoiningView> {
    page.summary.as_ref()?.joining.as_ref()
}

/// The card, or the quiet line, while there is one.
pub(super) fn view(app: App, quiet: bool) -> View {
    let is_shown = move |page: &PageView| joining(page).is_some_and(|joining| joining.quiet == quiet);
    app.when(is_shown, move || {
        app.peek(|page| joining(page).map_or_else(nothing, |joining| build(app, joining).view()))
    })
}

fn build(app: App, joining: &JoiningView) -> El {
    let several = joining.ways.len() > 1;
    let ways = div().class("ways").children(joining.ways.iter().map(|way| link(way, joining.quiet, several)));
    if joining.quiet {
        let line = div().class("unfinished");
        return if several { line.child(p().child(app.message(MessageId::NotFinished))) } else { line }.child(ways);
    }
    let steps = [MessageId::JoinSignIn, MessageId::JoinAgree, MessageId::JoinReturn];
    let card = section()
        .class("card joining")
        .attr("aria-labelledby", "joining")
        .child(h2().attr("id", "joining").child(app.message(MessageId::JoinTitle)))
        .child(ol().children(steps.map(|step| li().child(app.message(step)))));
    if several { card.child(p().child(app.message(MessageId::JoinChoose))) } else { card }.child(ways)
}

fn link(way: &Way, quiet: bool, several: bool) -> El {
    let link = a().attr("data-way", "").attr("rel", "noreferrer").attr("href", way.address.as_str()).child(way.label);
    match (quiet, several) {
        (true, _) => link,
        (false, false) => link.class("primary"),
        (false, true) => link.class("way").child(icon(Icon::Next)),
    }
}
