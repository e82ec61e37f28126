//! Which connections are listed.

use super::{output, values};
use chrono::{DateTime, Utc};
use clap::Args;
use leap::connection::{Connection, ConnectionStatus};
use leap::text::visible;
use leap::utility::Utilities;

/// Filters. Several of one kind are alternatives; those of different kinds all have to fit.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Filters")]
pub(crate) struct Filters {
    /// A status such as PARTIAL, or `open` for NOT_STARTED, PARTIAL and ERROR
    #[arg(long, value_name = "STATUS")]
    pub(crate) status: Vec<String>,
    /// A utility: its id, its code, or its label as the Connect API gives it
    #[arg(long, value_name = "UTILITY")]
    pub(crate) utility: Vec<String>,
    /// A region such as CAISO
    #[arg(long, value_name = "REGION")]
    pub(crate) region: Vec<String>,
    /// A customer's reference
    #[arg(long, value_name = "REFERENCE", allow_hyphen_values = true)]
    pub(crate) ref_id: Vec<String>,
    /// The earliest last interaction
    #[arg(long, value_name = "TIME", value_parser = values::time)]
    pub(crate) since: Option<DateTime<Utc>>,
}

impl Filters {
    /// Whether a connection fits.
    pub(crate) fn fit(&self, connection: &Connection, utilities: &Utilities) -> bool {
        let names = || connection.utilities.iter().filter_map(|utility| utility.name.as_deref());
        any(&self.status, |status| is_of_status(connection, status))
            && any(&self.utility, |wanted| names().any(|name| is_utility(wanted, name, utilities)))
            && any(&self.region, |region| {
                connection.region.as_deref().is_some_and(|one| one.eq_ignore_ascii_case(region))
            })
            && any(&self.ref_id, |reference| connection.reference.as_deref() == Some(reference))
            && self.since.is_none_or(|since| connection.last_activity().is_some_and(|time| time >= since))
    }

    /// Says on standard error which statuses are none of Leap's. They may be new, or mistyped.
    pub(crate) fn warn(&self) {
        for status in self.status.iter().filter(|status| *status != "open") {
            if matches!(ConnectionStatus::read(&status.to_ascii_uppercase()), ConnectionStatus::Other(_)) {
                output::warn(&format!("{} is no known status", visible(status)));
            }
        }
    }

    /// Whether a customer without a connection fits: by the reference and the utilities of the link.
    pub(crate) fn fit_absent(&self, reference: &str, of_link: &[String], utilities: &Utilities) -> bool {
        self.status.is_empty()
            && self.region.is_empty()
            && self.since.is_none()
            && any(&self.utility, |wanted| of_link.iter().any(|name| is_utility(wanted, name, utilities)))
            && any(&self.ref_id, |wanted| wanted == reference)
    }
}

/// Whether one of the alternatives fits, or there are none.
fn any(alternatives: &[String], fits: impl Fn(&str) -> bool) -> bool {
    alternatives.is_empty() || alternatives.iter().any(|one| fits(one))
}

fn is_of_status(connection: &Connection, wanted: &str) -> bool {
    let status = connection.status.as_ref();
    match wanted {
        "open" => status.is_some_and(ConnectionStatus::is_open),
        _ => status.is_some_and(|status| status.as_str().eq_ignore_ascii_case(wanted)),
    }
}

/// Whether two names are of one utility.
fn is_utility(wanted: &str, name: &str, utilities: &Utilities) -> bool {
    let id = |name: &str| utilities.by_label(name).map(|utility| utility.id().to_owned());
    wanted == name || id(wanted).is_some_and(|wanted| Some(wanted) == id(name))
}
