//! The documented page through all layers: decoded, on its axis, with what follows from it, as shown, as a file.

use crate::support::page::{Page, today};
use crate::support::shown::{earnings, energy, third_line};
use crate::support::{
    DENVER, Iana, date, decimal, dispatch, dispatched, documented, documented_figures, documented_page,
};
use crate::support::{on, summary_of, warnings};
use vpp_core::domain::performance::BucketValue;
use vpp_core::domain::{Action, Insight, Participation, Performance, Period, PeriodType, Programme, Summary};
use vpp_core::state::{CursorMove, Measure, Msg};
use vpp_core::view_model::{Export, Fact, Row};

/// The series of the document: day, kilowatt-hours and dollars.
const SERIES: [(&str, &str, &str); 12] = [
    ("2025-02-01", "5.15", "5.85"),
    ("2025-02-02", "2.57", "2.92"),
    ("2025-02-03", "4.60", "5.22"),
    ("2025-02-04", "2.98", "3.38"),
    ("2025-02-07", "3.52", "4.00"),
    ("2025-02-08", "3.52", "4.00"),
    ("2025-02-09", "5.55", "6.30"),
    ("2025-02-15", "4.74", "5.38"),
    ("2025-02-16", "7.85", "8.91"),
    ("2025-02-22", "5.42", "6.15"),
    ("2025-02-26", "3.93", "4.46"),
    ("2025-02-28", "4.87", "5.53"),
];

fn values() -> Vec<BucketValue> {
    documented_figures().bucket_values(&Iana::named(DENVER), today())
}

#[test]
fn the_documented_page_is_decoded_field_by_field() {
    let expected = Summary {
        live: true,
        time_zone: DENVER.to_owned(),
        actions: Action::ALL.to_vec(),
        unreadable: false,
        tariff_connected: Some(false),
        programme: Programme {
            provider: "Leap".to_owned(),
            name: "Community Powershare".to_owned(),
            learn_more: Some("https://leap.com/programmes/community-powershare".to_owned()),
            participation: Participation::Suspended,
        },
        performance: Some(Performance {
            currency: "USD".to_owned(),
            period: Period::containing(PeriodType::Month, date("2025-02-01")),
            available: PeriodType::ALL.to_vec(),
            has_previous: true,
            has_next: false,
            total: dispatch("54.70", "62.10"),
            points: SERIES.map(|(day, energy, earnings)| on(day, energy, earnings)).to_vec(),
            knows_energy: true,
            knows_earnings: true,
            undated: false,
        }),
    };
    assert_eq!(summary_of(&documented_page()), expected);
    assert_eq!(warnings(&documented_page()), [""; 0]);
}

#[test]
fn the_month_has_28_buckets_of_which_12_have_dispatch() {
    assert_eq!(values().len(), 28);
    let expected = SERIES.map(|(day, energy, earnings)| (day.to_owned(), dispatch(energy, earnings)));
    assert_eq!(dispatched(&values()), expected);
}

#[test]
fn averages_and_best_day_follow_from_the_figures() {
    let insight = Insight::of(&documented_figures(), &values());
    assert_eq!(insight.dispatched, 12);
    assert_eq!(insight.best.map(|value| value.bucket.name()).as_deref(), Some("2025-02-16"));
    // 62.1 / 12 and 62.1 / 54.7.
    assert_eq!((insight.per_bucket, insight.per_kwh), (Some(decimal("5.175")), Some(decimal("1.135283"))));
    assert_eq!(insight.sum, dispatch("54.7", "62.1"));
}

#[test]
fn the_header_names_programme_and_provider() {
    let view = Page::documented().view();
    assert_eq!((view.header.title.as_str(), view.header.provider.as_str()), ("Community Powershare", "Leap"));
    assert_eq!(view.header.test_mode, None);
    assert_eq!(view.document_title, "Your earnings · Community Powershare");
    assert_eq!(view.announcement, "February 2025: USD 62.1, 54.7 kWh");
}

#[test]
fn the_status_is_suspended_with_a_meaning() {
    let status = Page::documented().summary().status;
    assert_eq!((status.name.as_str(), status.word), ("SUSPENDED", "Paused"));
    assert!(status.meaning.contains("Leap"), "{}", status.meaning);
}

#[test]
fn the_figures_are_shown_in_words() {
    let figures = Page::documented().figures();
    assert_eq!((figures.period.as_str(), figures.headline.label.as_str()), ("February 2025", "Earned so far"));
    assert_eq!((earnings(&figures), energy(&figures)), ("USD 62.1", "54.7 kWh"));
    assert_eq!(third_line(&figures), "54.7 kWh · 12 event days last Fri 02-28");
    assert_eq!(figures.chart_summary, "USD 62.1, 54.7 kWh, 12 event days");
    assert_eq!(figures.picker_name, "February 2025, choose another period");
    let fact =
        |name, value: &str, detail: &str, bar| Fact { name, value: value.to_owned(), detail: detail.to_owned(), bar };
    let facts = [
        fact("Best day", "USD 8.91", "Sun 02-16", Some(15)),
        fact("Average per event day", "USD 5.175", "", None),
        fact("Average per kWh", "USD 1.135283", "", None),
    ];
    assert_eq!(figures.facts, facts);
    assert_eq!(figures.sentences, ["Event days at weekends: 7 of 12"]);
    assert_eq!(
        (figures.remarks.as_slice(), Page::documented().summary().restated),
        (&[][..], Some("Past amounts may still be corrected."))
    );
    assert_eq!(figures.empty, None);
}

#[test]
fn the_chart_has_a_bar_for_each_day() {
    let figures = Page::documented().figures();
    assert_eq!((figures.bars.len(), figures.bar_count.as_str()), (28, "28"));
    let heights: Vec<_> = figures.bars.iter().filter_map(|bar| Some((bar.name.as_str(), bar.value?))).collect();
    assert_eq!(heights, SERIES.map(|(day, _, earnings)| (day, decimal(earnings).millionths())));
    let labels: Vec<&str> = figures.bars.iter().filter_map(|bar| bar.label.as_deref()).collect();
    assert_eq!(labels, ["1", "8", "15", "22"]);
    let ticks: Vec<_> = figures.axis.ticks.iter().map(|tick| (tick.value, tick.label.as_str())).collect();
    assert_eq!(ticks, [(0, "USD 0"), (5_000_000, "USD 5"), (10_000_000, "USD 10")]);
}

#[test]
fn the_chart_can_show_energy_instead() {
    let mut page = Page::documented();
    page.send(Msg::MeasureSelected(Measure::Energy));
    let figures = page.figures();
    assert_eq!(figures.chart_name, "Energy contributed, February 2025");
    let heights: Vec<_> = figures.bars.iter().filter_map(|bar| bar.value).collect();
    assert_eq!(heights, SERIES.map(|(_, energy, _)| decimal(energy).millionths()));
    let ticks: Vec<&str> = figures.axis.ticks.iter().map(|tick| tick.label.as_str()).collect();
    assert_eq!(ticks, ["0 kWh", "2 kWh", "4 kWh", "6 kWh", "8 kWh"]);
}

#[test]
fn the_table_has_a_row_for_each_day_and_the_total() {
    let table = Page::documented().table();
    assert_eq!(table.rows.len(), 28);
    let row = |name: &str, bucket: &str, earnings: &str, energy: &str| Row {
        name: name.to_owned(),
        bucket: bucket.to_owned(),
        earnings: earnings.to_owned(),
        energy: energy.to_owned(),
    };
    assert_eq!(table.rows[15], row("2025-02-16", "Sun 02-16", "USD 8.91", "7.85 kWh"));
    assert_eq!(table.rows[4], row("2025-02-05", "Wed 02-05", "No event", ""));
    assert_eq!(table.total, row("total", "Total", "USD 62.1", "54.7 kWh"));
}

#[test]
fn the_cursor_reads_each_day_in_full() {
    let mut page = Page::documented();
    let readout = page.read(CursorMove::Hover(15)).unwrap();
    assert_eq!((readout.index, readout.number.as_str()), (15, "16"));
    assert_eq!((readout.bucket.as_str(), readout.value.as_str()), ("Sun 02-16", "USD 8.91"));
    assert_eq!(readout.detail, "7.85 kWh · USD 1.135032/kWh · 14 % of USD 62.1");
    assert_eq!(readout.value_text, format!("Sunday 2025-02-16: USD 8.91 · {}", readout.detail));
    assert_eq!(page.read(CursorMove::Hover(4)).unwrap().value_text, "Wednesday 2025-02-05: No event");
    assert_eq!(page.read(CursorMove::Hover(27)).unwrap().bucket, "Fri 02-28 · Today");
}

#[test]
fn the_file_has_the_exact_figures() {
    let export = Page::documented().in_env(Export::of).unwrap();
    assert_eq!(export.name, "earnings-month-2025-02-01.csv");
    let lines: Vec<&str> = export.text.split("\r\n").collect();
    assert_eq!((lines.len(), lines[0], lines[29]), (30, "start,earnings,currency,energy_kwh", ""));
    assert_eq!(lines[1], "2025-02-01,5.85,USD,5.15");
    assert_eq!(lines[5], "2025-02-05,,USD,", "a day without dispatch is not a day of zeros");
    assert_eq!(lines[28], "2025-02-28,5.53,USD,4.87");
}

#[test]
fn the_customer_can_do_what_the_document_offers() {
    assert_eq!(documented().actions, Action::ALL);
    let view = Page::documented().view();
    let summary = view.summary.unwrap();
    assert!(view.header.back.is_some() && view.header.close.is_some() && summary.call.is_some());
    assert!(summary.manage.is_some());
    let titles: Vec<&str> = summary.settings.iter().map(|row| row.title).collect();
    assert_eq!(titles, ["Payments", "Participation", "Connect your tariff"]);
}
