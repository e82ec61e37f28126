//! The whole page.

use super::{chart, header, notice, tabs};
use crate::app::App;
use leptos::ev;
use vpp_core::locale::MessageId;
use vpp_core::view_model::PageView;
use vpp_ui::keyed::Key;
use vpp_ui::tags::{div, main_element, p};
use vpp_ui::{El, View, aria_bool};

pub(crate) fn page(app: App) -> El {
    // Static texts are written once, so a language change rebuilds everything except the live region that announces it.
    let content = app.keyed(|page| page.language_key, move |_: u32| content(app).view());
    let live_region = p().class("sr-only").attr("role", "status").child(app.text(|page| Some(&page.announcement)));
    div().child(content).child(live_region)
}

/// What the page consists of.
#[derive(Clone, Copy)]
enum Body {
    Skeleton,
    Notice,
    Summary,
}

impl Key for Body {
    fn to_u32(self) -> u32 {
        self as u32
    }

    fn from_u32(number: u32) -> Self {
        match number {
            0 => Self::Skeleton,
            1 => Self::Notice,
            _ => Self::Summary,
        }
    }
}

fn body(page: &PageView) -> Body {
    match (&page.summary, &page.notice) {
        (Some(_), _) => Body::Summary,
        (None, Some(_)) => Body::Notice,
        (None, None) => Body::Skeleton,
    }
}

fn content(app: App) -> El {
    let body = app.keyed(body, move |body| match body {
        Body::Skeleton => skeleton(app),
        Body::Notice => notice::instead_of_summary(app),
        Body::Summary => summary(app),
    });
    // What the answer brings stands below it, so that nothing moves when it appears.
    let test_mode = p()
        .class("test-mode")
        .attr("data-live", "false")
        .attr("hidden", app.flag(|page| page.header.test_mode.is_none()))
        .child(app.text(|page| page.header.test_mode));
    let version = app.runtime.with_value(|runtime| runtime.boot.version());
    let main = main_element()
        .attr("tabindex", "-1")
        .attr("data-page", "vpp_summary")
        .attr("data-version", version)
        .attr("data-state", app.attr(|page| Some(page.state)))
        .attr("data-loading", app.flag(|page| page.figures().is_some_and(|figures| figures.loading)))
        .attr("aria-busy", app.attr(|page| Some(aria_bool(page.busy))))
        .on(ev::click, move |event| chart::tap(app, &event))
        .on(ev::keydown, move |event| chart::escape(app, &event))
        .child(test_mode)
        .child(body);
    div().child(header::view(app)).child(main)
}

fn summary(app: App) -> View {
    div().child(notice::above_summary(app)).child(tabs::list(app)).children(tabs::panels(app)).view()
}

/// The shape of the summary while it is loading. `index.html` has the same for the time before the program starts.
fn skeleton(app: App) -> View {
    // On a slow line the shape alone would look like a broken page.
    let word = p().class("waiting").child(app.message(MessageId::Loading));
    let shape = div().class("skeleton").attr("aria-hidden", "true").children([div(), div(), div()]);
    div().child(word).child(shape).view()
}
