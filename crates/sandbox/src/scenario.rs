//! The named customers and mishaps that the sandbox can play, one JSON file each.

use std::sync::LazyLock;

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::Deserialize;
use serde_json::Value;

use crate::{answer::Fault, dispatch::Generator};

/// The token of the public documentation's example. It addresses the scenario `documented`.
pub const DOCUMENTED_TOKEN: &str = "cot_6587fa4362341be5b524de3b";

const PREFIX: &str = "cot_sandbox-";

/// A customer, or a mishap that can befall one.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// The short name, which is also the file's.
    pub name: String,
    /// A heading for the index page.
    pub title: String,
    /// One sentence that says what there is to see.
    pub description: String,
    /// The part of the index page that lists it.
    pub group: Group,
    /// Pins "today" in the programme's zone; without it the real day counts.
    #[serde(default)]
    pub today: Option<NaiveDate>,
    /// What goes wrong, if anything.
    #[serde(default)]
    pub fault: Option<Fault>,
    /// Where the figures come from; without it the page's own are served as they stand.
    #[serde(default)]
    pub generator: Option<Generator>,
    /// The address of `session_complete`; `{origin}` stands for the sandbox's own.
    #[serde(default)]
    pub callback_url: Option<String>,
    /// Whether `session_complete` uses the older name `callback_uri`.
    #[serde(default)]
    pub older_callback: bool,
    /// The address of `session_redirect`; `{origin}` stands for the sandbox's own.
    #[serde(default)]
    pub redirect_url: Option<String>,
    /// The route on which the session starts, where that is not `vpp_summary`.
    #[serde(default)]
    pub start_route: Option<String>,
    /// A complete `vpp_summary` answer, from which the answers are made.
    pub page: Value,
}

/// The parts of the index page, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// The documentation's own example.
    Documented,
    /// One customer for each participation state.
    Participation,
    /// Figures, currencies and zones.
    Figures,
    /// Pages with parts missing or added.
    Shape,
    /// Where the conversation leads.
    Flow,
    /// Mishaps before there is anything on the screen.
    FaultAtStart,
    /// Mishaps with the summary on the screen.
    FaultLater,
}

impl Group {
    /// All parts in the order of the index page.
    pub const ALL: [Self; 7] = [
        Self::Documented,
        Self::Participation,
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
            Self::Figures => "Figures, currencies and time zones",
            Self::Shape => "Pages with parts missing or added",
            Self::Flow => "Where the conversation leads",
            Self::FaultAtStart => "Mishaps at the start",
            Self::FaultLater => "Mishaps with the summary on the screen",
        }
    }
}

impl Scenario {
    /// The token that addresses the scenario.
    pub fn token(&self) -> String {
        if self.name == "documented" { DOCUMENTED_TOKEN.to_owned() } else { format!("{PREFIX}{}", self.name) }
    }

    /// A token of its own for one session of the scenario, so that tests do not meet in one session.
    pub fn token_with(&self, suffix: &str) -> String {
        format!("{}--{suffix}", self.token())
    }

    /// The programme's time zone; UTC where the page names none that is known.
    pub fn zone(&self) -> Tz {
        let name = self.page.get("timezone").and_then(Value::as_str);
        name.and_then(|name| name.parse().ok()).unwrap_or(Tz::UTC)
    }

    /// The participation state that the page shows.
    pub fn participation_state(&self) -> Option<&str> {
        self.page.pointer("/programme/participation_state")?.as_str()
    }

    /// The route on which a session starts.
    pub fn first_route(&self) -> &str {
        self.start_route.as_deref().unwrap_or("vpp_summary")
    }

    /// The actions that the page offers at first.
    pub fn actions(&self) -> Vec<&str> {
        let actions = self.page.get("actions").and_then(Value::as_array);
        actions.map(|list| list.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
    }

    /// Whether sessions of the scenario show live data.
    pub fn live_mode(&self) -> bool {
        self.page["live_mode"].as_bool().unwrap_or(true)
    }
}

/// All scenarios in the order of the index page.
pub fn scenarios() -> &'static [Scenario] {
    &SCENARIOS
}

/// The scenario of this name.
pub fn scenario(name: &str) -> Option<&'static Scenario> {
    scenarios().iter().find(|scenario| scenario.name == name)
}

/// The scenario that a token addresses: `cot_sandbox-<name>`, or the same with `--` and anything behind it.
pub fn addressed_by(token: &str) -> Option<&'static Scenario> {
    let address = token.split_once("--").map_or(token, |(address, _)| address);
    if address == DOCUMENTED_TOKEN {
        return scenario("documented");
    }
    scenario(address.strip_prefix(PREFIX)?)
}

/// A file that does not parse is left out here; a test holds that none is.
static SCENARIOS: LazyLock<Vec<Scenario>> =
    LazyLock::new(|| FILES.iter().filter_map(|(_, text)| serde_json::from_str(text).ok()).collect());

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        /// The scenario files by name, in the order of the index page.
        pub const FILES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../scenarios/", $name, ".json")))),*];
    };
}

files![
    "documented",
    "not_enrolled",
    "enrolling",
    "active",
    "suspended",
    "unenrolling",
    "unenrolled",
    "failed",
    "unknown_state",
    "empty_period",
    "negative_day",
    "mid_month",
    "yen",
    "dinar",
    "euro",
    "half_hour_zone",
    "daily_year",
    "single_day_point",
    "disorder",
    "sum_mismatch",
    "test_mode",
    "minimal",
    "no_performance",
    "additions",
    "long_names",
    "markup_in_names",
    "few_actions",
    "no_actions",
    "back_only",
    "app_link",
    "callback_uri",
    "hostile_callback",
    "redirect_with_query",
    "hostile_redirect",
    "starts_elsewhere",
    "expired_token",
    "slow",
    "very_slow",
    "http_500_html",
    "http_404_html",
    "http_503_error_object",
    "error_object_200",
    "fails_once",
    "rate_limit",
    "rate_limit_no_header",
    "truncated_json",
    "not_json",
    "refused_connection",
    "slow_action",
    "very_slow_action",
    "fails_on_action",
    "fails_once_on_action",
    "refuses_action",
    "ends_on_action",
    "rate_limit_on_action",
    "truncated_on_action",
    "refused_connection_on_action",
];
