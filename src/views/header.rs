//! The header: where the customer is, how they take part, and the ways out.

use super::control::icon_button;
use super::status;
use crate::app::App;
use vpp_ui::tags::{div, h1, header, span};
use vpp_ui::{El, Icon};

pub(super) fn view(app: App) -> El {
    let provider = span().child(app.text(|page| Some(&page.header.provider)));
    let name = div()
        .class("bar-name")
        .child(h1().child(app.text(|page| Some(&page.header.title))))
        .child(div().class("by").child(provider).child(status::chip(app)));
    header()
        .class("bar")
        .child(icon_button(app, Icon::Back, |page| page.header.back.as_ref()))
        .child(name)
        .child(icon_button(app, Icon::Close, |page| page.header.close.as_ref()))
}
