//! Refreshing: by the page itself when the customer or the connection comes back, and by the customer.

use crate::support::page::{NOON, Page, foreign, rate_limit};
use crate::support::shown::earnings;
use crate::support::{decimal, documented, documented_with_figures, january, month, on};
use vpp_core::domain::ProblemKind::{Ended, Offline, RateLimit, Refused, Server, Timeout, Unreadable};
use vpp_core::domain::{Action, Answer, Intent, Period, PeriodType, Problem, Request, Summary};
use vpp_core::state::{CursorMove, Effect, FocusTarget, Msg, Pending};
use vpp_core::view_model::{PageView, PeriodView};

/// The time of the first answer, after which figures are too old.
const OLD: i64 = NOON + 5 * 60;

const SHOWN: Msg = Msg::PageShown { now: OLD };
const ONLINE: Msg = Msg::ConnectionRestored { now: OLD };

fn asked(pending: &Pending) -> Option<Period> {
    match &pending.request {
        Request::Submit(submission) => submission.period(),
        _ => None,
    }
}

/// The documented page while it refreshes itself.
fn refreshing() -> Page {
    let mut page = Page::documented();
    page.post(SHOWN);
    page.now = OLD + 1;
    page
}

/// The documented customer with a correction.
fn corrected() -> Summary {
    documented_with_figures(|figures| figures.total.earnings = decimal("63"))
}

/// Everything on the page but when the figures arrived.
fn without_time(page: &Page) -> PageView {
    let mut view = page.view();
    let refresh = view.summary.as_mut().and_then(|summary| summary.figures.as_mut()?.refresh.as_mut());
    if let Some(refresh) = refresh {
        refresh.updated.clear();
    }
    view
}

#[test]
fn five_minutes_after_their_answer_the_displayed_figures_are_asked_for_again() {
    for (back, early) in [(SHOWN, Msg::PageShown { now: OLD - 1 }), (ONLINE, Msg::ConnectionRestored { now: OLD - 1 })]
    {
        let mut page = Page::documented();
        assert_eq!(page.send(early), None);
        let pending = page.post(back);
        assert_eq!((asked(&pending), pending.intent), (Some(month("2025-02-01")), None));
        assert_eq!(page.watched, None);
    }
    // The age is that of the displayed period, also of one from the cache.
    let mut page = Page::ready(january());
    page.now = OLD;
    page.reload(documented());
    assert_eq!(page.send(SHOWN), None);
    // A clock that was set back must not keep old figures.
    let mut page = Page::documented();
    page.post(Msg::PageShown { now: NOON - 3600 });
}

#[test]
fn both_events_together_post_once() {
    let mut page = Page::documented();
    page.post(ONLINE);
    assert_eq!(page.send(SHOWN), None);
    let mut page = Page::documented();
    page.post(SHOWN);
    assert_eq!(page.send(ONLINE), None);
}

#[test]
fn nothing_is_refreshed_where_that_is_not_possible() {
    let mut busy = Page::documented();
    busy.request(Intent::Do(Action::ManagePayments));
    let mut ended = Page::documented();
    ended.request(Intent::Previous);
    ended.fail(Ended);
    let mut waiting = Page::documented();
    waiting.request(Intent::Previous);
    waiting.answer(Err(rate_limit(400)));
    let mut refused = Page::opened();
    refused.fail(Server);
    let elsewhere = Page::at_foreign(Some(Intent::Do(Action::ManagePayments)), foreign("payments", &[Action::Back]));
    for (name, page) in [
        ("not offered", Page::with(|summary| summary.actions.retain(|action| *action != Action::ChangePeriod))),
        (
            "another type",
            Page::with(|summary| summary.performance.as_mut().unwrap().available = vec![PeriodType::Year]),
        ),
        ("no figures", Page::with(|summary| summary.performance = None)),
        ("a request", busy),
        ("the end", ended),
        ("a pause", waiting),
        ("a start that Connect did not take", refused),
        ("another route", elsewhere),
        ("the way to the partner", Page::complete(None)),
        ("the first request", Page::opened()),
    ] {
        for msg in [SHOWN, ONLINE] {
            let mut page = page.clone();
            let before = page.model.clone();
            assert_eq!((page.send(msg), page.model), (None, before), "{name}");
        }
    }
}

#[test]
fn nobody_sees_or_hears_a_quiet_request() {
    let mut page = Page::documented();
    page.send(Msg::TableToggled);
    page.send(Msg::PickerOpened(2025));
    page.read(CursorMove::Press(15));
    let (view, readout) = (page.view(), page.readout());
    page.post(SHOWN);
    assert_eq!((page.view(), page.readout()), (view.clone(), readout.clone()));
    assert!(matches!(page.focus, Some(Effect::RecoverFocus(_))));
    // Not even when its answer is late.
    let id = page.model.pending.as_ref().unwrap().id;
    page.now = OLD + 60;
    let same = without_time(&page);
    assert_eq!(page.answer_summary(documented()), None);
    assert_eq!((without_time(&page), page.readout()), (same, readout));
    assert_ne!(page.view(), view, "only the time is another");
    page.send(Msg::AnswerReceived { id, result: Err(Problem::new(Offline)), now: OLD });
    assert_eq!(page.problem(), None);
}

#[test]
fn other_figures_are_shown_and_announced_and_leave_the_rest_alone() {
    let mut page = Page::documented();
    page.send(Msg::TableToggled);
    page.send(Msg::PickerOpened(2025));
    page.read(CursorMove::Press(15));
    let before = page.view();
    page.post(SHOWN);
    assert_eq!(page.answer_summary(corrected()), None, "no entry in the history");
    let view = page.view();
    assert_ne!((view.chart_key, &view.announcement), (before.chart_key, &before.announcement));
    let figures = page.figures();
    assert!(earnings(&figures).contains("63") && page.view().table && figures.picker.is_some());
    assert_eq!((page.readout().unwrap().index, figures.problem), (15, None));
    // A part of the figures may be another one while the totals are not, of which nobody needs to hear.
    let mut page = refreshing();
    let before = page.view();
    page.answer_summary(documented_with_figures(|figures| figures.points = vec![on("2025-02-03", "66.51", "62.1")]));
    assert_eq!(page.view().announcement, before.announcement);
    assert_ne!(page.view().chart_key, before.chart_key);
}

#[test]
fn a_quiet_failure_changes_nothing() {
    for kind in [Offline, Timeout, Refused, Unreadable, Server, RateLimit] {
        let mut page = refreshing();
        let before = page.view();
        assert_eq!(page.answer(Err(rate_limit(3)).map_err(|problem| Problem { kind, ..problem })), None);
        assert_eq!((page.view(), &page.events[..], page.problem()), (before, &[][..], None), "{kind:?}");
        assert_eq!(page.send(Msg::RetryRequested), None);
    }
    // An address that may not be followed is a failure as well.
    let mut page = refreshing();
    let before = page.view();
    assert_eq!(page.answer(Ok(Answer::Redirect(None))), None);
    assert_eq!(page.view(), before);
    // What failed before can still be tried again.
    let mut page = Page::documented();
    page.request(Intent::Previous);
    page.fail(Server);
    let before = page.view();
    page.post(SHOWN);
    page.fail(Offline);
    assert_eq!(page.view(), before);
    assert_eq!(asked(&page.post(Msg::RetryRequested)), Some(month("2025-01-01")));
}

#[test]
fn a_quiet_request_that_finds_the_session_ended_says_so() {
    let mut page = refreshing();
    page.fail(Ended);
    assert_eq!((page.view().banner.unwrap().problem, page.view().state), (Some("ended"), "stale"));
    assert_eq!(page.focus, Some(Effect::Focus(FocusTarget::Notice)));
}

#[test]
fn a_pause_that_connect_asks_for_is_kept_without_a_word() {
    let mut page = refreshing();
    page.answer(Err(rate_limit(60)));
    assert_eq!(page.send(Msg::PageShown { now: OLD + 60 }), None);
    page.post(Msg::PageShown { now: OLD + 61 });
}

#[test]
fn what_the_customer_asks_for_goes_before_a_quiet_request() {
    let quiet = refreshing().model.pending.unwrap();
    for intent in [Intent::Previous, Intent::Refresh, Intent::Do(Action::ManagePayments)] {
        let mut page = refreshing();
        let own = page.request(intent);
        assert!(own.id > quiet.id && page.view().busy);
        let late = |result| Msg::AnswerReceived { id: quiet.id, result, now: OLD };
        let before = page.model.clone();
        assert_eq!(page.send(late(Ok(Answer::Summary(corrected().into())))), None);
        assert_eq!(page.send(late(Err(Problem::new(Ended)))), None);
        assert_eq!(page.model, before);
    }
    // The same in the way of another try.
    let mut page = Page::documented();
    page.request(Intent::Previous);
    page.fail(Server);
    page.post(SHOWN);
    page.post(Msg::RetryRequested);
}

#[test]
fn the_customers_own_refresh_is_busy_and_keeps_the_figures() {
    let mut page = Page::documented();
    let before = page.figures();
    let pending = page.request(Intent::Refresh);
    assert_eq!((asked(&pending), page.watched), (Some(month("2025-02-01")), None));
    let figures = page.figures();
    assert!(page.view().busy && figures.refresh.as_ref().unwrap().control.as_ref().unwrap().busy);
    assert_eq!(PeriodView { refresh: None, ..figures }, PeriodView { refresh: None, ..before });
    assert_eq!(page.answer_summary(corrected()), None);
    assert!(earnings(&page.figures()).contains("63"));
    // A failure says what may be wrong: the displayed figures.
    page.request(Intent::Refresh);
    page.fail(Server);
    assert_eq!(page.period_notice().unwrap().title, "These figures may be out of date.");
    assert_eq!(asked(&page.post(Msg::RetryRequested)), Some(month("2025-02-01")));
}
