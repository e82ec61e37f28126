//! When the figures came, and the way to newer ones.

use crate::support::page::{Page, chosen};
use crate::support::{documented, january};
use vpp_core::domain::{Action, Intent, PeriodType, ProblemKind};
use vpp_core::state::{Effect, Msg};
use vpp_core::view_model::RefreshView;

#[test]
fn the_time_is_that_of_the_answer_by_the_visitors_own_clock() {
    let updated = |page: &Page| page.figures().refresh.unwrap().updated;
    let mut page = Page::ready(january());
    assert_eq!(updated(&page), "Updated 20:00");
    page.now += 3600;
    page.reload(documented());
    assert_eq!(updated(&page), "Updated 21:00");
    // January comes from the cache, where it has been for an hour.
    page.request(Intent::Previous);
    assert_eq!(updated(&page), "Updated 20:00");
    page.fail(ProblemKind::Server);
    assert_eq!(updated(&page), "Updated 20:00");
    page.now += 3600;
    page.post(Msg::RetryRequested);
    page.answer_summary(january());
    assert_eq!(updated(&page), "Updated 22:00");
}

#[test]
fn refresh_is_offered_where_connect_offers_it() {
    let control = |page: &Page| page.figures().refresh.unwrap().control;
    let offered = control(&Page::documented()).unwrap();
    assert_eq!((offered.label, offered.intent, offered.busy), ("Refresh", Intent::Refresh, false));
    let not_offered = Page::with(|summary| summary.actions.retain(|action| *action != Action::ChangePeriod));
    let other = Page::with(|summary| summary.performance.as_mut().unwrap().available = vec![PeriodType::Year]);
    let mut ended = Page::documented();
    ended.request(Intent::Previous);
    ended.fail(ProblemKind::Ended);
    for mut page in [not_offered, other, ended] {
        assert!(matches!(page.figures().refresh, Some(RefreshView { control: None, .. })));
        assert!(!matches!(page.send(chosen(Intent::Refresh)), Some(Effect::Post(_))));
    }
}
