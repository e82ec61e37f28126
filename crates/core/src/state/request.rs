//! What is sent to Connect, and what is shown at once.

use super::effect::{Effect, HostEvent, RequestName};
use super::model::{Model, Pending, Phase};
use crate::domain::problem::Remedy;
use crate::domain::{Action, Intent, Problem, ProblemKind, Request, Submission, Summary};
use chrono::NaiveDate;
use std::sync::Arc;

impl Model {
    /// `asked_by` is the control that asks, if it is one.
    pub(super) fn request_intent(&mut self, intent: Intent, asked_by: Option<Intent>, today: NaiveDate) -> Vec<Effect> {
        let Some(summary) = self.summary.clone() else { return Vec::new() };
        if self.is_busy() || self.phase != Phase::Summary || self.has_to_wait() || self.has_ended() {
            return Vec::new();
        }
        let asked = self.landing(intent, today).unwrap_or(intent);
        match Submission::for_intent(&summary, asked, today) {
            Ok(submission) => {
                let (shown, period) = (self.period(), submission.period());
                let other = period.filter(|_| period != shown);
                // Asking for the displayed period would only load the same figures again, unless they are from the cache.
                let same = period.is_some() && other.is_none() && !self.from_cache;
                if same && intent != Intent::Refresh && self.problem.is_none() {
                    self.picker_year = None;
                    return Vec::new();
                }
                // A period seen before is shown at once; the answer brings it up to date.
                if let Some(cached) = other.and_then(|period| self.cache.get(period)) {
                    self.show(Arc::new(Summary { performance: Some(cached.clone()), ..(*summary).clone() }));
                    self.from_cache = true;
                }
                self.picker_year = None;
                self.post(Request::Submit(submission), asked_by, false)
            }
            Err(refusal) => {
                self.problem = Some(Problem::because(ProblemKind::Refused, refusal.reason()));
                self.problem_period = self.period().and_then(|shown| asked.period(shown, today));
                Vec::new()
            }
        }
    }

    /// Leaves a foreign route by one of the actions that it offers.
    pub(super) fn leave_route(&mut self, action: Action) -> Vec<Effect> {
        let Phase::Foreign { route, .. } = &self.phase else { return Vec::new() };
        match route.leave(action) {
            Ok(request) if !self.is_busy() && !self.has_to_wait() && !self.has_ended() => {
                self.post(request, Some(Intent::Do(action)), false)
            }
            _ => Vec::new(),
        }
    }

    /// `quiet` is for what nobody has asked for.
    pub(super) fn post(&mut self, request: Request, intent: Option<Intent>, quiet: bool) -> Vec<Effect> {
        self.last_id = self.last_id.wrapping_add(1);
        let name = match &request {
            Request::Start => RequestName::SessionStart,
            Request::Restore => RequestName::SessionRestore,
            Request::LeaveRoute { action, .. } => RequestName::Action(*action),
            Request::Submit(submission) => RequestName::Action(submission.action()),
        };
        self.same_period &= quiet;
        let pending = Pending { id: self.last_id, request, intent, quiet, overdue: false };
        self.pending = Some(pending.clone());
        let watched = pending.is_first() || self.period().is_some_and(|shown| pending.asks_for_other_than(shown));
        let mut effects = vec![Effect::Notify(HostEvent::Action(name)), Effect::Post(pending)];
        if watched {
            effects.push(Effect::ExpectAnswer(self.last_id));
        }
        effects
    }

    pub(super) fn retry(&mut self) -> Vec<Effect> {
        let Some(problem) = &self.problem else { return Vec::new() };
        if self.is_busy() || problem.retry_after.is_some() {
            return Vec::new();
        }
        match (problem.kind.remedy(), self.failed_request.clone()) {
            (Remedy::TryAgain, Some((request, intent))) => self.post(request, intent, false),
            (Remedy::StartAgain, _) => self.post(Request::Start, None, false),
            (Remedy::GoBack | Remedy::Nothing, _) => vec![Effect::Reload],
            (Remedy::TryAgain, None) => Vec::new(),
        }
    }

    /// Shows a summary. The cursor stays as long as the period does. If it says the same, what was built from it stays, so that
    /// nobody has to find their place in it again.
    pub(super) fn show(&mut self, summary: Arc<Summary>) {
        let period = self.period();
        let same = self.summary.as_ref().is_some_and(|shown| {
            let figures = shown.performance.as_ref().zip(summary.performance.as_ref());
            figures.is_some_and(|(shown, next)| shown.says_the_same(next))
                && shown.programme.participation == summary.programme.participation
                && shown.actions == summary.actions
        });
        self.summary = Some(summary);
        if self.period() != period {
            (self.cursor, self.press) = Default::default();
            self.picker_year = None;
            self.whole_log = false;
        }
        if !same {
            self.change_chart();
        }
    }

    pub(super) fn change_chart(&mut self) -> Vec<Effect> {
        self.chart_key = self.chart_key.wrapping_add(1);
        Vec::new()
    }
}
