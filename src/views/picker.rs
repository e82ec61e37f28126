//! Picking a period directly: from the months of a year, from the years, or a day.

use super::control::choice;
use crate::app::App;
use crate::platform::window::document;
use leptos::ev;
use vpp_core::domain::calendar::parse_date;
use vpp_core::domain::{Intent, PeriodType};
use vpp_core::locale::MessageId;
use vpp_core::state::Msg;
use vpp_core::view_model::{DayField, PageView, Picker, PickerYear};
use vpp_ui::keyed::nothing;
use vpp_ui::tags::{button, div, input, label, p, span, strong};
use vpp_ui::{El, Icon, View, aria_bool, icon};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

const PANEL: &str = "picker";

/// The period's name. Where a period can be picked it is the button that opens the panel.
pub(super) fn name(app: App) -> View {
    let name = move || span().attr("data-period", "").child(app.text(|page| Some(&page.figures()?.period)));
    app.keyed(
        |page| page.figures().is_some_and(|figures| figures.pickable.is_some()),
        move |pickable| {
            if pickable { toggle(app, name()).view() } else { p().class("period-name").child(name()).view() }
        },
    )
}

fn toggle(app: App, name: El) -> El {
    button()
        .class("period-name")
        .attr("id", "picker-toggle")
        .attr("aria-controls", PANEL)
        .attr("aria-label", app.attr(|page| Some(&page.figures()?.picker_name)))
        .attr("aria-expanded", app.attr(|page| Some(aria_bool(picker(page).is_some()))))
        .on(ev::click, move |_| {
            let year = app.peek(|page| page.figures()?.pickable.filter(|_| picker(page).is_none()));
            app.dispatch(year.map_or(Msg::PickerClosed, Msg::PickerOpened));
        })
        .child(name)
        .child(icon(Icon::Expand))
}

fn picker(page: &PageView) -> Option<&Picker> {
    page.figures()?.picker.as_ref()
}

/// The panel.
pub(super) fn panel(app: App) -> View {
    // Another year or another period rebuilds it.
    let key = |page: &PageView| match picker(page) {
        Some(Picker { year, .. }) => {
            page.chart_key.wrapping_add(year.as_ref().map_or(0, |year| year.number.unsigned_abs())).max(1)
        }
        None => 0,
    };
    // The browser would leave the day unread.
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" && app.peek(|page| picker(page).is_some_and(|picker| picker.day.is_some())) {
            open_day(app);
        }
    };
    div()
        .class(PANEL)
        .attr("id", PANEL)
        .attr("role", "group")
        .attr("aria-label", app.message(MessageId::ChoosePeriod))
        .attr("hidden", app.flag(|page| picker(page).is_none()))
        .on(ev::keydown, on_key)
        .child(app.keyed(key, move |_| content(app)))
        .view()
}

fn content(app: App) -> View {
    app.peek(|page| {
        let Some(Picker { year, choices, day }) = picker(page) else { return nothing() };
        if let Some(day) = day {
            return day_field(app, day).view();
        }
        let grid = div().class("picker-grid").children(choices.iter().map(|option| choice(app, "", option)));
        let Some(PickerYear { label, number, has_earlier, has_later }) = year else { return grid.view() };
        let head = div()
            .class("picker-head")
            .child(turn(app, Icon::Previous, MessageId::PreviousYear, *has_earlier, number - 1))
            .child(strong().child(label))
            .child(turn(app, Icon::Next, MessageId::NextYear, *has_later, number + 1));
        div().child(head).child(grid).view()
    })
}

fn turn(app: App, shape: Icon, label: MessageId, possible: bool, year: i32) -> El {
    let button = button()
        .class("round")
        .attr("aria-label", app.message(label))
        .on(ev::click, move |_| app.dispatch(Msg::PickerTurned(year)))
        .child(icon(shape));
    if possible { button } else { button.attr("disabled", "") }
}

/// A field and a button: the browser reports a change with every digit, before the customer has finished. It is not a
/// `<form>`, which the element's frame, sandboxed without `allow-forms`, would never submit.
fn day_field(app: App, day: &DayField) -> El {
    let field = input()
        .attr("type", "date")
        .attr("required", "")
        .attr("value", day.value.clone())
        .attr("min", day.min.clone())
        .attr("max", day.max.clone());
    let button = button()
        .class("secondary")
        .attr("disabled", app.flag(|page| page.waiting))
        .on(ev::click, move |_| open_day(app))
        .child(app.message(MessageId::ShowDay));
    div().class("picker-field").child(label().child(app.message(MessageId::ChooseDay)).child(field)).child(button)
}

/// Opens the day in the panel's field.
fn open_day(app: App) {
    let panel = document().and_then(|document| document.get_element_by_id(PANEL));
    let field = panel.and_then(|panel| panel.query_selector("input").ok()?);
    let field = field.map(JsCast::unchecked_into::<HtmlInputElement>);
    // The browser explains a day beyond the limits, which can be typed, and nothing is asked for.
    if let Some(day) = field.filter(HtmlInputElement::report_validity).and_then(|field| parse_date(&field.value())) {
        app.request(Intent::Open(PeriodType::Day, day));
    }
}
