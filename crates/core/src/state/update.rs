//! How the model changes.

use super::cursor::CursorMove;
use super::effect::{Effect, FocusTarget, HostEvent};
use super::focus::focus_after;
use super::model::{Model, NARROW_CHART, Pending, Phase, Tab};
use super::msg::Msg;
use crate::domain::{Answer, Intent, Period, Problem, ProblemKind, Request, Submission, Summary};
use std::sync::Arc;

/// Updates the model and returns the effects to run, in order.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let (period, banner, notice) = (model.period(), model.shows_banner(), model.shows_period_notice());
    let (focus, was_loading) = (focus_after(model, &msg), model.loading().is_some());
    let mut effects = model.on(msg);
    if was_loading && model.loading().is_none() {
        // What views have rebuilt meanwhile has no figures.
        model.change_chart();
    }
    if let Some(shown) = model.period().filter(|shown| period != Some(*shown)) {
        effects.push(Effect::Notify(HostEvent::Period(shown)));
    }
    // A notice above the content could be out of sight, so a new one always gets the focus.
    if model.shows_banner() && !banner {
        effects.push(Effect::Focus(FocusTarget::Notice));
    } else if model.shows_period_notice() && (!notice || has_failed(&effects)) {
        effects.push(Effect::RecoverFocus(FocusTarget::PeriodNotice));
    } else {
        effects.extend(focus);
    }
    effects
}

fn has_failed(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::Notify(HostEvent::Error { .. })))
}

impl Model {
    fn on(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::SessionOpened { token, resume } => {
                self.reset(Some(token));
                self.post(if resume { Request::Restore } else { Request::Start }, None, false)
            }
            Msg::JoiningKnown(joining) => {
                self.joining = joining;
                Vec::new()
            }
            Msg::StartFailed(problem) => {
                // A link that is broken must not leave another customer's earnings on the screen.
                self.reset(None);
                self.fail(problem)
            }
            Msg::IntentChosen { intent, today } => match (&self.phase, intent) {
                (Phase::Foreign { .. }, Intent::Do(action)) => self.leave_route(action),
                _ => self.request_intent(intent, Some(intent), today),
            },
            Msg::StepRequested { intent, today } => {
                let possible = |summary: &Arc<Summary>| Submission::for_intent(summary, intent, today).is_ok();
                if self.summary.as_ref().is_some_and(possible) {
                    self.request_intent(intent, Some(intent), today)
                } else {
                    Vec::new()
                }
            }
            Msg::AnswerReceived { id, result, now } => {
                let Some(asked) = self.pending.take_if(|pending| pending.id == id) else { return Vec::new() };
                match result {
                    Ok(Answer::Redirect(None)) => self.on_failure(unsafe_redirect(), asked, now),
                    Ok(answer) => self.on_answer(answer, asked, now),
                    Err(problem) => self.on_failure(problem, asked, now),
                }
            }
            Msg::AnswerOverdue(id) => {
                if let Some(pending) = self.pending.as_mut().filter(|pending| pending.id == id) {
                    pending.overdue = true;
                    (self.cursor, self.press) = Default::default();
                }
                Vec::new()
            }
            Msg::ConnectionRestored { now } => self.on_connection(now),
            Msg::PageShown { now } => self.refresh(now, false),
            Msg::RetryRequested => self.retry(),
            Msg::CopyRequested => {
                let reference = self.problem.as_ref().and_then(|problem| problem.request_id.clone());
                reference.map(Effect::Copy).into_iter().collect()
            }
            Msg::SecondElapsed => {
                self.countdown_running = false;
                if let Some(problem) = &mut self.problem {
                    problem.retry_after =
                        problem.retry_after.map(|left| left.saturating_sub(1)).filter(|left| *left > 0);
                }
                self.start_countdown()
            }
            Msg::HandOffFound(address) => {
                let phase = std::mem::replace(&mut self.phase, Phase::Leaving(address.clone()));
                let route = match &phase {
                    Phase::Foreign { route, .. } => Some(route.name.clone()),
                    _ => None,
                };
                self.fallback_phase = Some(phase);
                vec![Effect::Redirect { address, route }]
            }
            Msg::NavigationFailed => self.on_navigation_failed(),
            Msg::TabSelected(tab) => {
                self.tab = tab;
                self.settings_shown |= tab == Tab::Settings;
                Vec::new()
            }
            Msg::TableToggled => {
                self.table = !self.table;
                self.whole_log &= !self.table;
                Vec::new()
            }
            Msg::LogToggled => {
                self.whole_log = !self.whole_log;
                self.table &= !self.whole_log;
                Vec::new()
            }
            Msg::StatusRequested => {
                self.tab = Tab::Overview;
                Vec::new()
            }
            Msg::MeasureSelected(measure) => {
                self.measure = measure;
                self.change_chart()
            }
            Msg::ChartResized { width } => {
                let narrow = width < NARROW_CHART;
                if self.narrow_chart != narrow {
                    self.narrow_chart = narrow;
                    // The buckets are different ones now.
                    self.cursor = None;
                }
                Vec::new()
            }
            Msg::CursorMoved { to, buckets } => {
                // The bars of the displayed period stand for nothing while another one is loading.
                if self.loading().is_some() {
                    return Vec::new();
                }
                to.apply(&mut self.cursor, &mut self.press, buckets);
                // What was chosen elsewhere is read above the chart.
                if matches!(to, CursorMove::Toggle(_)) { vec![Effect::ShowReading] } else { Vec::new() }
            }
            Msg::PickerOpened(year) | Msg::PickerTurned(year) => {
                self.picker_year = Some(year);
                Vec::new()
            }
            Msg::PickerClosed | Msg::PickerLeft => {
                self.picker_year = None;
                Vec::new()
            }
            Msg::HistoryPopped { kind, start, today } => {
                // Going back quickly leads to the last entry; the periods on the way do not matter.
                let _ = self.pending.take_if(|pending| pending.changes_period());
                let period = Period::starting(kind, start);
                self.history_period = Some(period);
                self.request_intent(Intent::Open(kind, period.start()), None, today)
            }
            Msg::ExportRequested => {
                let shown = self.period().filter(|_| self.loading().is_none());
                shown.map(|_| Effect::Download).into_iter().collect()
            }
            Msg::LanguageSelected(tag) => {
                self.language_selected = true;
                vec![Effect::LoadLanguage(tag)]
            }
            Msg::LanguageLoaded => {
                self.language_selected = false;
                self.language_key = self.language_key.wrapping_add(1);
                Vec::new()
            }
            Msg::TimePassed => Vec::new(),
        }
    }

    fn on_answer(&mut self, answer: Answer, asked: Pending, now: i64) -> Vec<Effect> {
        self.problem = None;
        self.fallback_phase = None;
        // Until the customer has really left, another try is all there is to do.
        self.failed_request = match answer {
            Answer::Redirect(_) => Some((asked.request.clone(), asked.intent)),
            Answer::Summary(_) | Answer::Complete(_) | Answer::Foreign(_) => None,
        };
        match answer {
            Answer::Summary(summary) => {
                self.phase = Phase::Summary;
                if let Some(performance) = &summary.performance {
                    self.cache.insert(performance, now);
                }
                self.show(summary);
                self.from_cache = false;
                let period = self.period();
                let answered = std::mem::replace(&mut self.answered_period, period);
                self.same_period =
                    period.is_some_and(|period| answered == Some(period) && asked.asks_for_other_than(period));
                let before = std::mem::replace(&mut self.history_period, period);
                // Back leads to a period that the customer has left by a control of the page.
                let push = before.is_some() && asked.intent.is_some();
                let changed = period.filter(|_| before != period);
                changed.map(|period| Effect::SetHistory { period, push }).into_iter().collect()
            }
            Answer::Redirect(Some(address)) => {
                self.phase = Phase::Leaving(address.clone());
                vec![Effect::Redirect { address, route: None }]
            }
            Answer::Redirect(None) => Vec::new(),
            Answer::Complete(address) => {
                self.phase = Phase::Complete(address.clone());
                vec![Effect::ReturnToPartner(address)]
            }
            Answer::Foreign(route) => {
                let name = route.name.clone();
                self.phase = Phase::Foreign { route, intent: asked.intent };
                // A customer who returns from there would be sent away again at once and never reach the summary.
                if asked.request == Request::Restore { Vec::new() } else { vec![Effect::HandOff(name)] }
            }
        }
    }

    fn on_navigation_failed(&mut self) -> Vec<Effect> {
        if let Some(phase) = self.fallback_phase.take() {
            self.phase = phase;
            return Vec::new();
        }
        match &self.phase {
            Phase::Complete(_) => self.phase = Phase::Complete(None),
            Phase::Leaving(_) => {
                self.phase = Phase::Summary;
                return self.fail(unsafe_redirect());
            }
            Phase::Summary | Phase::Foreign { .. } => {}
        }
        Vec::new()
    }

    fn on_failure(&mut self, problem: Problem, asked: Pending, now: i64) -> Vec<Effect> {
        if asked.quiet && problem.kind != ProblemKind::Ended {
            self.quiet_until = now + i64::from(problem.retry_after.unwrap_or(0));
            return Vec::new();
        }
        self.failed_request = Some((asked.request, asked.intent));
        self.fail(problem)
    }

    fn fail(&mut self, problem: Problem) -> Vec<Effect> {
        let event = HostEvent::Error { kind: problem.kind, request_id: problem.request_id.clone() };
        self.problem = Some(problem);
        self.problem_period = self.failed_request.as_ref().and_then(|(request, _)| request.period());
        let mut effects = vec![Effect::Notify(event)];
        effects.extend(self.start_countdown());
        effects
    }

    /// Starts the countdown if there is something to wait for and none is running.
    fn start_countdown(&mut self) -> Vec<Effect> {
        let start = self.has_to_wait() && !self.countdown_running;
        self.countdown_running |= start;
        if start { vec![Effect::StartCountdown] } else { Vec::new() }
    }
}

/// The problem of an address that this page never follows.
fn unsafe_redirect() -> Problem {
    Problem::because(ProblemKind::Unreadable, "/data/redirect_url: expected an address that may be followed")
}
