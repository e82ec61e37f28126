//! How long 100,000 connections take, on one core: from their JSON and from their values to their next steps.
//!
//! `cargo bench -p leap` fails if that is more than 2 s or 400 MiB. The time is that of the processor, where the system tells it,
//! and the best of some runs: the others measure what else the machine does.

#![allow(clippy::expect_used, clippy::panic, reason = "a benchmark fails by panicking")]

use leap::class::CustomerClass;
use leap::next_step::{Action, Policy, next_step};
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

const CONNECTIONS: usize = 100_000;
const RUNS: usize = 5;
const MOST_TIME: Duration = Duration::from_secs(2);
const MOST_MEMORY: u64 = 400 * 1024 * 1024;

/// Statuses of the entry and of its utility, with a code.
const CASES: [(&str, &str, &str); 6] = [
    ("ERROR", "ERROR", "\"USER_CANCELED\""),
    ("NOT_STARTED", "NOT_CONNECTED", "null"),
    ("COMPLETED", "CONNECTED", "null"),
    ("PARTIAL", "NOT_CONNECTED", "null"),
    ("PARTIAL", "CONNECTED", "null"),
    ("ERROR", "ERROR", "\"mfa_missing\""),
];

fn main() {
    let json = answer();
    let now = leap::instant::parse("2026-07-02T00:00:00Z").expect("a time");
    let policy = Policy::default();
    let class = Some(CustomerClass::Residential);
    let step_all = |connections: &[leap::connection::Connection]| {
        let steps = connections.iter().map(|connection| next_step(connection, now, class, &policy));
        steps.filter(|step| black_box(step).action != Action::None).count()
    };
    let (mut decoding, mut stepping) = (Duration::MAX, Duration::MAX);
    for _ in 0..RUNS {
        let start = Stopwatch::start();
        let page = leap::decode::json(&json).expect("the answer can be decoded");
        decoding = decoding.min(start.elapsed());
        assert!(page.connections.len() == CONNECTIONS && page.problems.is_empty());
        let start = Stopwatch::start();
        let open = step_all(&page.connections);
        stepping = stepping.min(start.elapsed());
        assert!(open > CONNECTIONS / 2);
    }
    let memory = peak_memory();
    println!("{CONNECTIONS} connections, {:.1} MB of JSON", json.len() as f64 / 1e6);
    println!("from their values to next steps   {:>7.0} ms", stepping.as_secs_f64() * 1e3);
    println!("from their JSON to next steps     {:>7.0} ms", (decoding + stepping).as_secs_f64() * 1e3);
    println!("peak memory                       {:>7.0} MiB", memory.unwrap_or_default() as f64 / 1024.0 / 1024.0);
    let time = decoding + stepping + stepping;
    assert!(time <= MOST_TIME, "{time:?} is more than {MOST_TIME:?}");
    assert!(memory.is_none_or(|memory| memory <= MOST_MEMORY), "more than {MOST_MEMORY} bytes");
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
        let processor = processor_time().zip(self.processor).map(|(now, then)| now - then);
        processor.unwrap_or_else(|| self.wall.elapsed())
    }
}

/// How long this thread has run, where the system says so.
fn processor_time() -> Option<Duration> {
    let statistics = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(statistics.split(' ').next()?.parse().ok()?))
}

/// An answer as Leap documents it, with two utilities.
fn answer() -> String {
    let mut json = String::with_capacity(90_000_000);
    json.push_str("{\"connections\":[");
    for number in 0..CONNECTIONS {
        let (status, of_utility, code) = CASES[number % CASES.len()];
        let comma = if number == 0 { "" } else { "," };
        let minute = number % 60;
        write!(
            json,
            "{comma}{{\"id\":\"CAISO_62631455-9dfd-433b-9482-{number:012}_Test{number}\",\"transmission_region\":\"CAISO\",\
             \"ref_id\":\"Test{number}\",\"start_date_time_utc\":\"2026-07-01T02:{minute:02}:57Z\",\
             \"last_interaction_date_time_utc\":\"2026-07-01T03:{minute:02}:50Z\",\"connection_status\":\"{status}\",\
             \"utility_connections\":[{{\"authorization_uuid\":\"910bfb80-8b22-4341-8b5b-{number:012}\",\
             \"utility_name\":\"SDG&E: San Diego Gas & Electric\",\"utility_is_required\":true,\"status\":\"{of_utility}\",\
             \"error_code\":{code},\"start_date_time_utc\":\"2026-07-01T02:{minute:02}:57Z\",\
             \"last_interaction_date_time_utc\":\"2026-07-01T03:{minute:02}:50Z\"}}],\
             \"agreements\":{{\"prohibited_resource_attestation_status\":\"NOT_REQUIRED\",\
             \"demand_response_participation_agreement_status\":\"NOT_REQUIRED\"}}}}"
        )
        .expect("a text takes all");
    }
    json.push_str("],\"nextPageToken\":null}");
    json
}

/// The most memory that this process had, in bytes, where the system says so.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|kibibytes| kibibytes * 1024)
}
