//! The file for spreadsheets: read by the rules of RFC 4180, it has exactly Connect's figures.

use crate::support::page::Page;
use crate::support::{
    DENVER, Iana, any, at, date, decimal, documented_page, documented_with_figures, in_period, instant, on, read_page,
};
use crate::support::{of_bucket, plain::Plain, sum};
use proptest::{collection, prelude::*, sample};
use serde_json::{Value, json};
use vpp_core::domain::Answer;
use vpp_core::domain::performance::Dispatch;
use vpp_core::domain::{Decimal, Period, PeriodType, Summary};
use vpp_core::domain::{calendar::parse_date, date_time::parse_date_time};
use vpp_core::view_model::{Env, Export};

const HEADER: [&str; 4] = ["start", "earnings", "currency", "energy_kwh"];

fn export_of(page: &Page) -> Option<Export> {
    page.in_env(Export::of)
}

fn export(summary: Summary, today: &str) -> Export {
    export_of(&Page::ready(summary).on(today)).unwrap()
}

/// The lines without the header, each with its fields. Fails where the text breaks RFC 4180 or the page's own promise:
/// every line ends in CRLF, there is a header, all lines have the same number of fields, and no field needs quotes.
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

/// Whether a spreadsheet takes all fields for data instead of formulas.
fn is_data(fields: &[String; 4]) -> bool {
    let [start, earnings, currency, energy] = fields;
    let number = |text: &String| {
        text.is_empty()
            || Decimal::parse(text).is_some_and(|number| number.to_string() == *text)
                && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-')
    };
    let month = || start.len() == 7 && parse_date(&format!("{start}-01")).is_some();
    (parse_date(start).is_some() || parse_date_time(start).is_some() || month())
        && number(earnings)
        && number(energy)
        && currency.len() == 3
        && currency.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[test]
fn figures_are_exact_and_a_row_of_zeros_is_no_dispatch() {
    let points = vec![on("2025-02-01", "0", "0"), on("2025-02-02", "0.000001", "-8999999999.999999")];
    let export = export(in_period(PeriodType::Month, "2025-02-01", points), "2025-02-28");
    assert!(export.text.contains("\r\n2025-02-01,,USD,\r\n2025-02-02,-8999999999.999999,USD,0.000001\r\n"));
}

#[test]
fn buckets_after_today_and_the_last_dispatch_are_left_out() {
    let summary = documented_with_figures(|figures| figures.points = vec![on("2025-02-20", "1", "2")]);
    let starts = |today| {
        let export = export(summary.clone(), today);
        lines(&export.text).unwrap().into_iter().map(|[start, ..]| start).collect::<Vec<_>>()
    };
    // Days before the last dispatch are past, even if the device's clock is behind.
    assert_eq!((starts("2025-01-31").len(), starts("2025-02-03").pop().as_deref()), (20, Some("2025-02-20")));
    assert_eq!((starts("2025-02-27").len(), starts("2025-02-28").len(), starts("2026-01-01").len()), (27, 28, 28));
    let nothing = export(in_period(PeriodType::Month, "2025-02-01", vec![]), "2025-01-31");
    assert_eq!(nothing.text, "start,earnings,currency,energy_kwh\r\n");
}

#[test]
fn hours_have_their_utc_offset_even_where_the_clocks_change() {
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
        assert!(instants.windows(2).all(|pair| pair[1] - pair[0] == 3600), "{day}: every hour differs");
        assert_eq!(lines.iter().filter(|[_, earnings, ..]| earnings.is_empty()).count(), count - 1);
    }
}

#[test]
fn the_file_of_a_narrow_chart_is_complete() {
    let page = Page::ready(in_period(PeriodType::Year, "2024-01-01", vec![on("2024-02-29", "1", "2")]));
    let (wide, narrow) = (export_of(&page).unwrap(), export_of(&page.narrow()).unwrap());
    assert_eq!(narrow, wide);
    assert_eq!((narrow.name.as_str(), lines(&narrow.text).unwrap().len()), ("earnings-year-2024-01-01.csv", 366));
    let monthly = export(in_period(PeriodType::Year, "2024-01-01", vec![on("2024-02-01", "1", "2")]), "2025-02-28");
    assert_eq!(lines(&monthly.text).unwrap()[1], ["2024-02", "2", "USD", "1"]);
}

#[test]
fn without_figures_there_is_no_file() {
    assert_eq!(export_of(&Page::new()), None);
    assert_eq!(export_of(&Page::opened()), None);
    assert_eq!(export_of(&Page::with(|summary| summary.performance = None)), None);
}

#[test]
fn formulas_and_broken_lines_are_recognised() {
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

/// What a hostile or broken server could send for a date, a number or a currency.
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
    #![proptest_config(crate::support::cases(96))]

    #[test]
    fn the_columns_add_up_to_the_series(
        summary in any::summary_in((any::kind(), any::day_from(1990, 2035)).prop_map(|(kind, day)| {
            Period::containing(kind, day)
        })),
        zone in sample::select(vec![DENVER, "UTC", "Asia/Kathmandu", "Australia/Lord_Howe"]),
        today in any::day_from(1990, 2035),
    ) {
        let zone = Iana::named(zone);
        let env = Env { locale: &Plain, zone: &zone, today, title: None, home: None, leap: None };
        let export = Export::of(&Page::ready(summary.clone()).model, &env);
        prop_assert_eq!(export.is_some(), summary.performance.is_some());
        let (Some(export), Some(shown)) = (export, summary.performance) else { return Ok(()) };
        let lines = lines(&export.text)?;
        let total = |column: usize| -> Decimal {
            lines.iter().map(|fields| &fields[column]).filter(|text| !text.is_empty()).map(|text| decimal(text)).sum()
        };
        let values = shown.bucket_values(&zone, today);
        let expected = sum(values.iter().filter_map(of_bucket));
        prop_assert_eq!(Dispatch { energy: total(3), earnings: total(1) }, expected);
        for fields in &lines {
            prop_assert!(is_data(fields), "{:?}", fields);
            prop_assert_eq!(&fields[2], &shown.currency);
        }
        let mut starts: Vec<&String> = lines.iter().map(|[start, ..]| start).collect();
        starts.dedup();
        prop_assert_eq!(starts.len(), lines.len());
    }

    #[test]
    fn no_decoded_page_puts_a_formula_into_the_file(
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
        let Some(export) = export_of(&Page::ready(Summary::clone(&summary))) else { return Ok(()) };
        for fields in lines(&export.text)? {
            prop_assert!(is_data(&fields), "{:?}", fields);
        }
        let name = export.name.strip_prefix("earnings-month-").and_then(|name| name.strip_suffix(".csv"));
        prop_assert_eq!(name.and_then(parse_date), Some(date("2025-02-01")));
    }
}
