//! The named customers and faults that the sandbox can play, one JSON file each.

mod files;

use std::sync::LazyLock;

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::Deserialize;
use serde_json::Value;

use super::{fault::Fault, fields::field};
use crate::dispatch::Generator;

pub use files::FILES;

/// The token in the public documentation's example. It selects the scenario `documented`.
pub const DOCUMENTED_TOKEN: &str = "cot_6587fa4362341be5b524de3b";

const PREFIX: &str = "cot_sandbox-";

/// So many characters of a token's suffix are in a reference: with `ref-`, it has the 50 that a reference may have.
const MOST_OF_SUFFIX: usize = 46;

/// A customer, or a fault that a customer can meet.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// The short name, which is also the name of the file.
    pub name: String,
    /// A heading for the index page.
    pub title: String,
    /// One sentence that says what the scenario shows.
    pub description: String,
    /// The section of the index page that lists it.
    pub group: Group,
    /// Fixes "today" in the programme's time zone; without it, today is the real day.
    #[serde(default)]
    pub today: Option<NaiveDate>,
    /// What goes wrong, if anything.
    #[serde(default)]
    pub fault: Option<Fault>,
    /// Generates the figures; without it, those of the page are served unchanged.
    #[serde(default)]
    pub generator: Option<Generator>,
    /// The address of `session_complete`. In all addresses here, `{origin}` stands for the origin of the sandbox and
    /// `{token}` for the session's token.
    #[serde(default)]
    pub callback_url: Option<String>,
    /// Whether `session_complete` uses the older name `callback_uri`.
    #[serde(default)]
    pub older_callback: bool,
    /// Whether the session ends with a `session_redirect` to the callback instead of a `session_complete`.
    #[serde(default)]
    pub ends_by_redirect: bool,
    /// The address to which CONNECT_TARIFF redirects; without it, the stand-in tariff page.
    #[serde(default)]
    pub redirect_url: Option<String>,
    /// The address to which MANAGE_PAYMENTS redirects; without it, MANAGE_PAYMENTS leads to `payment_history`.
    #[serde(default)]
    pub payments_url: Option<String>,
    /// The route on which the session starts, if it is not `vpp_summary`.
    #[serde(default)]
    pub start_route: Option<String>,
    /// The `actions` that pages of foreign routes list. With `null`, those pages have no `actions`.
    #[serde(default = "back_only")]
    pub foreign_actions: Option<Vec<String>>,
    /// What becomes of the customer who connects their utility through Leap.
    #[serde(default)]
    pub joins: Option<Joins>,
    /// A complete `vpp_summary` answer, the template of the scenario's answers.
    pub page: Value,
}

/// Which pages show a customer who has joined. Each is the page of a scenario, with the participation state set.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Joins {
    /// The scenario while Leap waits for the meter.
    pub enrolling: String,
    /// The scenario once the meter is there.
    pub active: String,
}

/// The sections of the index page, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// The documentation's example.
    Documented,
    /// One customer for each participation state.
    Participation,
    /// Customers who can join through Leap.
    Joining,
    /// Figures, currencies and time zones.
    Figures,
    /// Pages with parts missing, added or in other places.
    Shape,
    /// Where the conversation leads.
    Flow,
    /// Faults before the summary is on the screen.
    FaultAtStart,
    /// Faults with the summary on the screen.
    FaultLater,
}

impl Group {
    /// All sections, in the order of the index page.
    pub const ALL: [Self; 8] = [
        Self::Documented,
        Self::Participation,
        Self::Joining,
        Self::Figures,
        Self::Shape,
        Self::Flow,
        Self::FaultAtStart,
        Self::FaultLater,
    ];

    /// The heading on the index page.
    pub fn title(self) -> &'static str {
        match self {
            Self::Documented => "The documented customer",
            Self::Participation => "Participation states",
            Self::Joining => "Joining through Leap",
            Self::Figures => "Figures, currencies and time zones",
            Self::Shape => "Pages with parts missing, added or in other places",
            Self::Flow => "Where the conversation leads",
            Self::FaultAtStart => "Faults at the start",
            Self::FaultLater => "Faults with the summary on the screen",
        }
    }
}

impl Scenario {
    /// The token that selects the scenario.
    pub fn token(&self) -> String {
        if self.name == "documented" { DOCUMENTED_TOKEN.to_owned() } else { format!("{PREFIX}{}", self.name) }
    }

    /// The address that opens the page for a token, without the origin. Customers who can join have a reference in it.
    pub fn path(&self, token: &str) -> String {
        let reference = self.joins.as_ref().map_or_else(String::new, |_| format!("&ref_id={}", reference_of(token)));
        format!("/?fp_cot={token}{reference}")
    }

    /// A token with a session of its own, so that tests do not share one.
    pub fn token_with(&self, suffix: &str) -> String {
        format!("{}--{suffix}", self.token())
    }

    /// The programme's time zone; UTC if the page names none or an unknown one.
    pub fn zone(&self) -> Tz {
        let name = field(&self.page, "timezone").and_then(Value::as_str);
        name.and_then(|name| name.parse().ok()).unwrap_or(Tz::UTC)
    }

    /// The current participation state of the page.
    ///
    /// It is a string, an object with a `state`, or an array of such objects, of which the one that is `IN_PROGRESS` is
    /// current.
    pub fn participation_state(&self) -> Option<&str> {
        match field(&self.page, "programme")?.get("participation_state")? {
            Value::Array(states) => states.iter().find(|state| state["status"] == "IN_PROGRESS")?["state"].as_str(),
            Value::Object(state) => state.get("state")?.as_str(),
            state => state.as_str(),
        }
    }

    /// The route on which a session starts.
    pub fn first_route(&self) -> &str {
        self.start_route.as_deref().unwrap_or("vpp_summary")
    }

    /// The actions that the page offers at first.
    pub fn actions(&self) -> Vec<&str> {
        let actions = field(&self.page, "actions").and_then(Value::as_array);
        actions.map(|list| list.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
    }

    /// The figures of the page, if it has any.
    pub fn performance(&self) -> Option<&Value> {
        field(&self.page, "performance")
    }

    /// Whether sessions of the scenario show live data.
    pub fn live_mode(&self) -> bool {
        field(&self.page, "live_mode").and_then(Value::as_bool).unwrap_or(true)
    }
}

/// All scenarios, in the order of the index page.
pub fn scenarios() -> &'static [Scenario] {
    &SCENARIOS
}

/// The scenario with this name.
pub fn scenario(name: &str) -> Option<&'static Scenario> {
    scenarios().iter().find(|scenario| scenario.name == name)
}

/// The scenario that a token selects: `cot_sandbox-<name>`, optionally followed by `--` and any suffix.
pub fn by_token(token: &str) -> Option<&'static Scenario> {
    let base = token.split_once("--").map_or(token, |(base, _)| base);
    if base == DOCUMENTED_TOKEN {
        return scenario("documented");
    }
    scenario(base.strip_prefix(PREFIX)?)
}

/// The reference of the customer with a token: `ref-` and the end of its suffix, so that each session has a customer of its
/// own. Without a suffix it is `ref-` and the name of the scenario.
pub fn reference_of(token: &str) -> String {
    let own = token.split_once("--").map(|(_, suffix)| suffix);
    let own = own.or_else(|| token.strip_prefix(PREFIX)).unwrap_or(token);
    // Tokens are ASCII, so any place is the border of a character.
    format!("ref-{}", own.get(own.len().saturating_sub(MOST_OF_SUFFIX)..).unwrap_or(own))
}

fn back_only() -> Option<Vec<String>> {
    Some(vec!["BACK".to_owned()])
}

/// A file that does not parse is skipped here; a test makes sure that all of them parse.
static SCENARIOS: LazyLock<Vec<Scenario>> =
    LazyLock::new(|| FILES.iter().filter_map(|(_, text)| serde_json::from_str(text).ok()).collect());
