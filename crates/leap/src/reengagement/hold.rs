//! Utilities on hold: no data says how long an outage lasts, so a person says it.

use crate::utility::Utilities;
use chrono::{DateTime, Utc};

/// A utility that nobody is sent to until some time.
///
/// ```
/// use leap::reengagement::Hold;
/// use leap::utility::Utilities;
///
/// let until = leap::instant::parse("2026-07-02T00:00:00Z").ok_or("no date-time")?;
/// let hold = Hold { utility: "sdge".to_owned(), until };
/// assert!(hold.is_for("SDG&E: San Diego Gas & Electric", &Utilities::built_in()));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// The utility: its id, its code, or its label as the Connect API gives it.
    pub utility: String,
    /// When the hold ends.
    pub until: DateTime<Utc>,
}

impl Hold {
    /// Whether it is for the utility with this name.
    pub fn is_for(&self, name: &str, utilities: &Utilities) -> bool {
        let id = |name: &str| utilities.by_label(name).map(|utility| utility.id().to_owned());
        self.utility == name || id(&self.utility).is_some_and(|held| Some(held) == id(name))
    }
}
