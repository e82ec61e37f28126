//! The send log.

use crate::support::at;
use leap::reengagement::{SendLog, Sent, Touch};

#[test]
fn a_run_is_taken_back_as_a_whole_and_its_number_is_not_used_again() {
    let mut log = SendLog::default();
    let first = log.mark([("a", Touch::First), ("b", Touch::Second)], at("2026-07-01T11:00:00Z"));
    let second = log.mark([("c", Touch::First)], at("2026-07-01T12:00:00Z"));
    assert_eq!((first, second), (1, 2));
    assert_eq!(log.undo(first), 2);
    assert_eq!(log.undo(first), 0);
    assert_eq!(log.sent().iter().map(|sent| sent.reference.as_str()).collect::<Vec<_>>(), ["c"]);
    assert_eq!(log.undo(second), 1);
    assert_eq!(log.mark([], at("2026-07-01T13:00:00Z")), 3);
}

#[test]
fn a_log_from_a_store_goes_on_after_its_last_run() {
    let sent = Sent { run: 7, reference: "a".to_owned(), touch: Touch::First, at: at("2026-07-01T11:00:00Z") };
    assert_eq!(SendLog::new(vec![sent.clone()], 3).mark([], at("2026-07-01T12:00:00Z")), 8);
    assert_eq!(SendLog::new(vec![sent], 9).mark([], at("2026-07-01T12:00:00Z")), 10);
}

#[test]
fn touches_have_numbers_from_one() {
    for touch in Touch::ALL {
        assert_eq!(Touch::of_number(touch.number()), Some(touch));
    }
    assert_eq!((Touch::of_number(0), Touch::of_number(4)), (None, None));
}
