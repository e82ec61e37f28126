//! Every status × utility status × code × requirement × form × class × age, against the oracle.

use super::oracle::{CODES, Entry, Expected, Setting, Utility, expected};
use crate::support::at;
use chrono::{DateTime, TimeDelta, Utc};
use leap::class::CustomerClass;
use leap::connection::{Agreement, Connection, ConnectionStatus, Moment, UtilityConnection, UtilityStatus};
use leap::next_step::{Action, NextStep, Policy, next_step};

const STATUSES: [Option<&str>; 6] =
    [Some("COMPLETED"), Some("NOT_STARTED"), Some("PARTIAL"), Some("ERROR"), Some("PAUSED"), None];

const FORMS: [&[&str]; 8] = [
    &[],
    &["NOT_REQUIRED"],
    &["SIGNED", "COMPLETED"],
    &["ACCEPTED", "AGREED"],
    &["PENDING"],
    &["NOT_REQUIRED", "null"],
    &["signed"],
    &["SIGNED", "SENT", "DECLINED"],
];

const CLASSES: [Option<CustomerClass>; 3] = [None, Some(CustomerClass::Commercial), Some(CustomerClass::Residential)];

/// Ages in seconds, on both sides of every border, and in the future.
const AGES: [i64; 9] = [-1800, -1, 0, 3599, 3600, 86_399, 86_400, 7 * 86_400, 900 * 86_400];

fn utility(required: Option<bool>, status: Option<&'static str>, code: Option<&'static str>) -> Utility {
    Utility { required, status, code }
}

/// Each state of one utility: each status, and `ERROR` with each code.
fn states(codes: &[Option<&'static str>]) -> Vec<(Option<&'static str>, Option<&'static str>)> {
    let plain = [Some("CONNECTED"), Some("NOT_CONNECTED"), Some("PENDING"), None];
    let failed = codes.iter().map(|code| (Some("ERROR"), *code));
    plain.into_iter().map(|status| (status, None)).chain(failed).collect()
}

/// No utility, and each single one.
fn single_lists() -> Vec<Vec<Utility>> {
    let mut lists = vec![Vec::new()];
    for (status, code) in states(&CODES.map(|(code, _)| code)) {
        lists.extend([None, Some(false), Some(true)].map(|required| vec![utility(required, status, code)]));
    }
    lists
}

/// Each pair.
fn pairs() -> Vec<Vec<Utility>> {
    let mut lists = Vec::new();
    let states = states(&[Some("USER_CANCELED"), Some("UTILITY_DOWN")]);
    for (one, one_code) in &states {
        for (other, other_code) in &states {
            for flags in 0..4 {
                let required = |bit: u8| Some(flags & bit != 0);
                lists.push(vec![utility(required(1), *one, *one_code), utility(required(2), *other, *other_code)]);
            }
        }
    }
    lists
}

/// Each list of three.
fn long_lists() -> Vec<Vec<Utility>> {
    let states = ["CONNECTED", "NOT_CONNECTED", "ERROR", "PENDING"];
    let of = |number: usize| {
        let of_place = |place: u32| {
            let digit = number / 8_usize.pow(place) % 8;
            utility(Some(digit >= 4), Some(states[digit % 4]), (digit % 4 == 2).then_some("ACCOUNT_LOCKED"))
        };
        (0..3).map(of_place).collect()
    };
    (0..512).map(of).collect()
}

fn connection(entry: &Entry, last: DateTime<Utc>) -> Connection {
    let of_utility = |(place, utility): (usize, &Utility)| UtilityConnection {
        name: Some(format!("u{place}")),
        is_required: utility.required,
        status: utility.status.map(UtilityStatus::read),
        error_code: utility.code.map(str::to_owned),
        ..UtilityConnection::default()
    };
    let of_form =
        |(place, status): (usize, &&str)| Agreement { name: format!("f{place}"), status: (*status).to_owned() };
    Connection {
        id: Some("1".to_owned()),
        reference: Some("r".to_owned()),
        last_interaction: Moment::At(last),
        status: entry.status.map(ConnectionStatus::read),
        utilities: entry.utilities.iter().enumerate().map(of_utility).collect(),
        agreements: entry.forms.iter().enumerate().map(of_form).collect(),
        ..Connection::default()
    }
}

/// A step in the words of the oracle.
fn described(step: &NextStep, last: DateTime<Utc>) -> Expected {
    let places = |names: &Vec<String>| names.iter().map(|name| name[1..].parse().unwrap()).collect();
    Expected {
        action: step.action.as_str(),
        who: step.who.as_str(),
        reason: step.reason.name(),
        due: step.due.map(|due| due.signed_duration_since(last).num_seconds()),
        then: step.then.map(Action::as_str),
        utilities: places(&step.utilities),
        forms: step.agreements.as_ref().map(places),
    }
}

/// Compares the step of an entry with the oracle in all these settings, and returns how many there were.
fn compare(entry: &Entry, ages: &[i64]) -> usize {
    let last = at("2026-07-01T10:00:00Z");
    let mut connection = connection(entry, last);
    let policies = [false, true].map(|follow_up_elsewhere| Policy { follow_up_elsewhere, ..Policy::default() });
    let mut count = 0;
    for class in CLASSES {
        for policy in &policies {
            let setting = |age| Setting {
                class: class.map(CustomerClass::as_str),
                follow_up_elsewhere: policy.follow_up_elsewhere,
                age,
            };
            for age in ages {
                let step = next_step(&connection, last + TimeDelta::seconds(*age), class, policy);
                let expected = expected(entry, setting(Some(*age)));
                assert_eq!(described(&step, last), expected, "{entry:?}, {class:?}, age {age}");
                count += 1;
            }
            connection.last_interaction = Moment::Unreadable("yesterday".to_owned());
            let step = next_step(&connection, last, class, policy);
            assert_eq!(described(&step, last), expected(entry, setting(None)), "{entry:?}, {class:?}, no time");
            connection.last_interaction = Moment::At(last);
            count += 1;
        }
    }
    count
}

/// Compares all these lists of utilities with all these forms, and returns how many cases there were.
fn compare_all(
    lists: &[Vec<Utility>],
    statuses: &[Option<&'static str>],
    forms: &[&[&'static str]],
    ages: &[i64],
) -> usize {
    let mut count = 0;
    for utilities in lists {
        for status in statuses {
            for forms in forms {
                let entry = Entry { status: *status, utilities: utilities.clone(), forms: forms.to_vec() };
                count += compare(&entry, ages);
            }
        }
    }
    count
}

#[test]
fn every_entry_with_one_utility_or_none_has_the_documented_step() {
    let count = compare_all(&single_lists(), &STATUSES, &FORMS, &AGES);
    assert_eq!(count, (1 + 14 * 3) * 6 * 8 * 3 * 2 * 10);
}

#[test]
fn every_entry_with_two_utilities_has_the_documented_step() {
    let count = compare_all(&pairs(), &STATUSES, &[FORMS[1], FORMS[2], FORMS[4]], &[600, 3600, 86_400]);
    assert_eq!(count, 6 * 6 * 4 * 6 * 3 * 3 * 2 * 4);
}

#[test]
fn every_entry_with_three_utilities_has_the_documented_step() {
    let count = compare_all(&long_lists(), &[Some("PARTIAL")], &[FORMS[1], FORMS[4]], &[600, 3600, 86_400]);
    assert_eq!(count, 512 * 2 * 3 * 2 * 4);
}

#[test]
fn the_class_of_each_code_chooses_the_reason() {
    let last = at("2026-07-01T10:00:00Z");
    for (code, class) in CODES {
        let entry = Entry {
            status: Some("ERROR"),
            utilities: vec![utility(Some(true), Some("ERROR"), code)],
            forms: Vec::new(),
        };
        let step = next_step(&connection(&entry, last), last + TimeDelta::days(1), None, &Policy::default());
        let shown = code.unwrap_or("none");
        assert_eq!(step.reason.to_string(), format!("failed: {class}, code {shown}"));
    }
}

#[test]
fn a_failure_that_the_customer_can_mend_comes_before_an_outage() {
    let last = at("2026-07-01T10:00:00Z");
    let failed = |code| utility(Some(true), Some("ERROR"), Some(code));
    let entry = Entry {
        status: Some("ERROR"),
        utilities: vec![failed("UTILITY_DOWN"), failed("INVALID_OTP"), failed("ACCOUNT_LOCKED")],
        forms: Vec::new(),
    };
    let step = next_step(&connection(&entry, last), last + TimeDelta::days(1), None, &Policy::default());
    assert_eq!(step.reason.to_string(), "failed: second_factor, code INVALID_OTP");
    assert_eq!(step.utilities, ["u0", "u1", "u2"]);
}
