//! The whole page.

use super::{chart, header, notice, tabs};
use crate::app::App;
use leptos::ev;
use vpp_core::locale::MessageId;
use vpp_core::view_model::PageView;
use vpp_ui::keyed::{Key, nothing};
use vpp_ui::tags::{div, main_element, p};
use vpp_ui::{El, View, aria_bool};
use web_sys::{Element, HtmlElement};

/// The page in its root, where the skeleton of index.html stands until there is something to draw.
pub(crate) fn page(app: App, root: HtmlElement) -> El {
    let live_region = p().class("sr-only").attr("role", "status").child(app.text(|page| Some(&page.announcement)));
    let page = div();
    let [header, shape] = [".bar", ".skeleton"].map(|part| root.query_selector(part).ok().flatten());
    // Static texts are written once, so a language change rebuilds everything except the live region that announces it.
    let key = |page: &PageView| if page.started { 1 + page.language_key } else { 0 };
    let content = app.keyed(key, move |key: u32| {
        if key == 0 {
            return nothing();
        }
        // The live region stays where it is: screen readers say nothing of what is put in together with its words.
        [&header, &shape].into_iter().flatten().for_each(Element::remove);
        let _ = root.remove_attribute("aria-busy");
        content(app, shape.clone()).view()
    });
    page.child(content).child(live_region)
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

fn content(app: App, shape: Option<Element>) -> El {
    let body = app.keyed(body, move |body| match body {
        Body::Skeleton => skeleton(app, shape.as_ref()),
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

/// The shape of the summary while it is loading, as index.html has it.
fn skeleton(app: App, shape: Option<&Element>) -> View {
    // On a slow line the shape alone would look like a broken page.
    let loading = div().child(p().class("waiting").child(app.message(MessageId::Loading)));
    if let Some(shape) = shape.and_then(|shape| shape.clone_node_with_deep(true).ok()) {
        let _ = loading.element().append_child(&shape);
    }
    loading.view()
}
