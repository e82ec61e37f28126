//! How long an answer takes from its JSON to the page: decoding, update and view model, for a month, a year of days and a hundred
//! points for each day of a year.
//!
//! `cargo bench -p vpp-core` fails if the largest takes more than a second. Decoding is by serde_json here; in the browser it is by
//! the browser's own parser, which is faster. The time is that of the processor, where the system tells it, and the best of some
//! runs: the others measure what else the machine does.

#![allow(clippy::expect_used, clippy::panic, reason = "a benchmark fails by panicking")]

#[allow(dead_code, unreachable_pub, reason = "the tests use more of it")]
#[path = "../tests/it/support/plain.rs"]
mod plain;

use chrono::{NaiveDate, TimeDelta};
use plain::Plain;
use serde_json::{Value, json};
use std::hint::black_box;
use std::time::{Duration, Instant};
use vpp_core::connect::reply::{self, Reply};
use vpp_core::domain::{Answer, Token, Zone};
use vpp_core::state::{Model, Msg, update};
use vpp_core::view_model::{Env, PageView};

const RUNS: usize = 9;
const MOST_TIME: Duration = Duration::from_secs(1);

fn main() {
    println!("{:>7} points  {:>9} {:>9} {:>10}  in ms", "", "decoding", "update", "view model");
    for (points, kind, days, points_a_day) in [(31, "MONTH", 31, 1), (366, "YEAR", 366, 1), (36_600, "YEAR", 366, 100)]
    {
        let json = answer(kind, days, points_a_day);
        let mut best = [Duration::MAX; 3];
        for _ in 0..RUNS {
            for (best, time) in best.iter_mut().zip(run(&json, points)) {
                *best = time.min(*best);
            }
        }
        let [decoding, updating, viewing] = best.map(|time| time.as_secs_f64() * 1e3);
        println!("{points:>7} points  {decoding:>9.3} {updating:>9.3} {viewing:>10.3}");
        let sum: Duration = best.iter().sum();
        assert!(sum <= MOST_TIME, "{points} points took {sum:?}, which is more than {MOST_TIME:?}");
    }
}

/// Shows an answer to the first request: how long decoding, update and view model take.
fn run(json: &str, points: usize) -> [Duration; 3] {
    let mut model = Model::default();
    let token = Token::parse("cot_6587fa4362341be5b524de3b").expect("a token");
    update(&mut model, Msg::SessionOpened { token, resume: false });
    let id = model.pending.as_ref().expect("the page has asked for the summary").id;

    let watch = Stopwatch::start();
    let decoded = reply::read::<Value>(&Reply { status: 200, retry_after: None, body: json });
    let decoding = watch.elapsed();
    let answer = decoded.expect("the answer can be decoded").answer;
    let Answer::Summary(summary) = &answer else { panic!("the answer is not a summary") };
    assert_eq!(summary.performance.as_ref().map(|performance| performance.points.len()), Some(points));

    let watch = Stopwatch::start();
    let effects = update(&mut model, Msg::AnswerReceived { id, result: Ok(answer), now: 1_740_000_000 });
    let updating = watch.elapsed();
    black_box(effects);

    let today = NaiveDate::from_ymd_opt(2025, 2, 28).expect("a day");
    let env = Env { locale: &Plain, zone: &Denver, today, title: None, home: None, leap: None };
    let watch = Stopwatch::start();
    let page = PageView::of(&model, &env);
    let viewing = watch.elapsed();
    let figures = page.summary.as_ref().and_then(|summary| summary.figures.as_ref()).expect("the page shows figures");
    assert!(figures.bars.len() >= 31);
    [decoding, updating, viewing]
}

/// An answer for the period that starts on 1 January 2024, with points on dates or, if a day has several, at times.
fn answer(kind: &str, days: i64, points_a_day: i64) -> String {
    let first = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a day");
    let point = |index: i64| {
        let day = first + TimeDelta::days(index / points_a_day);
        let minute = index % points_a_day;
        let date = if points_a_day == 1 {
            day.to_string()
        } else {
            format!("{day}T{:02}:{:02}:00-07:00", 10 + minute / 60, minute % 60)
        };
        // Cents that differ from day to day.
        let cents = 100 + index * 7919 % 900;
        json!({"date": date, "dispatched_kwh": cents as f64 / 100.0, "earnings": cents as f64 / 50.0})
    };
    json!({
        "connect_token": "cot_6587fa4362341be5b524de3b",
        "route": "vpp_summary",
        "timezone": "America/Denver",
        "currency_code": "USD",
        "live_mode": true,
        "actions": ["CHANGE_PERIOD", "MANAGE_PAYMENTS", "MANAGE_PARTICIPATION", "BACK", "CLOSE"],
        "tariff_connected": true,
        "programme": {
            "provider_id": "prv_8587fa49c7e5297ccc6c57e5",
            "provider_display_name": "Leap",
            "programme_id": "vpr_6a1f8e375db9de605baadd46",
            "programme_display_name": "Community Powershare",
            "participation_state": "ACTIVE"
        },
        "performance": {
            "period_type": kind,
            "period_start": first.to_string(),
            "period_end": (first + TimeDelta::days(days - 1)).to_string(),
            "available_period_types": ["DAY", "MONTH", "YEAR"],
            "has_previous": true,
            "has_next": true,
            "series": (0..days * points_a_day).map(point).collect::<Vec<_>>()
        }
    })
    .to_string()
}

/// The programme's zone, without its daylight saving time.
struct Denver;

impl Zone for Denver {
    fn offset_at(&self, _: i64) -> i32 {
        -7 * 3600
    }
}

/// Measures time.
struct Stopwatch {
    wall: Instant,
    processor: Option<Duration>,
}

impl Stopwatch {
    fn start() -> Self {
        Self { wall: Instant::now(), processor: processor_time() }
    }

    fn elapsed(&self) -> Duration {
        // The wall's clock is finer, but only good for what is over before the system switches to something else.
        let wall = self.wall.elapsed();
        let processor = processor_time().zip(self.processor).map(|(now, then)| now - then);
        processor.filter(|time| !time.is_zero()).map_or(wall, |time| time.min(wall))
    }
}

/// How long this thread has run, where the system says so.
fn processor_time() -> Option<Duration> {
    let statistics = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(statistics.split(' ').next()?.parse().ok()?))
}
