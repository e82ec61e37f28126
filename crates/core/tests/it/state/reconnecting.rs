//! The connection comes back: what failed for want of it is asked for again.

use crate::support::page::{NOON, Page};
use crate::support::{documented, january, month};
use vpp_core::domain::ProblemKind::{Offline, Server, Timeout};
use vpp_core::domain::{Action, Intent, Period, Request};
use vpp_core::state::{Msg, Pending, Phase};

fn asked(pending: &Pending) -> Option<Period> {
    match &pending.request {
        Request::Submit(submission) => submission.period(),
        _ => None,
    }
}

#[test]
fn a_start_that_failed_for_want_of_a_connection_is_repeated() {
    for kind in [Offline, Timeout] {
        for resume in [false, true] {
            let mut page = Page::new();
            let first = page.post(Msg::SessionOpened { token: crate::support::token(), resume });
            page.fail(kind);
            assert_eq!(page.send(Msg::PageShown { now: NOON + 5 * 60 }), None);
            assert_eq!(page.post(Msg::ConnectionRestored { now: NOON }).request, first.request);
            assert!(page.view().busy, "as if the customer had asked");
            page.answer_summary(documented());
            assert_eq!(page.view().state, "ready");
        }
    }
}

#[test]
fn a_period_that_failed_for_want_of_a_connection_is_asked_for_again_at_once() {
    for kind in [Offline, Timeout] {
        let mut page = Page::documented();
        page.request(Intent::Previous);
        page.fail(kind);
        let pending = page.post(Msg::ConnectionRestored { now: NOON });
        assert_eq!((asked(&pending), pending.intent), (Some(month("2025-01-01")), Some(Intent::Previous)));
        page.answer_summary(january());
        assert_eq!((page.view().state, page.period()), ("ready", month("2025-01-01")));
    }
    // Other failures say nothing of the connection.
    let mut page = Page::documented();
    page.request(Intent::Previous);
    page.fail(Server);
    assert_eq!(page.send(Msg::ConnectionRestored { now: NOON }), None);
}

#[test]
fn nobody_is_taken_elsewhere_by_a_button_that_they_pressed_long_ago() {
    let mut page = Page::documented();
    page.request(Intent::Do(Action::Close));
    page.fail(Offline);
    assert!(page.view().banner.is_some());
    let pending = page.post(Msg::ConnectionRestored { now: NOON });
    assert_eq!(asked(&pending), Some(month("2025-02-01")), "only the figures are asked for");
    page.answer_summary(documented());
    assert_eq!((page.view().banner, &page.model.phase), (None, &Phase::Summary));
}
