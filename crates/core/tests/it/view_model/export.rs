//! The file for spreadsheets: read back by the rules of RFC 4180, it has exactly the figures that Connect gave.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use proptest::{collection, prelude::*, sample};
use serde_json::{Value, json};
use support::screen::{in_period, in_setting, opened, ready};
use support::{Iana, any, at, date, decimal, documented, documented_page, instant, on, read_page};
use vpp_core::connect::Answer;
use vpp_core::domain::calendar::{parse_date, parse_instant};
use vpp_core::domain::{Decimal, PeriodType, Summary};
use vpp_core::view_model::{Export, Env};
use vpp_core::state::Model;

const HEADER: [&str; 4] = ["start", "earnings", "currency", "energy_kwh"];

fn export_on(model: &Model, today: &str) -> Option<Export> {
    in_setting(today, false, |setting| Export::of(model, setting))
}

fn export(summary: Summary, today: &str) -> Export {
    export_on(&ready(summary), today).unwrap()
}

/// The lines without the header, each with its fields. Fails where the text is not what RFC 4180 and the page's own
/// promise allow: lines that all end in CRLF, a header, as many fields in each line, and no field that needs quotes.
fn lines(text: &str) -> Result<Vec<[String; 4]>, TestCaseError> {
    prop_assert!(text.is_ascii() && text.ends_with("\r\n") && !text.contains('"'), "{:?}", text);
    let mut lines = Vec::new();
    for line in text.strip_suffix("\r\n").unwrap_or_default().split("\r\n") {
        prop_assert!(!line.contains(['\r', '\n']), "{:?}", line);
        let fields: Vec<String> = line.split(',').map(str::to_owned).collect();
        lines.push(<[String; 4]>::try_from(fields).map_err(|fields| TestCaseError::fail(format!("{fields:?}")))?);
    }
    prop_assert_eq!(lines.first(), Some(&HEADER.map(str::to_owned)));
    lines.remove(0);
    Ok(lines)
}

/// What a spreadsheet would take a field for: nothing that it would calculate.
fn is_data(fields: &[String; 4]) -> bool {
    let [start, earnings, currency, energy] = fields;
    let number = |text: &String| {
        text.is_empty()
            || Decimal::parse(text).is_some_and(|number| number.to_string() == *text)
                && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-')
    };
    let month = || start.len() == 7 && parse_date(&format!("{start}-01")).is_some();
    (parse_date(start).is_some() || parse_instant(start).is_some() || month())
        && number(earnings)
        && number(energy)
        && currency.len() == 3
        && currency.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[test]
fn the_documented_month_as_a_file() {
    let export = export(documented(), "2025-02-28");
    assert_eq!(export.name, "earnings-month-2025-02-01.csv");
    let lines: Vec<&str> = export.text.split("\r\n").collect();
    assert_eq!((lines.len(), lines[0], lines[29]), (30, "start,earnings,currency,energy_kwh", ""));
    assert_eq!(lines[1], "2025-02-01,5.85,USD,5.15");
    assert_eq!(lines[5], "2025-02-05,,USD,", "a day without dispatch is not a day of zeros");
    assert_eq!(lines[28], "2025-02-28,5.53,USD,4.87");
}

#[test]
fn figures_are_exact_and_zero_is_not_nothing() {
    let points = vec![on("2025-02-01", "0", "0"), on("2025-02-02", "0.000001", "-8999999999.999999")];
    let export = export(in_period(PeriodType::Month, "2025-02-01", points), "2025-02-28");
    assert!(export.text.contains("\r\n2025-02-01,0,USD,0\r\n2025-02-02,-8999999999.999999,USD,0.000001\r\n"));
}

#[test]
fn what_is_still_to_come_is_left_out_unless_it_is_there_already() {
    let mut summary = documented();
    summary.performance.as_mut().unwrap().points = vec![on("2025-02-20", "1", "2")];
    let starts = |today| {
        let export = export(summary.clone(), today);
        lines(&export.text).unwrap().into_iter().map(|[start, ..]| start).collect::<Vec<_>>()
    };
    assert_eq!(starts("2025-02-03"), ["2025-02-01", "2025-02-02", "2025-02-03", "2025-02-20"]);
    assert_eq!(starts("2025-01-31"), ["2025-02-20"]);
    assert_eq!((starts("2025-02-27").len(), starts("2025-02-28").len(), starts("2026-01-01").len()), (27, 28, 28));
    let nothing = export(in_period(PeriodType::Month, "2025-02-01", vec![]), "2025-01-31");
    assert_eq!(nothing.text, "start,earnings,currency,energy_kwh\r\n");
}

#[test]
fn hours_have_their_distance_to_utc_also_where_the_clocks_change() {
    for (day, count, third, first) in [
        ("2025-02-16", 24, "2025-02-16T02:00:00-07:00", "2025-02-16T00:00:00-07:00"),
        ("2025-03-09", 23, "2025-03-09T03:00:00-06:00", "2025-03-09T00:00:00-07:00"),
        ("2025-11-02", 25, "2025-11-02T01:00:00-07:00", "2025-11-02T00:00:00-06:00"),
    ] {
        let points = vec![at(third, "1.5", "2.25")];
        let export = export(in_period(PeriodType::Day, day, points), "2025-12-01");
        assert_eq!(export.name, format!("earnings-day-{day}.csv"));
        let lines = lines(&export.text).unwrap();
        assert_eq!((lines.len(), lines[0][0].as_str()), (count, first));
        assert_eq!(lines[2], [third, "2.25", "USD", "1.5"]);
        let instants: Vec<i64> = lines.iter().map(|[start, ..]| instant(start)).collect();
        assert!(instants.windows(2).all(|pair| pair[1] - pair[0] == 3600), "{day}: no two hours are the same");
        assert_eq!(lines.iter().filter(|[_, earnings, ..]| earnings.is_empty()).count(), count - 1);
    }
}

#[test]
fn a_narrow_chart_loses_nothing_of_the_file() {
    let model = ready(in_period(PeriodType::Year, "2024-01-01", vec![on("2024-02-29", "1", "2")]));
    let of = |narrow| in_setting("2025-02-28", narrow, |setting| Export::of(&model, setting)).unwrap();
    assert_eq!(of(true), of(false));
    assert_eq!((of(true).name.as_str(), lines(&of(true).text).unwrap().len()), ("earnings-year-2024-01-01.csv", 366));
    let monthly = export(in_period(PeriodType::Year, "2024-01-01", vec![on("2024-02-01", "1", "2")]), "2025-02-28");
    assert_eq!(lines(&monthly.text).unwrap()[1], ["2024-02", "2", "USD", "1"]);
}

#[test]
fn without_figures_there_is_no_file() {
    assert_eq!(export_on(&Model::default(), "2025-02-28"), None);
    assert_eq!(export_on(&opened(), "2025-02-28"), None);
    assert_eq!(export_on(&ready(Summary { performance: None, ..documented() }), "2025-02-28"), None);
}

#[test]
fn the_check_of_a_field_knows_what_a_spreadsheet_calculates() {
    let fields = |start: &str, earnings: &str, currency: &str| [start, earnings, currency, "1"].map(str::to_owned);
    assert!(is_data(&fields("2025-02-01", "-3.5", "USD")) && is_data(&fields("2025-02", "", "USD")));
    for (start, earnings, currency) in [
        ("=1+1", "1", "USD"),
        ("2025-02-01", "=1+1", "USD"),
        ("2025-02-01", "-1+1", "USD"),
        ("2025-02-01", "+1", "USD"),
        ("2025-02-01", "1", "=A1"),
        ("2025-02-01", "1", "@X1"),
    ] {
        assert!(!is_data(&fields(start, earnings, currency)), "{start} {earnings} {currency}");
    }
    for text in ["start\r\n", "a,b,c,d\r\n", "start,earnings,currency,energy_kwh\r\n1,2\r\n", "start,earnings"] {
        assert!(lines(text).is_err(), "{text:?}");
    }
}

/// What a hostile or broken server could put where a date, a number or a currency is expected.
fn hostile() -> impl Strategy<Value = Value> {
    let texts = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "=HYPERLINK(\"x\")",
        "US,",
        "U\"S",
        "usd",
        "=A1",
        "USD",
        "-US",
        "2025-02-01",
        "2025-02-01\r\n=1",
        "2025-02-01T00:00:00Z",
        "2025-02-01T00:00:00.5+14:00",
        "1e3",
        "",
    ];
    prop_oneof![
        sample::select(texts.to_vec()).prop_map(Value::from),
        ".{0,6}".prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
    ]
}

proptest! {
    #![proptest_config(support::cases(384))]

    #[test]
    fn the_columns_add_up_to_the_series(
        summary in any::summary_in((any::kind(), any::day_from(1990, 2035)).prop_map(|(kind, day)| {
            vpp_core::domain::Period::containing(kind, day)
        })),
        zone in sample::select(vec!["America/Denver", "UTC", "Asia/Kathmandu", "Australia/Lord_Howe"]),
        today in any::day_from(1990, 2035),
    ) {
        let zone = Iana::named(zone);
        let setting = Env { locale: &support::plain::Plain, zone: &zone, today, narrow: true, title: None, home: None };
        let export = Export::of(&ready(summary.clone()), &setting);
        prop_assert_eq!(export.is_some(), summary.performance.is_some());
        let (Some(export), Some(shown)) = (export, summary.performance) else { return Ok(()) };
        let lines = lines(&export.text)?;
        let sum = |column: usize| -> Decimal {
            lines.iter().map(|fields| &fields[column]).filter(|text| !text.is_empty()).map(|text| decimal(text)).sum()
        };
        let filled: Vec<_> = shown.values(&zone, today).into_iter().filter_map(|slot| slot.dispatch).collect();
        prop_assert_eq!(sum(1), filled.iter().map(|one| one.earnings).sum());
        prop_assert_eq!(sum(3), filled.iter().map(|one| one.energy).sum());
        for fields in &lines {
            prop_assert!(is_data(fields), "{:?}", fields);
            prop_assert_eq!(fields[1].is_empty(), fields[3].is_empty());
            prop_assert_eq!(&fields[2], &shown.currency);
        }
        let mut starts: Vec<&String> = lines.iter().map(|[start, ..]| start).collect();
        starts.dedup();
        prop_assert_eq!(starts.len(), lines.len());
    }

    #[test]
    fn nothing_that_can_be_decoded_makes_a_spreadsheet_calculate(
        currency in prop_oneof![Just(json!("USD")), hostile()],
        points in collection::vec([hostile(), hostile(), hostile()], 0..6),
        totals in [prop_oneof![Just(json!(1)), hostile()], prop_oneof![Just(json!(1)), hostile()]],
    ) {
        let mut page = documented_page();
        page["currency_code"] = currency;
        let point = |[date, energy, earnings]: [Value; 3]| json!({"date": date, "dispatched_kwh": energy, "earnings": earnings});
        let shown = &mut page["performance"];
        shown["series"] = points.into_iter().map(point).collect();
        [shown["energy_dispatched_kwh"], shown["earnings"]] = totals;
        let Ok(decoded) = read_page(&page) else { return Ok(()) };
        let Answer::Summary(summary) = decoded.answer else { return Ok(()) };
        let Some(export) = export_on(&ready(Summary::clone(&summary)), "2025-02-28") else { return Ok(()) };
        for fields in lines(&export.text)? {
            prop_assert!(is_data(&fields), "{:?}", fields);
        }
        let name = export.name.strip_prefix("earnings-month-").and_then(|name| name.strip_suffix(".csv"));
        prop_assert_eq!(name.and_then(parse_date), Some(date("2025-02-01")));
    }
}
