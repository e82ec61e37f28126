//! What the page is about: a customer's programme, its state and its earnings.
//!
//! Nothing in here knows JSON, a browser, a clock or Leptos. The current day and the programme's time zone are always
//! arguments, so that everything can be tested natively and gives the same result everywhere.

pub mod action;
pub mod address;
pub mod calendar;
pub mod decimal;
pub mod earnings;
pub mod insight;
pub mod problem;
pub mod programme;
pub mod token;

pub use action::{Action, Intent, Refusal, Request};
pub use address::Address;
pub use calendar::{Period, PeriodType, Zone};
pub use decimal::Decimal;
pub use earnings::{Performance, Point, When};
pub use insight::Insight;
pub use problem::{Problem, ProblemKind};
pub use programme::{Participation, Programme};
pub use token::Token;

/// The page `vpp_summary`: everything Connect tells about one customer and one reporting period.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// False in the provider's test mode, where no figure is real.
    pub live: bool,
    /// IANA name of the programme's time zone, which every date of the page is meant in.
    pub time_zone: String,
    /// What the customer may do now, in the order in which Connect offers it.
    pub actions: Vec<Action>,
    /// Whether an electricity tariff is connected; `None` where Connect does not say.
    pub tariff_connected: Option<bool>,
    /// The programme the customer takes part in.
    pub programme: Programme,
    /// The figures of one period; `None` before there is anything to report.
    pub performance: Option<Performance>,
    /// Whether Connect sent figures that this page cannot read. Then there are none: a wrong amount is worse.
    pub unreadable: bool,
}

impl Summary {
    /// Whether Connect offers this action now. A control whose action is not offered is not shown.
    pub fn offers(&self, action: Action) -> bool {
        self.actions.contains(&action)
    }
}
