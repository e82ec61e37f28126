//! The page `vpp_summary`.

use super::action::Action;
use super::participation::Programme;
use super::performance::Performance;

/// What Connect says about a customer and a reporting period.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// False in test mode, where no figure is real.
    pub live: bool,
    /// The IANA name of the programme's time zone. All dates of the page are civil dates in it.
    pub time_zone: String,
    /// The actions that Connect offers now, in its order.
    pub actions: Vec<Action>,
    /// Whether an electricity tariff is connected; `None` if Connect does not say.
    pub tariff_connected: Option<bool>,
    /// The programme.
    pub programme: Programme,
    /// The figures of a period; `None` before there are any.
    pub performance: Option<Performance>,
    /// Whether Connect sent figures that cannot be read. Then there are none, because a wrong amount would be worse.
    pub unreadable: bool,
}

impl Summary {
    /// Whether Connect offers this action now. The page shows no control for any other.
    pub fn offers(&self, action: Action) -> bool {
        self.actions.contains(&action)
    }
}
