//! What the page does to the world around it.

use super::model::{Pending, Tab};
use crate::domain::{Action, Address, Period, ProblemKind, Route};

/// Something to do outside the model.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Send a request to Connect; the result comes back as `Msg::AnswerReceived`.
    Post(Pending),
    /// Navigate to an address in the middle of the session, with the token appended.
    Redirect {
        /// Where to.
        address: Address,
        /// The foreign route that the address is configured for, if it is a hand-off.
        route: Option<Route>,
    },
    /// Navigate to the partner's address; the session is over.
    ReturnToPartner(Option<Address>),
    /// Look up who shows a foreign route; `Msg::HandOffFound` follows if somebody does.
    HandOff(Route),
    /// Send `Msg::AnswerOverdue` with the number of this request in a tenth of a second.
    ExpectAnswer(u32),
    /// Send `Msg::SecondElapsed` in one second.
    StartCountdown,
    /// Record the displayed period in the browser's history.
    SetHistory {
        /// The period: all that an entry holds.
        period: Period,
        /// Whether to add an entry, so that Back leads to the period before, or to replace the current one.
        push: bool,
    },
    /// Move the focus.
    Focus(FocusTarget),
    /// Move the focus if the update has removed or disabled the focused element, or for [`FocusTarget::PeriodNotice`].
    RecoverFocus(FocusTarget),
    /// Scroll to the headline if it is out of sight. In a frame nothing scrolls the portal.
    ShowReading,
    /// Copy a text.
    Copy(String),
    /// Load the page again, from the browser.
    Reload,
    /// Save the displayed figures as a file.
    Download,
    /// Load a language by its tag; `Msg::LanguageLoaded` follows.
    LoadLanguage(String),
    /// Tell the embedding page.
    Notify(HostEvent),
}

/// Where the focus goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FocusTarget {
    /// The heading of the notice; without one, the control that names the period.
    Notice,
    /// The sentence about a period that could not be had, without scrolling: only from the controls that ask for one, or if
    /// the focused element is gone.
    PeriodNotice,
    /// A step to a neighbouring period that can still be used.
    Step,
    /// The list of languages.
    Language,
    /// The button that opens the picker.
    PickerToggle,
    /// The selected period in the picker, or its date field.
    PickerChoice,
    /// The picker's button to an earlier year.
    PickerEarlier,
    /// The picker's button to a later year.
    PickerLater,
    /// A tab.
    Tab(Tab),
    /// The heading of the status.
    Status,
}

/// What the embedding page is told. Navigation in a frame is the embedding page's job as well, see [`Effect::Redirect`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostEvent {
    /// A request was sent.
    Action(RequestName),
    /// Another period is displayed.
    Period(Period),
    /// The session goes on at an address, or at a foreign route that the embedding page may show.
    Route {
        /// The foreign route.
        route: Option<Route>,
        /// The address, with the token.
        address: Option<Address>,
    },
    /// The session is over; the customer returns to this address.
    Close(Option<Address>),
    /// Something went wrong.
    Error {
        /// What.
        kind: ProblemKind,
        /// Connect's identifier of the failed request.
        request_id: Option<String>,
    },
}

/// A request's name in the element's `action` event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestName {
    /// The session was started.
    SessionStart,
    /// The session was restored.
    SessionRestore,
    /// An action was submitted.
    Action(Action),
}

impl RequestName {
    /// The name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SessionStart => "SESSION_START",
            Self::SessionRestore => "SESSION_RESTORE",
            Self::Action(action) => action.name(),
        }
    }
}
