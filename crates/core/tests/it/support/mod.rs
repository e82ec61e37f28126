//! What several test files need: dates, zones, the documented page, and a plain language.

#![allow(dead_code, unreachable_pub, missing_docs, reason = "each test file uses a part of this")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

pub mod any;
pub mod driver;
pub mod plain;
pub mod screen;

use chrono::{DateTime, NaiveDate, Offset, TimeZone};
use chrono_tz::Tz;
use proptest::prelude::ProptestConfig;
use serde_json::Value;
use vpp_core::connect::reply::{self, Reply};
use vpp_core::connect::{Answer, Decoded};
use vpp_core::domain::{Decimal, Point, Problem, Summary, Token, Timestamp, Zone, performance::Dispatch};

/// How often a property is tried. Failures are printed with their smallest input and not kept in files.
pub fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

/// The token of every test. No output may ever hold it.
pub const SECRET: &str = "cot_6587fa4362341be5b524de3b";

pub fn token() -> Token {
    Token::parse(SECRET).unwrap()
}

pub fn date(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap_or_else(|_| panic!("{text} should be a date"))
}

/// Unix seconds of an RFC 3339 date-time, by chrono's own parser.
pub fn instant(text: &str) -> i64 {
    DateTime::parse_from_rfc3339(text).unwrap_or_else(|_| panic!("{text} should be a date-time")).timestamp()
}

pub fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap_or_else(|| panic!("{text} should be a number"))
}

/// A zone of the IANA database, independent of the browser's.
pub struct Iana(pub Tz);

impl Iana {
    pub fn named(name: &str) -> Self {
        Self(name.parse().unwrap_or_else(|_| panic!("{name} should be a zone")))
    }
}

impl Zone for Iana {
    fn offset_at(&self, instant: i64) -> i32 {
        let utc = DateTime::from_timestamp(instant, 0).unwrap().naive_utc();
        self.0.offset_from_utc_datetime(&utc).fix().local_minus_utc()
    }
}

/// A point on a civil date.
pub fn on(day: &str, energy: &str, earnings: &str) -> Point {
    Point { when: Timestamp::Date(date(day)), dispatch: dispatch(energy, earnings) }
}

/// A point at an instant.
pub fn at(time: &str, energy: &str, earnings: &str) -> Point {
    Point { when: Timestamp::Instant(instant(time)), dispatch: dispatch(energy, earnings) }
}

pub fn dispatch(energy: &str, earnings: &str) -> Dispatch {
    Dispatch { energy: decimal(energy), earnings: decimal(earnings) }
}

/// The page of a scenario of the sandbox.
pub fn page_of(scenario: &str) -> Value {
    sandbox::scenario(scenario).unwrap_or_else(|| panic!("there is no scenario {scenario}")).page.clone()
}

/// The page of the public documentation.
pub fn documented_page() -> Value {
    page_of("documented")
}

/// Reads a body that came with a status.
pub fn read(status: u16, body: &str) -> Result<Decoded, Problem> {
    reply::read(&Reply { status, retry_after: None, body })
}

/// Reads a page that came with 200.
pub fn read_page(page: &Value) -> Result<Decoded, Problem> {
    read(200, &page.to_string())
}

/// The summary that a page decodes to, which it has to.
pub fn summary_of(page: &Value) -> Summary {
    match read_page(page).unwrap().answer {
        Answer::Summary(summary) => Summary::clone(&summary),
        other => panic!("{other:?} should be a summary"),
    }
}

/// The documented customer.
pub fn documented() -> Summary {
    summary_of(&documented_page())
}
