//! How the state changes.

use super::{Effect, Model, Msg, Pending, Stage};
use crate::connect::Answer;
use crate::domain::action::Response;
use crate::domain::problem::Remedy;
use crate::domain::{Action, Intent, Period, Problem, ProblemKind, Request, Summary};
use chrono::NaiveDate;
use std::sync::Arc;

/// Takes a message in and says what is to be done about it.
pub fn update(model: &mut Model, msg: Msg) -> Option<Effect> {
    match msg {
        Msg::Opened { token, resume } => {
            *model = Model {
                token: Some(token),
                tab: model.tab,
                measure: model.measure,
                revision: model.revision,
                counting: model.counting,
                last_id: model.last_id,
                ..Model::default()
            };
            model.post(if resume { Request::Restore } else { Request::Start }, None)
        }
        Msg::Failed(problem) => model.fail(problem),
        Msg::Wanted(intent, today) => model.want(intent, Some(intent), today),
        Msg::Answered { id, result } => {
            let pending = model.pending.take_if(|pending| pending.id == id)?;
            match result {
                Ok(answer) => model.take(answer, pending),
                Err(problem) => {
                    model.failed = Some((pending.request, pending.intent));
                    model.fail(problem)
                }
            }
        }
        Msg::TryAgain => {
            let problem = model.problem.as_ref()?;
            if model.pending.is_some() || problem.retry_after.is_some() {
                return None;
            }
            match problem.kind.remedy() {
                Remedy::TryAgain => {
                    let (request, intent) = model.failed.clone()?;
                    model.post(request, intent)
                }
                Remedy::StartAgain => model.post(Request::Start, None),
                Remedy::GoBack | Remedy::Nothing => None,
            }
        }
        Msg::ReturnHere => match &model.stage {
            Stage::Elsewhere { route, .. } if model.pending.is_none() && !model.has_to_wait() => {
                let request = Request::Leave(route.clone());
                model.post(request, Some(Intent::Do(Action::Back)))
            }
            _ => None,
        },
        Msg::SecondPassed => {
            model.counting = false;
            let problem = model.problem.as_mut()?;
            let left = problem.retry_after?.saturating_sub(1);
            problem.retry_after = (left > 0).then_some(left);
            model.count()
        }
        Msg::HandedOver(address) => {
            model.instead = Some(std::mem::replace(&mut model.stage, Stage::Leaving(address.clone())));
            Some(Effect::Leave(address))
        }
        Msg::NotFollowed => {
            if let Some(stage) = model.instead.take() {
                model.stage = stage;
                return None;
            }
            match &model.stage {
                Stage::Complete(_) => model.stage = Stage::Complete(None),
                Stage::Leaving(_) => {
                    model.stage = Stage::Here;
                    return model.fail(not_followable());
                }
                Stage::Here | Stage::Elsewhere { .. } => {}
            }
            None
        }
        Msg::Chose(tab) => {
            model.tab = tab;
            None
        }
        Msg::ToggledTable => {
            model.table = !model.table;
            model.revise()
        }
        Msg::Measured(measure) => {
            model.measure = measure;
            model.revise()
        }
        Msg::Read(step, places) => {
            model.reading = step.from(model.reading, places);
            None
        }
        Msg::Picking(year) => {
            model.picker = year;
            None
        }
        Msg::Recalled(kind, start, today) => {
            // Whoever goes back quickly wants the period that they arrive at, and none on the way.
            let _ = model.pending.take_if(|pending| pending.asks_for_a_period());
            // The entry may be of a period that Connect stated otherwise than the calendar does.
            let period = Period::holding(kind, start);
            model.remembered = Some(period);
            model.want(Intent::Open(kind, period.start()), None, today)
        }
    }
}

impl Pending {
    fn asks_for_a_period(&self) -> bool {
        matches!(&self.request, Request::Respond(response) if response.period().is_some())
    }
}

impl Model {
    /// `asked_by` is the control that asks, if it is one.
    fn want(&mut self, intent: Intent, asked_by: Option<Intent>, today: NaiveDate) -> Option<Effect> {
        let summary = self.summary.clone()?;
        if self.pending.is_some() || self.stage != Stage::Here || self.has_to_wait() || self.has_ended() {
            return None;
        }
        match Response::to(&summary, intent, today) {
            Ok(response) => {
                // Choosing the type that is shown already would only load the same again.
                let same = self.period() == response.period();
                if same && response.period().is_some() && self.problem.is_none() {
                    self.picker = None;
                    return None;
                }
                // What was seen before is shown at once; the answer brings it up to date.
                if let Some(seen) = response.period().and_then(|period| self.seen.find(period)) {
                    self.show(Arc::new(Summary { performance: Some(seen.clone()), ..(*summary).clone() }));
                }
                self.post(Request::Respond(response), asked_by)
            }
            Err(refusal) => self.fail(Problem::because(ProblemKind::Refused, refusal.reason())),
        }
    }

    fn post(&mut self, request: Request, intent: Option<Intent>) -> Option<Effect> {
        self.last_id = self.last_id.wrapping_add(1);
        let pending = Pending { id: self.last_id, request, intent };
        self.pending = Some(pending.clone());
        Some(Effect::Post(pending))
    }

    fn take(&mut self, answer: Answer, asked: Pending) -> Option<Effect> {
        self.problem = None;
        self.instead = None;
        // Until the customer has really left, asking again is all there is to do.
        self.failed = match answer {
            Answer::Redirect(_) => Some((asked.request.clone(), asked.intent)),
            Answer::Summary(_) | Answer::Complete(_) | Answer::Elsewhere(_) => None,
        };
        match answer {
            Answer::Summary(summary) => {
                self.stage = Stage::Here;
                let performance = summary.performance.as_ref();
                let period = performance.map(|performance| performance.period);
                if let Some(performance) = performance {
                    self.seen.keep(performance);
                }
                self.show(summary);
                let before = std::mem::replace(&mut self.remembered, period);
                // Going back leads to a period that the customer has left by a control of the page.
                let push = before.is_some() && asked.intent.is_some();
                period.filter(|_| before != period).map(|period| Effect::Remember { period, push })
            }
            Answer::Redirect(Some(address)) => {
                self.stage = Stage::Leaving(address.clone());
                Some(Effect::Leave(address))
            }
            Answer::Redirect(None) => self.fail(not_followable()),
            Answer::Complete(address) => {
                self.stage = Stage::Complete(address.clone());
                Some(Effect::HandBack(address))
            }
            Answer::Elsewhere(route) => {
                self.stage = Stage::Elsewhere { route: route.clone(), intent: asked.intent };
                // Whoever comes back from there would be sent away again at once, and never reach the summary.
                (asked.request != Request::Restore).then_some(Effect::HandOver(route))
            }
        }
    }

    /// Shows a summary. What is read of the chart stays as long as the period does.
    fn show(&mut self, summary: Arc<Summary>) {
        let before = self.period();
        self.summary = Some(summary);
        if self.period() != before {
            self.reading = None;
            self.picker = None;
        }
        self.revise();
    }

    /// Counts a change of what is drawn as a whole.
    fn revise(&mut self) -> Option<Effect> {
        self.revision = self.revision.wrapping_add(1);
        None
    }

    fn fail(&mut self, problem: Problem) -> Option<Effect> {
        self.problem = Some(problem);
        self.count()
    }

    /// The period shown.
    pub fn period(&self) -> Option<Period> {
        Some(self.summary.as_ref()?.performance.as_ref()?.period)
    }

    /// Whether Connect has asked for a pause that is not over.
    pub fn has_to_wait(&self) -> bool {
        self.problem.as_ref().is_some_and(|problem| problem.retry_after.is_some())
    }

    /// Whether the session is over, so that nothing can be asked for any more.
    pub fn has_ended(&self) -> bool {
        self.problem.as_ref().is_some_and(|problem| problem.kind == ProblemKind::Ended)
    }

    /// Starts the countdown, if there is anything to wait for and it is not running yet.
    fn count(&mut self) -> Option<Effect> {
        let start = self.has_to_wait() && !self.counting;
        self.counting |= start;
        start.then_some(Effect::WaitASecond)
    }
}

/// The server led to an address which this page never follows.
fn not_followable() -> Problem {
    Problem::because(ProblemKind::Unreadable, "/data/redirect_url: expected an address that may be followed")
}
