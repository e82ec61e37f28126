//! Answers one request: what it does to its session, and what comes back.

use chrono::{NaiveDate, TimeDelta};
use serde_json::{Value, json};

use super::{
    answer::Answer,
    fault::{FaultKind, Trigger},
    fields::{field, offers},
    problem::{Problem, RequestContext},
    request::{Action, Request, RequestKind},
    scenario::Scenario,
    session::Session,
    summary::{self, SummaryState},
};
use crate::calendar::Period;

/// Everything that the answer to one request depends on.
pub(super) struct Handler<'a> {
    pub(super) origin: &'a str,
    pub(super) scenario: &'a Scenario,
    pub(super) today: NaiveDate,
    pub(super) session: &'a mut Session,
    pub(super) context: &'a RequestContext,
}

impl Handler<'_> {
    /// Answers the request, with the scenario's fault if it is due.
    pub(super) fn answer(&mut self, request: &Request) -> Result<Answer, Problem> {
        if self.session.ended {
            if request.kind != RequestKind::Start {
                let message = "the session is complete; session_start begins a new one";
                return Err(Problem::invalid("session_completed", message).with_status(410));
            }
            // A new start forgets everything, so that a developer can play a scenario again.
            let last_request = self.session.last_request;
            *self.session = Session { last_request, ..Session::new(self.scenario.first_route()) };
        }
        let before = self.session.clone();
        let answer = Answer::json(200, &self.handle(request)?);
        let Some(fault) = self.due_fault(request) else {
            return Ok(answer);
        };
        // A request without a proper answer has changed nothing. A late answer is a proper one.
        if !matches!(fault, FaultKind::Slow { .. }) {
            let faults = self.session.faults;
            let limited_until = self.session.limited_until;
            *self.session = Session { faults, limited_until, ..before };
        }
        Ok(fault.apply(answer, self.context))
    }

    /// The fault that this request triggers, if any.
    fn due_fault(&mut self, request: &Request) -> Option<FaultKind> {
        let fault = self.scenario.fault.as_ref()?;
        let trigger = match request.kind {
            RequestKind::Start | RequestKind::Restore => Trigger::Start,
            RequestKind::Act { .. } => Trigger::Action,
        };
        if fault.when != trigger {
            return None;
        }
        if let FaultKind::RateLimit { retry_after: Some(seconds) } = fault.kind {
            return self.rate_limit(seconds);
        }
        if fault.times.is_some_and(|times| self.session.faults >= times) {
            return None;
        }
        self.session.faults += 1;
        Some(fault.kind.clone())
    }

    /// The limit holds until the time that the first refusal gave, and never again.
    fn rate_limit(&mut self, seconds: u32) -> Option<FaultKind> {
        let now = self.context.now;
        let until = *self.session.limited_until.get_or_insert_with(|| now + TimeDelta::seconds(seconds.into()));
        let left = (until - now).num_milliseconds();
        (left > 0).then(|| FaultKind::RateLimit { retry_after: u32::try_from((left + 999) / 1000).ok() })
    }

    fn handle(&mut self, request: &Request) -> Result<Value, Problem> {
        match &request.kind {
            RequestKind::Start => {
                self.session.period = None;
                Ok(self.show(self.scenario.first_route()))
            }
            RequestKind::Restore => Ok(self.current_page()),
            RequestKind::Act { route, action } => self.act(route, *action),
        }
    }

    fn act(&mut self, route: &str, action: Action) -> Result<Value, Problem> {
        if route != self.session.route {
            let current = &self.session.route;
            let message = format!("the session is on {current}, not on the page named at /route");
            return Err(Problem::invalid("action_invalid", message));
        }
        let page = self.current_page();
        // BACK is available on a page of another route that lists no actions at all.
        let unlisted = field(&page, "actions").is_none() && route != "vpp_summary" && action == Action::Back;
        if !unlisted && !offers(&page, action.as_str()) {
            let message = "the page does not offer the action at /action";
            return Err(Problem::invalid("action_invalid", message));
        }
        match action {
            Action::ConnectTariff => {
                let url = self.scenario.redirect_url.as_deref();
                Ok(self.redirect(url.unwrap_or("{origin}/sandbox/tariff")))
            }
            Action::ChangePeriod(period) => self.change_period(&page, period),
            Action::ManagePayments => Ok(match &self.scenario.payments_url {
                Some(url) => self.redirect(url),
                None => self.show("payment_history"),
            }),
            Action::ManageParticipation => Ok(self.show("participation")),
            Action::Back if route != self.scenario.first_route() && route != "vpp_summary" => {
                Ok(self.show("vpp_summary"))
            }
            Action::Back | Action::Close => Ok(self.complete()),
        }
    }

    fn change_period(&mut self, page: &Value, period: Period) -> Result<Value, Problem> {
        let types = field(page, "performance").and_then(|performance| performance["available_period_types"].as_array());
        let kind = period.kind().as_str();
        if !types.is_some_and(|types| types.iter().any(|name| name == kind)) {
            let message = "the page does not offer the period type at /data/period_type";
            return Err(Problem::invalid("data_json_invalid", message));
        }
        self.session.period = Some(period);
        Ok(self.current_page())
    }

    fn show(&mut self, route: &str) -> Value {
        self.session.route = route.to_owned();
        self.current_page()
    }

    fn current_page(&self) -> Value {
        let token = self.context.token.as_deref().unwrap_or_default();
        let state = SummaryState {
            token,
            tariff_connected: self.session.tariff_connected,
            period: self.session.period,
            today: self.today,
        };
        match self.session.route.as_str() {
            "vpp_summary" => summary::page(self.scenario, state),
            route => summary::foreign_page(self.scenario, route, token),
        }
    }

    fn redirect(&self, url: &str) -> Value {
        json!({
            "connect_token": self.context.token,
            "route": "session_redirect",
            "data": { "redirect_url": self.address(url) },
        })
    }

    fn complete(&mut self) -> Value {
        self.session.ended = true;
        let url = self.scenario.callback_url.as_deref();
        let url = url.unwrap_or("{origin}/sandbox/callback?reference=sandbox");
        if self.scenario.ends_by_redirect {
            return self.redirect(url);
        }
        let name = if self.scenario.older_callback { "callback_uri" } else { "callback_url" };
        json!({
            "connect_token": self.context.token,
            "route": "session_complete",
            "data": { name: self.address(url) },
        })
    }

    /// Fills in the placeholders of an address.
    fn address(&self, template: &str) -> String {
        let token = self.context.token.as_deref().unwrap_or_default();
        template.replace("{origin}", self.origin).replace("{token}", token)
    }
}
