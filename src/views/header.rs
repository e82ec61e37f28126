//! The header: where the customer is, how they take part, and the ways out.

use super::control::icon_button;
use super::status;
use crate::app::App;
use vpp_ui::tags::{div, h1, header, p, span};
use vpp_ui::{El, Icon};

pub(super) fn view(app: App) -> El {
    let test_mode = p()
        .class("test-mode")
        .attr("data-live", "false")
        .attr("hidden", app.flag(|page| page.header.test_mode.is_none()))
        .child(app.text(|page| page.header.test_mode));
    let provider = span().child(app.text(|page| Some(&page.header.provider)));
    let name = div()
        .class("bar-name")
        .child(h1().child(app.text(|page| Some(&page.header.title))))
        .child(div().class("by").child(provider).child(status::chip(app)));
    let bar = header()
        .class("bar")
        .child(icon_button(app, Icon::Back, |page| page.header.back.as_ref()))
        .child(name)
        .child(icon_button(app, Icon::Close, |page| page.header.close.as_ref()));
    div().child(test_mode).child(bar)
}
