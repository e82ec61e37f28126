//! What the customer may do.

use super::calendar::PeriodType;
use chrono::NaiveDate;

/// What Connect may offer on the route `vpp_summary`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Leads to the tariff connection flow.
    ConnectTariff,
    /// Asks for another reporting period.
    ChangePeriod,
    /// Leads to the management of payments.
    ManagePayments,
    /// Leads to the management of the participation.
    ManageParticipation,
    /// Goes to the previous page, or back to the partner where there is none.
    Back,
    /// Goes back to the partner.
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

    /// Reads the API's name; `None` for an action that this page has no control for.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.name() == name)
    }
}

/// What the customer asked the page for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// An action that carries no data.
    Do(Action),
    /// The period before the one shown.
    Previous,
    /// The period after the one shown.
    Next,
    /// The same time in days, months or years.
    Show(PeriodType),
    /// The period of this type which starts on this day.
    Open(PeriodType, NaiveDate),
}

impl Intent {
    /// The action that this needs.
    pub const fn action(self) -> Action {
        match self {
            Self::Do(action) => action,
            Self::Previous | Self::Next | Self::Show(_) | Self::Open(..) => Action::ChangePeriod,
        }
    }
}
