//! Civil days, reporting periods, and the text forms of dates and date-times.

use crate::support::{any, date};
use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, TimeZone};
use proptest::prelude::*;
use vpp_core::domain::calendar::{first_of_month, iso_date, parse_date};
use vpp_core::domain::date_time::parse_date_time;
use vpp_core::domain::{Period, PeriodType};

fn period(kind: PeriodType, day: &str) -> Period {
    Period::containing(kind, date(day))
}

/// The instant of a date-time with a distance to UTC.
fn parse_instant(text: &str) -> Option<i64> {
    let (civil, offset) = parse_date_time(text)?;
    Some(civil - i64::from(offset?))
}

fn bounds(period: Period) -> (String, String) {
    (period.start().to_string(), period.end().to_string())
}

#[test]
fn a_period_has_the_days_of_its_calendar_unit() {
    use PeriodType::{Day, Month, Year};
    for (kind, day, start, end, days) in [
        (Day, "2025-02-16", "2025-02-16", "2025-02-16", 1),
        (Day, "2024-02-29", "2024-02-29", "2024-02-29", 1),
        (Month, "2025-02-16", "2025-02-01", "2025-02-28", 28),
        (Month, "2024-02-01", "2024-02-01", "2024-02-29", 29),
        (Month, "1900-02-28", "1900-02-01", "1900-02-28", 28),
        (Month, "2000-02-29", "2000-02-01", "2000-02-29", 29),
        (Month, "2025-04-30", "2025-04-01", "2025-04-30", 30),
        (Month, "2025-12-31", "2025-12-01", "2025-12-31", 31),
        (Year, "2024-02-29", "2024-01-01", "2024-12-31", 366),
        (Year, "2025-12-31", "2025-01-01", "2025-12-31", 365),
        (Year, "2100-01-01", "2100-01-01", "2100-12-31", 365),
    ] {
        let period = period(kind, day);
        assert_eq!(bounds(period), (start.to_owned(), end.to_owned()), "{kind:?} {day}");
        assert_eq!(period.days().count(), days, "{kind:?} {day}");
        assert_eq!(period.kind(), kind);
    }
}

#[test]
fn the_neighbours_of_a_period_are_of_the_same_type_across_month_and_year_ends() {
    use PeriodType::{Day, Month, Year};
    for (kind, day, previous, next) in [
        (Day, "2025-03-01", "2025-02-28", "2025-03-02"),
        (Day, "2024-02-29", "2024-02-28", "2024-03-01"),
        (Day, "2025-01-01", "2024-12-31", "2025-01-02"),
        (Month, "2025-03-31", "2025-02-01", "2025-04-01"),
        (Month, "2025-01-31", "2024-12-01", "2025-02-01"),
        (Month, "2024-12-31", "2024-11-01", "2025-01-01"),
        (Year, "2024-02-29", "2023-01-01", "2025-01-01"),
    ] {
        let period = period(kind, day);
        assert_eq!(period.previous(), Period::containing(kind, date(previous)), "before {kind:?} {day}");
        assert_eq!(period.next(), Period::containing(kind, date(next)), "after {kind:?} {day}");
    }
}

#[test]
fn a_coarser_view_contains_the_displayed_period() {
    use PeriodType::{Day, Month, Year};
    for (from, day, to, start) in [
        (Day, "2024-02-29", Month, "2024-02-01"),
        (Day, "2024-02-29", Year, "2024-01-01"),
        (Month, "2025-12-01", Year, "2025-01-01"),
        (Month, "2025-12-01", Month, "2025-12-01"),
    ] {
        for today in ["2020-01-01", "2025-12-15", "2031-01-01"] {
            let seen = period(from, day).switched_to(to, date(today));
            assert_eq!(seen, period(to, start), "{from:?} {day} as {to:?} on {today}");
        }
    }
}

#[test]
fn a_finer_view_is_the_last_part_that_has_begun() {
    use PeriodType::{Day, Month, Year};
    for (from, day, to, today, start) in [
        // A past period: its last part.
        (Month, "2025-02-01", Day, "2025-06-18", "2025-02-28"),
        (Year, "2024-01-01", Month, "2025-06-18", "2024-12-01"),
        (Year, "2024-01-01", Day, "2025-06-18", "2024-12-31"),
        // The current period: today's part, also on its first and its last day.
        (Month, "2025-06-01", Day, "2025-06-18", "2025-06-18"),
        (Month, "2025-06-01", Day, "2025-06-01", "2025-06-01"),
        (Month, "2025-06-01", Day, "2025-06-30", "2025-06-30"),
        (Year, "2025-01-01", Month, "2025-06-18", "2025-06-01"),
        (Year, "2025-01-01", Day, "2025-06-18", "2025-06-18"),
        // A future period, which Connect should not offer: its last part.
        (Month, "2025-08-01", Day, "2025-06-18", "2025-08-31"),
    ] {
        let seen = period(from, day).switched_to(to, date(today));
        assert_eq!(seen, period(to, start), "{from:?} {day} as {to:?} on {today}");
    }
}

#[test]
fn a_stated_period_may_differ_from_the_calendar_but_has_at_most_400_months() {
    let stated = |start, end| Period::stated(PeriodType::Month, date(start), date(end));
    let odd = stated("2025-02-10", "2025-03-09").unwrap();
    assert_eq!(odd.days().count(), 28);
    let [next, previous] = [odd.next(), odd.previous()].map(|one| (one.start(), one.end()));
    assert_eq!(next, (date("2025-03-10"), date("2025-04-09")));
    assert_eq!(previous, (date("2025-01-10"), date("2025-02-09")));
    assert_eq!(odd.switched_to(PeriodType::Month, date("2025-03-01")), odd, "the selected type stays as it is");
    assert!(stated("2025-02-10", "2025-02-10").is_some());
    assert!(stated("2024-01-01", "2024-12-31").is_some());
    assert_eq!(stated("2025-02-10", "2025-02-09"), None);
    for start in ["2025-01-01", "2025-01-31"] {
        assert!(stated(start, "2058-04-30").is_some());
        assert_eq!(stated(start, "2058-05-01"), None);
    }
    assert_eq!(stated("0000-01-01", "9999-12-31"), None);
}

#[test]
fn dates_are_read_only_as_the_api_writes_them() {
    for text in ["2025-02-16", "2024-02-29", "2000-02-29", "1969-12-31", "9999-12-31", "0001-01-01"] {
        assert_eq!(parse_date(text).map(iso_date).as_deref(), Some(text));
    }
    for text in [
        "2025-02-29",
        "2025-13-01",
        "2025-00-01",
        "2025-01-00",
        "2025-01-32",
        "1900-02-29",
        "2025-2-1",
        "2025-02-1",
        "25-02-16",
        "2025/02/16",
        "20250216",
        "2025-02-16 ",
        " 2025-02-16",
        "2025-02-16x",
        "2025-02-16T00:00:00Z",
        "2025-02-16\n",
        "+2025-02-1",
        "-025-02-16",
        "2025-+2-16",
        "٢٠٢٥-٠٢-١٦",
        "2025-02-é",
        "",
        "-",
        "2025-02-16\0",
    ] {
        assert_eq!(parse_date(text), None, "{text:?}");
    }
}

#[test]
fn date_times_with_any_offset_are_read_as_instants() {
    let noon = crate::support::instant("2025-02-16T12:00:00Z");
    for text in [
        "2025-02-16T12:00:00Z",
        "2025-02-16t12:00:00z",
        "2025-02-16T05:00:00-07:00",
        "2025-02-16T17:30:00+05:30",
        "2025-02-17T01:45:00+13:45",
        "2025-02-16T12:00:00.999Z",
        "2025-02-16T12:00:00.123456789+00:00",
        "2025-02-16T12:00:00-00:00",
    ] {
        assert_eq!(parse_instant(text), Some(noon), "{text}");
    }
    // A leap second counts as the second before it.
    assert_eq!(parse_instant("2016-12-31T23:59:60Z"), parse_instant("2016-12-31T23:59:59Z"));
}

#[test]
fn text_that_is_not_a_date_time_is_refused() {
    for text in [
        "2025-02-16",
        "2025-02-29T12:00:00Z",
        "2025-02-16T24:00:00Z",
        "2025-02-16T12:60:00Z",
        "2025-02-16T12:00:61Z",
        "2025-02-16T12:00:99Z",
        "2025-02-16T12:00:00.xZ",
        "2025-02-16T12:00:00.Z",
        "2025-02-16T12:00:00.1.2Z",
        "2025-02-16T12:00:00Zx",
        "2025-02-16T12:00:00+24:00",
        "2025-02-16T12:00:00+02:60",
        "2025-02-16T12:00:00+0200",
        "2025-02-16T12:00:00+02",
        "2025-02-16T1:00:00Z",
        "2025-02-16 12:00:00Z",
        "T",
        "Z",
        "2025-02-16T",
        "2025-02-16TZ",
        "2025-02-16T12-00-00Z",
        "2025-02-16Té:00:00Z",
        "2025-02-16T12:00:00[UTC]",
    ] {
        assert_eq!(parse_instant(text), None, "{text:?}");
        assert!(
            DateTime::parse_from_rfc3339(text).is_err() || text.contains(' '),
            "{text:?} is a date-time for chrono"
        );
    }
}

proptest! {
    #![proptest_config(crate::support::cases(256))]

    #[test]
    fn the_previous_period_of_the_next_one_is_the_same(kind in any::kind(), day in any::day()) {
        let period = Period::containing(kind, day);
        prop_assert!(period.contains(day));
        prop_assert_eq!(period.previous().next(), period);
        prop_assert_eq!(period.next().previous(), period);
    }

    #[test]
    fn neighbours_touch_without_overlap(kind in any::kind(), day in any::day()) {
        let period = Period::containing(kind, day);
        prop_assert_eq!(period.end() + Days::new(1), period.next().start());
        prop_assert_eq!(period.previous().end() + Days::new(1), period.start());
        prop_assert!(!period.contains(period.next().start()) && !period.contains(period.previous().end()));
    }

    #[test]
    fn a_period_starts_on_the_first_day_of_its_unit(kind in any::kind(), day in any::day()) {
        let start = Period::containing(kind, day).start();
        prop_assert_eq!(Period::containing(kind, start).start(), start);
        prop_assert!(kind == PeriodType::Day || start.day() == 1);
        prop_assert!(kind != PeriodType::Year || start.month() == 1);
        prop_assert_eq!(first_of_month(day), Period::containing(PeriodType::Month, day).start());
    }

    #[test]
    fn a_view_in_another_type_lies_within_the_period_or_around_it(
        from in any::kind(), to in any::kind(), day in any::day(), today in any::day(),
    ) {
        let shown = Period::containing(from, day);
        let seen = shown.switched_to(to, today);
        prop_assert_eq!(seen.kind(), to);
        let (outer, inner) = if to >= from { (seen, shown) } else { (shown, seen) };
        prop_assert!(outer.start() <= inner.start() && inner.end() <= outer.end());
        // A finer view lies in the future only if the whole period does.
        prop_assert!(to >= from || seen.start() <= today || shown.start() > today);
    }

    #[test]
    fn a_written_date_reads_back_the_same(day in any::day_from(0, 9999)) {
        let text = iso_date(day);
        prop_assert_eq!(&text, &day.format("%Y-%m-%d").to_string());
        prop_assert_eq!(parse_date(&text), Some(day));
    }

    #[test]
    fn dates_are_read_as_chrono_reads_them(text in "[0-9]{4}-[0-9]{2}-[0-9]{2}") {
        prop_assert_eq!(parse_date(&text), NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok());
    }

    #[test]
    fn date_times_are_read_as_chrono_reads_them(
        day in any::day_from(1, 9998), second in 0..86_400i64, offset in -1439..1440i32, nanos in prop::option::of(0..1_000_000_000u32),
    ) {
        let offset = FixedOffset::east_opt(offset * 60).unwrap();
        let utc = day.and_time(chrono::NaiveTime::MIN) + chrono::TimeDelta::seconds(second);
        let time = offset.from_utc_datetime(&utc);
        let fraction = nanos.map(|nanos| format!(".{nanos:09}")).unwrap_or_default();
        let text = format!("{}{fraction}{}", time.format("%Y-%m-%dT%H:%M:%S"), time.format("%:z"));
        prop_assert_eq!(parse_instant(&text), DateTime::parse_from_rfc3339(&text).ok().map(|time| time.timestamp()));
        prop_assert_eq!(parse_instant(&text), Some(utc.and_utc().timestamp()));
    }

    #[test]
    fn almost_date_times_are_read_or_refused_as_chrono_does(
        text in "2025-0[0-4]-[0-3][0-9][Tt][0-2][0-9]:[0-6][0-9]:[0-9]{2}(\\.[0-9]{0,3}){0,2}([Zz]|[+-][0-2][0-9]:[0-6][0-9]){0,2}",
    ) {
        prop_assert_eq!(parse_instant(&text), DateTime::parse_from_rfc3339(&text).ok().map(|time| time.timestamp()));
    }

    #[test]
    fn no_text_makes_the_parsers_panic(text in ".{0,40}") {
        let _ = (parse_date(&text), parse_instant(&text));
    }

    #[test]
    fn no_text_of_their_alphabet_makes_the_parsers_panic(text in "[-+0-9TtZz:.é]{0,30}") {
        let _ = (parse_date(&text), parse_instant(&text));
    }
}

#[test]
fn offsets_reach_up_to_a_day() {
    assert_eq!(parse_instant("2025-02-16T00:00:00+23:59"), parse_instant("2025-02-15T00:01:00Z"));
    assert_eq!(parse_instant("2025-02-16T00:00:00-23:59"), parse_instant("2025-02-16T23:59:00Z"));
    assert_eq!(parse_instant("2025-02-16T00:00:00+24:00"), None);
}
