//! The header: where the customer is, and the ways out.

use super::control::icon_button;
use crate::app::App;
use vpp_ui::tags::{div, h1, header, p};
use vpp_ui::{El, Icon};

pub(super) fn view(app: App) -> El {
    let badge = p()
        .class("badge")
        .attr("data-live", "false")
        .attr("hidden", app.flag(|page| page.header.test_mode.is_none()))
        .child(app.text(|page| Some(page.header.test_mode.as_ref()?.label)))
        .child(" · ")
        .child(app.text(|page| Some(page.header.test_mode.as_ref()?.meaning)));
    let name = div()
        .class("bar-name")
        .child(h1().child(app.text(|page| Some(&page.header.title))))
        .child(p().child(app.text(|page| Some(&page.header.provider))))
        .child(badge);
    header()
        .class("bar")
        .child(icon_button(app, Icon::Back, |page| page.header.back.as_ref()))
        .child(name)
        .child(icon_button(app, Icon::Close, |page| page.header.close.as_ref()))
}
