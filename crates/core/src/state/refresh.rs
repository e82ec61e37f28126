//! Bringing the displayed figures up to date without being asked.

use super::effect::Effect;
use super::model::{Model, Phase};
use crate::domain::{ProblemKind, Request, Submission};

/// From this age on figures are asked for again when the customer returns to them, in seconds.
const MAX_AGE: u64 = 5 * 60;

impl Model {
    /// Repeats what failed for want of a connection, as the customer would; else refreshes the figures.
    pub(super) fn on_connection(&mut self, now: i64) -> Vec<Effect> {
        let was_cut = self
            .problem
            .as_ref()
            .is_some_and(|problem| matches!(problem.kind, ProblemKind::Offline | ProblemKind::Timeout));
        // Nobody wants to be taken somewhere by a button that they pressed long ago.
        let stays = self.failed_request.as_ref().is_some_and(|(request, _)| {
            matches!(request, Request::Start | Request::Restore) || request.period().is_some()
        });
        if was_cut && stays && self.pending.is_none() { self.retry() } else { self.refresh(now, was_cut) }
    }

    /// Asks for the displayed figures again if they are old enough, or in any case. Nobody is told, and nobody has to wait.
    pub(super) fn refresh(&mut self, now: i64, always: bool) -> Vec<Effect> {
        let possible =
            self.pending.is_none() && self.phase == Phase::Summary && !self.has_to_wait() && !self.has_ended();
        let submission = || {
            let (summary, period) = (self.summary.as_ref()?, self.period()?);
            let age = now.abs_diff(self.cache.arrived(period)?);
            let due = (always || age >= MAX_AGE) && now >= self.quiet_until;
            Submission::change_period(summary, period.kind(), period.start()).ok().filter(|_| possible && due)
        };
        match submission() {
            Some(submission) => self.post(Request::Submit(submission), None, true),
            None => Vec::new(),
        }
    }
}
