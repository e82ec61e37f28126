//! Strategies for proptest: what Connect can answer and what the customer can do.

use chrono::NaiveDate;
use proptest::{collection, option, prelude::*, sample};
use vpp_core::domain::performance::Dispatch;
use vpp_core::domain::point::distinct;
use vpp_core::domain::{
    Action, Decimal, Intent, Participation, Performance, Period, PeriodType, Point, Programme, Summary, Timestamp,
};
use vpp_core::state::CursorMove;

/// Any day whose year has four digits.
pub fn day() -> impl Strategy<Value = NaiveDate> {
    day_from(1, 9998)
}

/// Any day from the first to the last of these years.
pub fn day_from(first: i32, last: i32) -> impl Strategy<Value = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(first, 1, 1).unwrap();
    let last = NaiveDate::from_ymd_opt(last, 12, 31).unwrap();
    (0..=(last - first).num_days()).prop_map(move |days| first + chrono::TimeDelta::days(days))
}

pub fn kind() -> impl Strategy<Value = PeriodType> {
    sample::select(PeriodType::ALL.to_vec())
}

/// A calendar period, or one that Connect states with other days.
pub fn period() -> impl Strategy<Value = Period> {
    let calendar = (kind(), day()).prop_map(|(kind, day)| Period::containing(kind, day));
    let stated = (kind(), day(), prop_oneof![0..60i64, 0..12_000i64])
        .prop_map(|(kind, day, length)| Period::stated(kind, day, day + chrono::TimeDelta::days(length)).unwrap());
    prop_oneof![4 => calendar, 1 => stated]
}

pub fn action() -> impl Strategy<Value = Action> {
    sample::select(Action::ALL.to_vec())
}

pub fn intent() -> impl Strategy<Value = Intent> {
    prop_oneof![
        action().prop_map(Intent::Do),
        Just(Intent::Previous),
        Just(Intent::Next),
        kind().prop_map(Intent::Show),
        // The first day of a period close to the displayed ones, or a day that starts none.
        (kind(), day_from(2024, 2026), 0..4u8).prop_map(|(kind, day, choice)| {
            Intent::Open(kind, if choice == 0 { day } else { Period::containing(kind, day).start() })
        }),
    ]
}

/// A movement of the cursor, on the axis and beyond it.
pub fn cursor_move() -> impl Strategy<Value = CursorMove> {
    use CursorMove::{Cancel, Hover, Leave, Lift, Next, Press, Previous, Release, Toggle};
    let index = || prop_oneof![9 => 0..40usize, 1 => any::<usize>()];
    prop_oneof![
        index().prop_map(Hover),
        index().prop_map(Press),
        index().prop_map(Toggle),
        sample::select(vec![Leave, Lift, Cancel, Previous, Next, Release]),
    ]
}

pub fn dispatch() -> impl Strategy<Value = Dispatch> {
    let amount = || (-90_000_000i64..900_000_000).prop_map(Decimal::from_millionths);
    (amount(), amount()).prop_map(|(energy, earnings)| Dispatch { energy, earnings })
}

/// A figure: zero or not known now and then.
fn figure() -> impl Strategy<Value = Option<Decimal>> {
    prop_oneof![
        8 => (-90_000_000i64..900_000_000).prop_map(|millionths| Some(Decimal::from_millionths(millionths))),
        1 => Just(Some(Decimal::ZERO)),
        1 => Just(None),
    ]
}

/// Points on dates and at times, each once, most of them in or near the period.
pub fn points(period: Period) -> impl Strategy<Value = Vec<Point>> {
    let near = (period.end() - period.start()).num_days() + 3;
    let date = (-3..near).prop_map(move |days| period.start() + chrono::TimeDelta::days(days));
    let offset = sample::select(vec![None, Some(0), Some(-25_200), Some(20_700)]);
    let when = (date, 0..86_400i64, offset, 0..4u8, any::<bool>()).prop_map(
        |(date, second, offset, choice, first_of_month)| {
            use chrono::Datelike;
            let date = if first_of_month { date.with_day(1).unwrap() } else { date };
            if choice == 0 {
                Timestamp::Time(date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp() + second, offset)
            } else {
                Timestamp::Date(date)
            }
        },
    );
    let point = (when, figure(), figure()).prop_map(|(when, energy, earnings)| Point { when, energy, earnings });
    collection::vec(point, 0..40).prop_map(distinct)
}

pub fn performance_in(period: impl Strategy<Value = Period>) -> impl Strategy<Value = Performance> {
    let kinds = sample::subsequence(PeriodType::ALL.to_vec(), 0..=3);
    period.prop_flat_map(|period| (Just(period), points(period))).prop_flat_map(move |(period, points)| {
        let currency = sample::select(vec!["USD", "EUR", "JPY", "KWD", "XXX"]);
        (kinds.clone(), any::<[bool; 2]>(), dispatch(), currency, sample::select(vec![false, false, false, true]))
            .prop_map(move |(available, sides, total, currency, undated)| Performance {
                currency: currency.to_owned(),
                period,
                available,
                has_previous: sides[0],
                has_next: sides[1],
                total,
                points: points.clone(),
                knows_energy: true,
                knows_earnings: true,
                undated,
            })
    })
}

pub fn participation() -> impl Strategy<Value = Participation> {
    let names = ["NOT_ENROLLED", "ENROLLING", "ACTIVE", "SUSPENDED", "UNENROLLING", "UNENROLLED", "FAILED", "NEW", ""];
    sample::select(names.to_vec()).prop_map(Participation::parse)
}

/// Any summary, with performance in these periods.
pub fn summary_in(period: impl Strategy<Value = Period>) -> impl Strategy<Value = Summary> {
    let actions = sample::subsequence(Action::ALL.to_vec(), 0..=6).prop_shuffle();
    let name = || sample::select(vec!["", "Leap", "Community Powershare", "<b>x</b>"]);
    let programme =
        (name(), name(), participation(), any::<bool>()).prop_map(|(provider, name, participation, link)| Programme {
            provider: provider.to_owned(),
            name: name.to_owned(),
            learn_more: link.then(|| "https://programme.example/".to_owned()),
            participation,
        });
    let performance = option::weighted(0.9, performance_in(period));
    (any::<bool>(), actions, option::of(any::<bool>()), programme, performance).prop_map(
        |(live, actions, tariff_connected, programme, performance)| Summary {
            live,
            time_zone: "America/Denver".to_owned(),
            actions,
            unreadable: false,
            tariff_connected,
            programme,
            performance,
        },
    )
}

/// Any summary.
pub fn summary() -> impl Strategy<Value = Summary> {
    summary_in(period())
}
