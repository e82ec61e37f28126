//! Everything the page knows.

use super::cursor::{Cursor, Press};
use super::period_cache::PeriodCache;
use crate::domain::{
    Address, ForeignRoute, Intent, Joining, Performance, Period, Problem, ProblemKind, Request, Summary, Token,
};
use std::sync::Arc;

/// The page's state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    /// The session's credential.
    pub token: Option<Token>,
    /// The last summary from Connect. It stays when something goes wrong later.
    pub summary: Option<Arc<Summary>>,
    /// What is known of the customer's way to Leap.
    pub joining: Joining,
    /// Where the session stands.
    pub phase: Phase,
    /// The request under way.
    pub pending: Option<Pending>,
    /// What went wrong last.
    pub problem: Option<Problem>,
    /// Whether Connect has sent the displayed period again when another one was asked for.
    pub same_period: bool,
    /// Whether the displayed figures are from the cache, and no answer has confirmed them.
    pub from_cache: bool,
    /// The selected tab.
    pub tab: Tab,
    /// Whether the settings have been shown.
    pub settings_shown: bool,
    /// Whether the figures are also shown as a table.
    pub table: bool,
    /// Whether the log shows all its rows. Then there is no table: both would be too much for a phone.
    pub whole_log: bool,
    /// What the chart's bars stand for.
    pub measure: Measure,
    /// Whether the chart is too narrow for daily bars of a year.
    pub narrow_chart: bool,
    /// The bucket of the chart that the customer reads.
    pub cursor: Option<Cursor>,
    /// The open period picker's year; `None` while the picker is closed.
    pub picker_year: Option<i32>,
    /// The periods seen in this session.
    pub cache: PeriodCache,
    /// Incremented whenever the displayed figures or their form change: a cheap change key.
    pub chart_key: u32,
    /// Incremented whenever the loader has loaded a language, or could not.
    pub language_key: u32,
    /// Whether the customer has selected a language that has not loaded yet.
    pub(super) language_selected: bool,
    /// The period of the current entry in the browser's history.
    pub(super) history_period: Option<Period>,
    /// The period of the last answer.
    pub(super) answered_period: Option<Period>,
    /// The period that the last problem was about, if it was about one.
    pub(super) problem_period: Option<Period>,
    /// Until when Connect wants no quiet refresh, in Unix seconds.
    pub(super) quiet_until: i64,
    /// The request that failed, for another try.
    pub(super) failed_request: Option<(Request, Option<Intent>)>,
    /// The phase to return to when the browser refuses a hand-off address.
    pub(super) fallback_phase: Option<Phase>,
    /// Whether a tick of the countdown is on its way; at most one countdown runs.
    pub(super) countdown_running: bool,
    pub(super) last_id: u32,
    /// What a pointer or finger does on the chart.
    pub(super) press: Press,
}

/// Below this width of the chart, in CSS pixels and with its scale, the days of a year have less than a pixel and a half
/// each.
pub(super) const NARROW_CHART: u32 = 600;

/// The two tabs of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Earnings and status.
    #[default]
    Overview,
    /// Tariff, payments, participation and language.
    Settings,
}

/// What the chart's bars stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// The money earned.
    #[default]
    Earnings,
    /// The energy dispatched.
    Energy,
}

/// Where the session stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Phase {
    /// The summary is shown or loading.
    #[default]
    Summary,
    /// The session is at a route that this page does not show.
    Foreign {
        /// The route and the actions it offers.
        route: ForeignRoute,
        /// What the customer asked for, if they asked.
        intent: Option<Intent>,
    },
    /// The page is navigating to an address in the middle of the session.
    Leaving(Address),
    /// The session is over. The customer returns to this address, if Connect gave one that may be followed.
    Complete(Option<Address>),
}

/// A request under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Pending {
    /// Its number. An answer with another number is late.
    pub id: u32,
    /// What was sent.
    pub request: Request,
    /// The control that asked, so that the page can mark it as busy.
    pub intent: Option<Intent>,
    /// Whether nobody asked for it: it only brings the displayed figures up to date, and gives way to what the customer does.
    pub quiet: bool,
    /// Whether its answer keeps the customer waiting, so that the page shows what it is loading.
    pub overdue: bool,
}

impl Pending {
    /// Whether it is the first request since the page was loaded.
    pub(super) const fn is_first(&self) -> bool {
        self.id == 1
    }

    pub(super) fn changes_period(&self) -> bool {
        self.period().is_some()
    }

    /// Whether it asks for a period that starts on another day, or is of another type.
    pub(super) fn asks_for_other_than(&self, period: Period) -> bool {
        let key = |period: Period| (period.kind(), period.start());
        self.period().is_some_and(|asked| key(asked) != key(period))
    }

    fn period(&self) -> Option<Period> {
        self.request.period()
    }
}

impl Model {
    /// The displayed figures.
    pub fn performance(&self) -> Option<&Performance> {
        self.summary.as_ref()?.performance.as_ref()
    }

    /// The displayed period.
    pub fn period(&self) -> Option<Period> {
        Some(self.performance()?.period)
    }

    /// Whether the customer waits for an answer.
    pub fn is_busy(&self) -> bool {
        self.pending.as_ref().is_some_and(|pending| !pending.quiet)
    }

    /// Whether there is something to draw: an answer or a problem, or the first answer keeps the customer waiting.
    pub fn has_started(&self) -> bool {
        let waits = self.pending.as_ref().is_some_and(|pending| pending.is_first() && !pending.overdue);
        self.problem.is_some() || self.last_id > 0 && !waits
    }

    /// The period that has been loading for so long that the page names it instead of the displayed one.
    pub fn loading(&self) -> Option<Period> {
        self.pending.as_ref().filter(|pending| pending.overdue)?.period()
    }

    /// Whether Connect has asked for a pause that is not over yet.
    pub fn has_to_wait(&self) -> bool {
        self.problem.as_ref().is_some_and(|problem| problem.retry_after.is_some())
    }

    /// Whether the session has ended, so that no request can succeed.
    pub fn has_ended(&self) -> bool {
        self.problem.as_ref().is_some_and(|problem| problem.kind == ProblemKind::Ended)
    }

    /// The period that could not be had, while the session goes on.
    pub fn failed_period(&self) -> Option<Period> {
        self.problem_period.filter(|_| self.problem.is_some() && !self.has_ended())
    }

    /// Forgets the session, for another one or for none. What the customer has selected stays.
    pub(super) fn reset(&mut self, token: Option<Token>) {
        *self = Self {
            token,
            tab: self.tab,
            settings_shown: self.settings_shown,
            measure: self.measure,
            narrow_chart: self.narrow_chart,
            chart_key: self.chart_key,
            language_key: self.language_key,
            countdown_running: self.countdown_running,
            last_id: self.last_id,
            ..Self::default()
        };
    }

    /// Whether a notice stands above the summary.
    pub(super) fn shows_banner(&self) -> bool {
        let shown = self.summary.is_some() && self.phase == Phase::Summary;
        shown && self.problem.is_some() && self.failed_period().is_none()
    }

    /// Whether a notice about a period stands at the chart.
    pub(super) fn shows_period_notice(&self) -> bool {
        self.phase == Phase::Summary && (self.failed_period().is_some() || self.same_period)
    }
}
