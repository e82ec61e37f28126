//! One turn of the conversation: what a request does to its session, and what comes back.

use chrono::{NaiveDate, TimeDelta};
use serde_json::{Value, json};

use crate::{
    answer::{About, Answer, FaultKind, Problem, When},
    request::{Action, Request, Step},
    scenario::Scenario,
    session::Session,
    summary::{self, View},
};

/// One request and everything that its answer depends on.
pub(crate) struct Turn<'a> {
    pub(crate) origin: &'a str,
    pub(crate) scenario: &'a Scenario,
    pub(crate) today: NaiveDate,
    pub(crate) session: &'a mut Session,
    pub(crate) about: &'a About,
}

impl Turn<'_> {
    /// Answers the request, or lets the scenario's mishap befall it.
    pub(crate) fn answer(&mut self, request: &Request) -> Result<Answer, Problem> {
        if self.session.ended {
            if request.step != Step::Start {
                let message = "the session is complete; session_start begins a new one";
                return Err(Problem::invalid("session_completed", message).with_status(410));
            }
            // Starting anew forgets everything, so that a developer can play a scenario again.
            *self.session = Session { used: self.session.used, ..Session::new(self.scenario.first_route()) };
        }
        let before = self.session.clone();
        let right = Answer::json(200, &self.step(request)?);
        let Some(fault) = self.due_fault(request) else {
            return Ok(right);
        };
        // A request that got no proper answer has changed nothing, except that late is not never.
        if !matches!(fault, FaultKind::Slow { .. }) {
            let faults = self.session.faults;
            let limited_until = self.session.limited_until;
            *self.session = Session { faults, limited_until, ..before };
        }
        Ok(fault.befall(right, self.about))
    }

    /// The fault that befalls this request, if any.
    fn due_fault(&mut self, request: &Request) -> Option<FaultKind> {
        let fault = self.scenario.fault.as_ref()?;
        let when = match request.step {
            Step::Start | Step::Restore => When::Start,
            Step::Act { .. } => When::Action,
        };
        if fault.when != when {
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

    /// The limit holds until the time that the first refusal named, and never again after that.
    fn rate_limit(&mut self, seconds: u32) -> Option<FaultKind> {
        let now = self.about.now;
        let until = *self.session.limited_until.get_or_insert_with(|| now + TimeDelta::seconds(seconds.into()));
        let left = (until - now).num_milliseconds();
        (left > 0).then(|| FaultKind::RateLimit { retry_after: u32::try_from((left + 999) / 1000).ok() })
    }

    fn step(&mut self, request: &Request) -> Result<Value, Problem> {
        match &request.step {
            Step::Start => {
                self.session.route = self.scenario.first_route().to_owned();
                self.session.period = None;
                Ok(self.current_page())
            }
            Step::Restore => Ok(self.current_page()),
            Step::Act { route, action } => self.act(route, *action),
        }
    }

    fn act(&mut self, route: &str, action: Action) -> Result<Value, Problem> {
        if route != self.session.route {
            let here = &self.session.route;
            let message = format!("the session is on {here}, not on the page named at /route");
            return Err(Problem::invalid("action_invalid", message));
        }
        if route != "vpp_summary" {
            // The schema lets only BACK through here.
            return Ok(if route == self.scenario.first_route() { self.complete() } else { self.show("vpp_summary") });
        }
        let page = self.current_page();
        let offered = page["actions"].as_array();
        if !offered.is_some_and(|actions| actions.iter().any(|name| name == action.as_str())) {
            let message = "the page does not offer the action at /action";
            return Err(Problem::invalid("action_invalid", message));
        }
        match action {
            Action::ConnectTariff => Ok(self.redirect()),
            Action::ChangePeriod(period) => {
                let types = page.pointer("/performance/available_period_types");
                let offered = types.and_then(Value::as_array);
                let kind = period.kind().as_str();
                if !offered.is_some_and(|kinds| kinds.iter().any(|name| name == kind)) {
                    let message = "the page does not offer the period type at /data/period_type";
                    return Err(Problem::invalid("data_json_invalid", message));
                }
                self.session.period = Some(period);
                Ok(self.current_page())
            }
            Action::ManagePayments => Ok(self.show("payment_history")),
            Action::ManageParticipation => Ok(self.show("participation")),
            Action::Back | Action::Close => Ok(self.complete()),
        }
    }

    fn show(&mut self, route: &str) -> Value {
        self.session.route = route.to_owned();
        self.current_page()
    }

    fn current_page(&self) -> Value {
        let token = self.about.token.as_deref().unwrap_or_default();
        let summary = summary::page(
            self.scenario,
            View {
                token,
                tariff_connected: self.session.tariff_connected,
                period: self.session.period,
                today: self.today,
            },
        );
        match self.session.route.as_str() {
            "vpp_summary" => summary,
            route => summary::elsewhere(route, token, &summary),
        }
    }

    fn redirect(&self) -> Value {
        let url = self.scenario.redirect_url.as_deref();
        let url = url.unwrap_or("{origin}/sandbox/tariff");
        json!({
            "connect_token": self.about.token,
            "route": "session_redirect",
            "data": { "redirect_url": url.replace("{origin}", self.origin) },
        })
    }

    fn complete(&mut self) -> Value {
        self.session.ended = true;
        let url = self.scenario.callback_url.as_deref();
        let url = url.unwrap_or("{origin}/sandbox/callback?reference=sandbox");
        let name = if self.scenario.older_callback { "callback_uri" } else { "callback_url" };
        json!({
            "connect_token": self.about.token,
            "route": "session_complete",
            "data": { name: url.replace("{origin}", self.origin) },
        })
    }
}
