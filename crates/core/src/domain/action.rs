//! What the customer may do.

use super::calendar::{Period, PeriodType};
use chrono::NaiveDate;

/// An action that Connect can offer on the route `vpp_summary`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Go to the tariff connection flow.
    ConnectTariff,
    /// Show another reporting period.
    ChangePeriod,
    /// Manage payments.
    ManagePayments,
    /// Manage the participation.
    ManageParticipation,
    /// Go to the previous page, or to the partner if there is none.
    Back,
    /// Return to the partner.
    Close,
}

impl Action {
    /// Every action, in the documentation's order.
    pub const ALL: [Self; 6] = [
        Self::ConnectTariff,
        Self::ChangePeriod,
        Self::ManagePayments,
        Self::ManageParticipation,
        Self::Back,
        Self::Close,
    ];

    /// The API's name of the action.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ConnectTariff => "CONNECT_TARIFF",
            Self::ChangePeriod => "CHANGE_PERIOD",
            Self::ManagePayments => "MANAGE_PAYMENTS",
            Self::ManageParticipation => "MANAGE_PARTICIPATION",
            Self::Back => "BACK",
            Self::Close => "CLOSE",
        }
    }

    /// Parses the API's name; `None` for an action that this page has no control for.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.name() == name)
    }
}

/// What the customer asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// An action that carries no data.
    Do(Action),
    /// The period before the displayed one.
    Previous,
    /// The period after the displayed one.
    Next,
    /// The same time in days, months or years.
    Show(PeriodType),
    /// The period of this type which starts on this day.
    Open(PeriodType, NaiveDate),
    /// The displayed period again.
    Refresh,
}

impl Intent {
    /// The action that the intent needs.
    pub const fn action(self) -> Action {
        match self {
            Self::Do(action) => action,
            Self::Previous | Self::Next | Self::Show(_) | Self::Open(..) | Self::Refresh => Action::ChangePeriod,
        }
    }

    /// The period that it asks for while another one is displayed; `None` for an action without one.
    pub fn period(self, shown: Period, today: NaiveDate) -> Option<Period> {
        Some(match self {
            Self::Do(_) => return None,
            Self::Previous => shown.previous(),
            Self::Next => shown.next(),
            Self::Show(kind) => shown.switched_to(kind, today),
            Self::Open(kind, start) => Period::starting(kind, start),
            Self::Refresh => shown,
        })
    }
}
