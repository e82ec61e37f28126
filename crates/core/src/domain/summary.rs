//! The page `vpp_summary`.

use super::action::Action;
use super::participation::Programme;
use super::performance::Performance;

/// Everything that Connect tells about one customer and one reporting period.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// False in the provider's test mode, where no figure is real.
    pub live: bool,
    /// The IANA name of the programme's time zone. Every date of the page is a civil date in it.
    pub time_zone: String,
    /// What the customer may do now, in the order in which Connect offers it.
    pub actions: Vec<Action>,
    /// Whether an electricity tariff is connected; `None` where Connect does not say.
    pub tariff_connected: Option<bool>,
    /// The programme the customer takes part in.
    pub programme: Programme,
    /// The figures of one period; `None` before there is anything to report.
    pub performance: Option<Performance>,
    /// Whether Connect sent figures that this page cannot read. It then shows none: a wrong amount is worse.
    pub unreadable: bool,
}

impl Summary {
    /// Whether Connect offers this action now. A control whose action is not offered is not shown.
    pub fn offers(&self, action: Action) -> bool {
        self.actions.contains(&action)
    }
}
