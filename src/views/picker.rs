//! Picking a period directly: from the months of a year, from the years, or a day.

use super::element::{Element, nothing};
use super::period::{NEXT, PREVIOUS};
use super::{Ui, choice, key, overview};
use crate::domain::calendar::parse_date;
use crate::domain::{Intent, PeriodType};
use crate::host::browser;
use crate::locale::MessageId;
use crate::view_model::Page;
use crate::state::Msg;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

const PANEL: &str = "picker";
/// The button that opens the panel.
pub(super) const TOGGLE: &str = "#picker-toggle";
/// A button of the panel that turns the year.
pub(super) const TURN: &str = ".picker-head :enabled";
/// The one that leads to the year after.
pub(super) const LATER: &str = ".picker-head :last-child:enabled";
const FIELD: &str = ".picker input";

/// The period's name; where a period can be picked, it opens the panel.
pub(super) fn name(ui: Ui) -> AnyView {
    let text =
        move || ui.element("span", "").set("data-period", "").text(|page| Some(&overview::figures(page)?.period));
    ui.part(
        |page| overview::figures(page).is_some_and(|figures| figures.pickable.is_some()).into(),
        move |pickable| {
            if pickable == 0 {
                return ui.element("p", "period-name").add(text()).view();
            }
            ui.element("button", "period-name")
                .set("type", "button")
                .set("id", "picker-toggle")
                .set("aria-controls", PANEL)
                .bind("aria-expanded", |page| Some(super::control::truth(is_open(page))))
                .on("click", move |_| toggle(ui))
                .add(text())
                .add(ui.element("span", "sr-only").literal(", ").message(MessageId::ChoosePeriod))
                .add(ui.icon("M6 9l6 6 6-6"))
                .view()
        },
    )
}

fn is_open(page: &Page) -> bool {
    overview::figures(page).is_some_and(|figures| figures.picker.is_some())
}

fn toggle(ui: Ui) {
    let year = ui.page.with_untracked(|page| if is_open(page) { None } else { overview::figures(page)?.pickable });
    ui.send(Msg::Picking(year));
    // The views follow before the browser goes on.
    request_animation_frame(move || {
        let _ = browser::focus(".picker [aria-current]") || browser::focus(FIELD);
    });
}

/// The panel.
pub(super) fn panel(ui: Ui) -> AnyView {
    // Another year or another period makes it anew.
    let made_for = |page: &Page| match overview::figures(page).and_then(|figures| figures.picker.as_ref()) {
        Some(picker) => {
            page.revision.wrapping_add(picker.year.as_ref().map_or(0, |(_, year)| year.unsigned_abs())).max(1)
        }
        None => 0,
    };
    let close = move |event: web_sys::Event| {
        if key(&event) == "Escape" {
            ui.send(Msg::Picking(None));
            let _ = browser::focus(TOGGLE);
        }
    };
    let content = ui.part(made_for, move |open| if open == 0 { nothing() } else { content(ui) });
    ui.element("div", PANEL)
        .set("id", PANEL)
        .set("role", "group")
        .set("aria-label", ui.message(MessageId::ChoosePeriod))
        .flag("hidden", |page| !is_open(page))
        .on("keydown", close)
        .child(content)
        .view()
}

fn content(ui: Ui) -> AnyView {
    ui.page.with_untracked(|page| {
        let Some(picker) = overview::figures(page).and_then(|figures| figures.picker.as_ref()) else {
            return nothing();
        };
        if let Some([shown, first, last]) = &picker.days {
            return field(ui, [shown, first, last]).view();
        }
        let grid = ui.element("div", "picker-grid");
        let grid = picker.choices.iter().fold(grid, |grid, choice| grid.child(choice::button(ui, "", choice)));
        let Some((year, number)) = &picker.year else { return grid.view() };
        let head = ui
            .element("div", "picker-head")
            .add(turn(ui, PREVIOUS, MessageId::PreviousYear, picker.turns.0, number - 1))
            .add(ui.element("strong", "").literal(year))
            .add(turn(ui, NEXT, MessageId::NextYear, picker.turns.1, number + 1));
        ui.element("div", "").add(head).add(grid).view()
    })
}

fn turn(ui: Ui, icon: &'static str, label: MessageId, possible: bool, year: i32) -> Element {
    ui.element("button", "round")
        .set("type", "button")
        .set("aria-label", ui.message(label))
        .flag("disabled", move |_| !possible)
        .on("click", move |_| ui.send(Msg::Picking(Some(year))))
        .add(ui.icon(icon))
}

/// A field, and a button: the browser reports a change with every digit, before the customer has finished.
fn field(ui: Ui, [shown, first, last]: [&String; 3]) -> Element {
    let choose = move || {
        let field = browser::document().and_then(|document| document.query_selector(FIELD).ok().flatten());
        let field = field.and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok());
        // A day beyond the ends, which can be typed, is explained by the browser and asks for nothing.
        if let Some(day) = field.filter(|field| field.report_validity()).and_then(|field| parse_date(&field.value())) {
            ui.want(Intent::Open(PeriodType::Day, day));
        }
    };
    let input = ui
        .element("input", "")
        .set("type", "date")
        .set("required", "")
        .set_owned("value", shown.clone())
        .set_owned("min", first.clone())
        .set_owned("max", last.clone())
        .on("keydown", move |event| {
            if key(&event) == "Enter" {
                choose();
            }
        });
    let button = ui
        .element("button", "secondary")
        .set("type", "button")
        .flag("disabled", |page| page.waiting)
        .on("click", move |_| choose())
        .message(MessageId::OpenDay);
    ui.element("div", "picker-field").add(ui.element("label", "").message(MessageId::ChooseDay).add(input)).add(button)
}
