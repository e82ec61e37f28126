//! The page as a test drives it: messages in, effects out.

use super::{date, documented, token};
use chrono::NaiveDate;
use vpp_core::connect::Answer;
use vpp_core::domain::{Address, Intent, Problem, ProblemKind, Summary};
use vpp_core::state::{Effect, Model, Msg, Pending, update};

/// The page under test, with what it wants done outside.
pub struct Page(pub Model);

impl Page {
    pub fn opened() -> Self {
        let mut page = Self(Model::default());
        page.post(Msg::SessionOpened { token: token(), resume: false });
        page
    }

    pub fn ready() -> Self {
        let mut page = Self::opened();
        let period = documented().performance.unwrap().period;
        // The page's own entry in the browser's history is told which period it stands for.
        let remember = Effect::SetHistory { period, push: false };
        assert_eq!(page.answer(Ok(Answer::Summary(documented().into()))), Some(remember));
        page
    }

    pub fn send(&mut self, msg: Msg) -> Option<Effect> {
        update(&mut self.0, msg)
    }

    /// Sends a message that has to lead to a request.
    pub fn post(&mut self, msg: Msg) -> Pending {
        match self.send(msg) {
            Some(Effect::Post(pending)) => {
                assert_eq!(self.0.pending.as_ref(), Some(&pending));
                pending
            }
            other => panic!("{other:?} should be a request"),
        }
    }

    /// Answers the request under way.
    pub fn answer(&mut self, result: Result<Answer, Problem>) -> Option<Effect> {
        let id = self.0.pending.as_ref().unwrap().id;
        self.send(Msg::AnswerReceived { id, result })
    }

    pub fn fail(&mut self, kind: ProblemKind) -> Option<Effect> {
        self.answer(Err(Problem::new(kind)))
    }

    pub fn problem(&self) -> Option<ProblemKind> {
        self.0.problem.as_ref().map(|problem| problem.kind)
    }
}

pub fn today() -> NaiveDate {
    date("2025-02-28")
}

pub fn wanted(intent: Intent) -> Msg {
    Msg::IntentChosen(intent, today())
}

pub const PREVIOUS: Intent = Intent::Previous;

pub fn january() -> Summary {
    let mut summary = documented();
    let shown = summary.performance.as_mut().unwrap();
    shown.period = shown.period.previous();
    summary
}

pub fn limited(seconds: u32) -> Problem {
    Problem { retry_after: Some(seconds), ..Problem::new(ProblemKind::RateLimit) }
}

pub fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}
