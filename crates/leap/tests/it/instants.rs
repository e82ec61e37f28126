//! Date-times, however they are written.

use crate::support::{at, cases};
use chrono::{DateTime, TimeDelta};
use leap::instant::{format, parse};
use proptest::prelude::*;

#[test]
fn date_times_are_read_as_rfc_3339_and_a_little_more() {
    for (text, instant) in [
        ("2023-01-11T02:45:50Z", "2023-01-11T02:45:50Z"),
        ("2023-01-11T02:45:50", "2023-01-11T02:45:50Z"),
        ("2023-01-11T02:45:50+0000", "2023-01-11T02:45:50Z"),
        ("2023-01-11t02:45:50z", "2023-01-11T02:45:50Z"),
        ("2023-01-11 02:45:50Z", "2023-01-11T02:45:50Z"),
        ("2023-01-11T02:45:50.999Z", "2023-01-11T02:45:50.999Z"),
        ("2023-01-11T02:45:50.9999999999", "2023-01-11T02:45:50.999999999Z"),
        ("2023-01-11T00:00:00+05:45", "2023-01-10T18:15:00Z"),
        ("2023-01-11T00:00:00-08", "2023-01-11T08:00:00Z"),
        ("2023-01-11T00:00:00-0030", "2023-01-11T00:30:00Z"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
        ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"),
    ] {
        assert_eq!(parse(text), Some(at(instant)), "{text}");
    }
    for text in [
        "",
        "yesterday",
        "2023-01-11",
        "2023-02-29T00:00:00Z",
        "2023-01-11T24:00:00Z",
        "2023-01-11T02:45Z",
        "2023-01-11T02:45:50.Z",
        "2023-01-11T02:45:50+5",
        "2023-01-11T02:45:50+24:00",
        "2023-01-11T02:45:50+05:4",
        "2023-01-11T02:45:50 Z",
        "2023-1-11T02:45:50Z",
        "+023-01-11T02:45:50Z",
        "2023-01-11T02:45:61Z",
        "1673405150",
        "２023-01-11T02:45:50Z",
        "2023-01-11T02:45:50é",
        " 2023-01-11T02:45:50Z",
    ] {
        assert_eq!(parse(text), None, "{text}");
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn what_is_written_is_read_back(seconds in -62_000_000_000_i64..253_000_000_000, nanos in 0_i64..1_000_000_000) {
        let instant = DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds) + TimeDelta::nanoseconds(nanos);
        prop_assert_eq!(parse(&format(instant)), Some(instant));
    }

    #[test]
    fn chrono_reads_rfc_3339_alike(text in "20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-][01][0-9]:[0-5][0-9])") {
        prop_assert_eq!(parse(&text), DateTime::parse_from_rfc3339(&text).ok().map(|instant| instant.to_utc()));
    }

    #[test]
    fn arbitrary_text_never_panics(text in ".{0,40}") {
        let _ = parse(&text);
    }
}
