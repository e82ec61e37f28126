//! What the tests share: dates, zones, figures, the documented page, a plain language and the page as they drive it.

pub mod any;
pub mod customer;
pub mod page;
pub mod plain;
pub mod shown;
pub mod wire;

use chrono::{DateTime, NaiveDate, Offset, TimeZone};
use chrono_tz::Tz;
use proptest::prelude::ProptestConfig;
use serde_json::Value;
use vpp_core::connect::Decoded;
use vpp_core::connect::reply::{self, Reply};
use vpp_core::domain::date_time::parse_date_time;
use vpp_core::domain::performance::{BucketValue, Dispatch};
use vpp_core::domain::{
    Answer, Decimal, Performance, Period, PeriodType, Point, Problem, Summary, Timestamp, Token, Zone,
};

/// How many cases of a property are tried. A failure prints its smallest input; none is kept in a file.
pub fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

/// The token of every test. No output may contain it.
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

/// The time zone of the documented programme.
pub const DENVER: &str = "America/Denver";

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

pub fn dispatch(energy: &str, earnings: &str) -> Dispatch {
    Dispatch { energy: decimal(energy), earnings: decimal(earnings) }
}

/// A point on a civil date. A figure without digits is not known.
pub fn on(day: &str, energy: &str, earnings: &str) -> Point {
    point(Timestamp::Date(date(day)), energy, earnings)
}

/// A point at a time, with its distance to UTC or without.
pub fn at(time: &str, energy: &str, earnings: &str) -> Point {
    let (civil, offset) = parse_date_time(time).unwrap_or_else(|| panic!("{time} should be a date-time"));
    point(Timestamp::Time(civil, offset), energy, earnings)
}

fn point(when: Timestamp, energy: &str, earnings: &str) -> Point {
    Point { when, energy: Decimal::parse(energy), earnings: Decimal::parse(earnings) }
}

/// A point whose figures are known.
pub fn known(when: Timestamp, dispatch: Dispatch) -> Point {
    Point { when, energy: Some(dispatch.energy), earnings: Some(dispatch.earnings) }
}

/// A point's figures as far as they are known.
pub fn of_point(point: &Point) -> Dispatch {
    Dispatch { energy: point.energy.unwrap_or_default(), earnings: point.earnings.unwrap_or_default() }
}

/// A bucket's figures as far as they are known; `None` if none are.
pub fn of_bucket(value: &BucketValue) -> Option<Dispatch> {
    value.energy.or(value.earnings)?;
    Some(Dispatch { energy: value.energy.unwrap_or_default(), earnings: value.earnings.unwrap_or_default() })
}

/// The calendar month that starts on this day.
pub fn month(start: &str) -> Period {
    Period::containing(PeriodType::Month, date(start))
}

/// What these dispatches add up to.
pub fn sum(dispatches: impl Iterator<Item = Dispatch> + Clone) -> Dispatch {
    let earnings = dispatches.clone().map(|one| one.earnings).sum();
    Dispatch { energy: dispatches.map(|one| one.energy).sum(), earnings }
}

/// The buckets with dispatch, by name.
pub fn dispatched(values: &[BucketValue]) -> Vec<(String, Dispatch)> {
    values.iter().filter_map(|value| Some((value.bucket.name(), of_bucket(value)?))).collect()
}

/// The page of a scenario of the sandbox.
pub fn page_of(scenario: &str) -> Value {
    wire::scenario(scenario).unwrap_or_else(|| panic!("there is no scenario {scenario}")).page.clone()
}

/// The page of the public documentation.
pub fn documented_page() -> Value {
    page_of("documented")
}

/// Reads a body that came with a status.
pub fn read(status: u16, body: &str) -> Result<Decoded, Problem> {
    reply::read::<Value>(&Reply { status, retry_after: None, body })
}

/// Reads a page that came with 200.
pub fn read_page(page: &Value) -> Result<Decoded, Problem> {
    read(200, &page.to_string())
}

/// The paths of the warnings that come with a page.
pub fn warnings(page: &Value) -> Vec<String> {
    read_page(page).unwrap().warnings.iter().map(|warning| warning.path.to_string()).collect()
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

/// The documented customer with a change.
pub fn documented_with(change: impl FnOnce(&mut Summary)) -> Summary {
    let mut summary = documented();
    change(&mut summary);
    summary
}

/// The documented customer with a change of the figures.
pub fn documented_with_figures(change: impl FnOnce(&mut Performance)) -> Summary {
    documented_with(|summary| change(summary.performance.as_mut().unwrap()))
}

/// The documented figures.
pub fn documented_figures() -> Performance {
    documented().performance.unwrap()
}

/// The documented customer a month earlier.
pub fn january() -> Summary {
    documented_with_figures(|figures| figures.period = figures.period.previous())
}

/// The documented customer in another period, with these points and what they add up to.
pub fn in_period(kind: PeriodType, day: &str, points: Vec<Point>) -> Summary {
    documented_with_figures(|figures| {
        figures.total = sum(points.iter().map(of_point));
        (figures.period, figures.points) = (Period::containing(kind, date(day)), points);
    })
}
