//! Where the focus targets of the state are on the page.

use super::window::document;
use vpp_core::state::{FocusTarget, Tab};
use vpp_ui::focus;

/// The button that opens the picker.
const PICKER_TOGGLE: &str = "#picker-toggle";
/// A button that turns the picker's year.
const PICKER_TURN: &str = ".picker-head :enabled";
const NOTICE: &str = "[role=alert] h2[tabindex]";
/// The controls that ask for a period.
const STEPPER: &str = "[data-step], #picker-toggle, #picker *";

/// Whether anything on the page has the focus.
pub(crate) fn is_on_page() -> bool {
    focus::has_focus(":not(body)")
}

/// Moves the focus.
pub(crate) fn focus_on(target: FocusTarget) {
    // The last ones name what the customer sees now.
    let _ = focus::focus(selector(target))
        || focus::focus(NOTICE)
        || focus::focus(PICKER_TURN)
        || focus::focus(PICKER_TOGGLE)
        || focus::focus("main");
}

/// Moves the focus if the focused element is gone or disabled.
pub(crate) fn recover(target: FocusTarget) {
    if target == FocusTarget::PeriodNotice && focus::has_focus(STEPPER) {
        // The plot is right below.
        let _ = focus::focus_in_place(NOTICE);
    } else if !focus::has_focus(":not(body):not(:disabled)") {
        focus_on(target);
    }
}

/// Scrolls up to an element, if it is above what can be seen.
pub(crate) fn scroll_up_to(selector: &str) {
    let element = document().and_then(|document| document.query_selector(selector).ok()?);
    if let Some(element) = element.filter(|element| element.get_bounding_client_rect().top() < 0.0) {
        element.scroll_into_view();
    }
}

const fn selector(target: FocusTarget) -> &'static str {
    match target {
        FocusTarget::Notice | FocusTarget::PeriodNotice => NOTICE,
        FocusTarget::Step => "[data-step]:enabled",
        FocusTarget::Language => "#language",
        FocusTarget::PickerToggle => PICKER_TOGGLE,
        FocusTarget::PickerChoice => ".picker [aria-current], .picker input",
        FocusTarget::PickerEarlier => ".picker-head :first-child:enabled",
        FocusTarget::PickerLater => ".picker-head :last-child:enabled",
        FocusTarget::Tab(Tab::Overview) => "#tab-overview",
        FocusTarget::Tab(Tab::Settings) => "#tab-settings",
        FocusTarget::Status => "#status",
    }
}
