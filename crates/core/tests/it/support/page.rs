//! The page as a test drives it: messages in, effects out, and the view.

use super::plain::Plain;
use super::{DENVER, Iana, date, documented, documented_with, token};
use chrono::NaiveDate;
use vpp_core::domain::{Action, Address, Answer, ForeignRoute, Intent, Period, Problem, ProblemKind, Route, Summary};
use vpp_core::settings::LeapSettings;
use vpp_core::state::{CursorMove, Effect, HostEvent, Model, Msg, Pending, update};
use vpp_core::view_model::{Env, Notice, PageView, PeriodView, Readout, SummaryView};

/// The page under test. Its clock stands at the end of the documented month.
#[derive(Clone, Debug)]
pub struct Page {
    pub model: Model,
    pub today: NaiveDate,
    /// The current time in Unix seconds.
    pub now: i64,
    pub title: Option<&'static str>,
    pub home: Option<&'static str>,
    pub leap: Option<LeapSettings>,
    /// The events of the last message for the embedding page.
    pub events: Vec<HostEvent>,
    /// What the last message did to the focus.
    pub focus: Option<Effect>,
    /// The request of the last message whose answer is expected within a tenth of a second.
    pub watched: Option<u32>,
}

impl Page {
    /// A page that has received no message yet.
    pub fn new() -> Self {
        let model = Model::default();
        let now = NOON;
        Self {
            model,
            today: today(),
            now,
            title: None,
            home: None,
            leap: None,
            events: Vec::new(),
            focus: None,
            watched: None,
        }
    }

    /// A page that has asked for its first summary.
    pub fn opened() -> Self {
        let mut page = Self::new();
        page.post(Msg::SessionOpened { token: token(), resume: false });
        page
    }

    /// A page that shows this summary.
    pub fn ready(summary: Summary) -> Self {
        let mut page = Self::opened();
        page.answer_summary(summary);
        page
    }

    /// A page that shows the documented customer.
    pub fn documented() -> Self {
        Self::ready(documented())
    }

    /// A page that shows the documented customer with a change.
    pub fn with(change: impl FnOnce(&mut Summary)) -> Self {
        Self::ready(documented_with(change))
    }

    /// A page whose session is at a foreign route: after this intent, or from the start.
    pub fn at_foreign(intent: Option<Intent>, route: ForeignRoute) -> Self {
        let mut page = if intent.is_some() { Self::documented() } else { Self::opened() };
        if let Some(intent) = intent {
            page.request(intent);
        }
        page.answer(Ok(Answer::Foreign(route)));
        page
    }

    /// A page whose session is over.
    pub fn complete(address: Option<Address>) -> Self {
        let mut page = Self::documented();
        page.request(Intent::Do(Action::Close));
        page.answer(Ok(Answer::Complete(address)));
        page
    }

    /// The same page on another day.
    pub fn on(&self, today: &str) -> Self {
        Self { today: date(today), ..self.clone() }
    }

    /// The same page on a phone.
    pub fn narrow(&self) -> Self {
        let mut page = self.clone();
        assert_eq!(page.send(Msg::ChartResized { width: 599 }), None);
        page
    }

    /// Sends a message and returns the effect it has on the session, the history or the browser. Focus and events, which
    /// many messages have as well, are kept in fields.
    pub fn send(&mut self, msg: Msg) -> Option<Effect> {
        (self.events, self.focus, self.watched) = (Vec::new(), None, None);
        let mut main = None;
        for effect in update(&mut self.model, msg) {
            match effect {
                Effect::Notify(event) => self.events.push(event),
                Effect::Focus(_) | Effect::RecoverFocus(_) => {
                    assert_eq!(self.focus.replace(effect), None, "the focus moves at most once");
                }
                Effect::ExpectAnswer(id) => assert_eq!(self.watched.replace(id), None),
                effect => assert_eq!(main.replace(effect), None, "a message has one main effect at most"),
            }
        }
        main
    }

    /// Sends a message that has to lead to a request.
    pub fn post(&mut self, msg: Msg) -> Pending {
        match self.send(msg) {
            Some(Effect::Post(pending)) => {
                assert_eq!(self.model.pending.as_ref(), Some(&pending));
                pending
            }
            other => panic!("{other:?} should be a request"),
        }
    }

    /// Uses a control.
    pub fn choose(&mut self, intent: Intent) -> Option<Effect> {
        self.send(Msg::IntentChosen { intent, today: self.today })
    }

    /// Uses a control, which has to lead to a request.
    pub fn request(&mut self, intent: Intent) -> Pending {
        self.post(Msg::IntentChosen { intent, today: self.today })
    }

    /// Answers the request under way.
    pub fn answer(&mut self, result: Result<Answer, Problem>) -> Option<Effect> {
        let id = self.model.pending.as_ref().unwrap().id;
        self.send(Msg::AnswerReceived { id, result, now: self.now })
    }

    /// Lets a tenth of a second pass after a request that the page watches.
    pub fn wait(&mut self) {
        let id = self.watched.unwrap();
        assert_eq!(self.send(Msg::AnswerOverdue(id)), None);
    }

    /// The notice at the chart.
    pub fn period_notice(&self) -> Option<Notice> {
        self.figures().problem
    }

    pub fn answer_summary(&mut self, summary: Summary) -> Option<Effect> {
        self.answer(Ok(Answer::Summary(summary.into())))
    }

    /// Lets the request under way fail.
    pub fn fail(&mut self, kind: ProblemKind) -> Option<Effect> {
        self.answer(Err(Problem::new(kind)))
    }

    /// Uses a control and gets this summary.
    pub fn load(&mut self, intent: Intent, summary: Summary) {
        self.request(intent);
        self.answer_summary(summary);
    }

    /// Gets this summary without a control, as after a refused request.
    pub fn reload(&mut self, summary: Summary) {
        if self.model.pending.is_none() {
            self.model.problem = Some(Problem::new(ProblemKind::Refused));
            self.post(Msg::RetryRequested);
        }
        self.answer_summary(summary);
    }

    /// Moves the cursor on the displayed axis.
    pub fn read(&mut self, to: CursorMove) -> Option<Readout> {
        let buckets = self.figures().bars.len();
        assert_eq!(self.send(Msg::CursorMoved { to, buckets }), None);
        self.readout()
    }

    pub fn problem(&self) -> Option<ProblemKind> {
        self.model.problem.as_ref().map(|problem| problem.kind)
    }

    /// The displayed period.
    pub fn period(&self) -> Period {
        self.model.period().unwrap()
    }

    /// Runs something in the page's environment.
    pub fn in_env<T>(&self, run: impl FnOnce(&Model, &Env<'_>) -> T) -> T {
        let zone = Iana::named(DENVER);
        run(
            &self.model,
            &Env {
                locale: &Plain,
                zone: &zone,
                today: self.today,
                title: self.title,
                home: self.home,
                leap: self.leap.as_ref(),
            },
        )
    }

    pub fn view(&self) -> PageView {
        self.in_env(PageView::of)
    }

    pub fn readout(&self) -> Option<Readout> {
        self.in_env(Readout::of)
    }

    /// The summary, which has to be there.
    pub fn summary(&self) -> SummaryView {
        self.view().summary.unwrap()
    }

    /// The figures, which have to be there.
    pub fn figures(&self) -> PeriodView {
        self.summary().figures.unwrap()
    }

    /// The notice instead of the summary, which has to be there.
    pub fn notice(&self) -> Notice {
        self.view().notice.unwrap()
    }
}

/// Noon of that day in Denver.
pub const NOON: i64 = 1_740_769_200;

pub fn today() -> NaiveDate {
    date("2025-02-28")
}

/// The use of a control.
pub fn chosen(intent: Intent) -> Msg {
    Msg::IntentChosen { intent, today: today() }
}

/// The end of a request.
pub fn answered(id: u32, result: Result<Answer, Problem>) -> Msg {
    Msg::AnswerReceived { id, result, now: NOON }
}

/// The problem of too many requests, with a pause.
pub fn rate_limit(seconds: u32) -> Problem {
    Problem { retry_after: Some(seconds), ..Problem::new(ProblemKind::RateLimit) }
}

pub fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

/// A foreign route with these ways back.
pub fn foreign(name: &str, exits: &[Action]) -> ForeignRoute {
    ForeignRoute { name: Route::parse(name).unwrap(), exits: exits.to_vec() }
}
