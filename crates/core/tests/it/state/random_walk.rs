//! A long random walk against a server whose every answer has unique figures: what the page shows belongs to the period
//! that it names, and comes from the last answer unless the page says otherwise.

use crate::support::page::{Page, answered, foreign, rate_limit};
use crate::support::{date, documented_with_figures, token};
use chrono::{Datelike, NaiveDate, TimeDelta};
use proptest::{collection, prelude::*};
use vpp_core::domain::performance::Dispatch;
use vpp_core::domain::{
    Action, Answer, Decimal, Intent, Period, PeriodType, Point, Problem, ProblemKind, Request, Summary, Timestamp,
};
use vpp_core::state::{CursorMove, Effect, Measure, Msg, Pending, Phase, Tab};
use vpp_core::view_model::{PageView, PeriodView};

/// Steps of a walk, and walks of a run: 10,000 steps.
const STEPS: usize = 250;
const WALKS: u32 = 40;

/// The page, and the server behind it.
struct World {
    page: Page,
    /// The period of each answer; the answer's number is its total and its one point.
    answers: Vec<Period>,
    /// The number of the last answer with figures that the page has taken; `None` after one without.
    last: Option<usize>,
    /// Whether the last request failed.
    failed: bool,
    /// Requests that the page no longer waits for.
    late: Vec<u32>,
    /// The request whose answer is expected soon.
    watched: Option<u32>,
}

impl World {
    fn new() -> Self {
        let mut world =
            Self { page: Page::new(), answers: Vec::new(), last: None, failed: false, late: Vec::new(), watched: None };
        world.send(Msg::SessionOpened { token: token(), resume: false });
        world
    }

    fn send(&mut self, msg: Msg) {
        let before = self.page.model.pending.clone();
        // Only going back in the history, and another session, give up the request under way, unless nobody asked for it.
        let quiet = before.as_ref().is_some_and(|pending| pending.quiet);
        let gives_up = quiet || matches!(msg, Msg::HistoryPopped { .. } | Msg::SessionOpened { .. });
        let effect = self.page.send(msg);
        self.watched = self.page.watched.or(self.watched);
        let under_way = self.page.model.pending.as_ref();
        if let Some(Effect::Post(pending)) = &effect {
            assert_eq!(under_way, Some(pending), "what is posted is under way");
            assert!(before.is_none() || gives_up, "two requests under way");
        } else {
            assert!(
                under_way.is_none() || number(under_way) == number(before.as_ref()),
                "what is under way was posted"
            );
        }
        self.late.extend(number(before.as_ref()).filter(|_| number(under_way) != number(before.as_ref())));
    }

    /// An answer with figures nobody has seen.
    fn figures(&mut self, period: Period, choice: u16) -> Summary {
        let number = self.answers.len();
        self.answers.push(period);
        let amount = Decimal::from_count(number + 1);
        documented_with_figures(|figures| {
            figures.period = period;
            figures.available = PeriodType::ALL.to_vec();
            (figures.has_previous, figures.has_next) = (!choice.is_multiple_of(7), !choice.is_multiple_of(5));
            figures.total = Dispatch { energy: amount, earnings: amount };
            figures.points =
                vec![Point { when: Timestamp::Date(period.start()), energy: Some(amount), earnings: Some(amount) }];
        })
    }

    /// Answers the request under way.
    fn answer(&mut self, choice: u16) {
        let Some(pending) = self.page.model.pending.clone() else { return };
        let asked = match &pending.request {
            Request::Submit(submission) => submission.period(),
            _ => None,
        };
        let period = match (choice % 16, asked, self.page.model.period()) {
            (0, _, Some(shown)) => shown,
            (1, ..) | (_, None, None) => some_period(choice),
            (_, Some(asked), _) | (_, None, Some(asked)) => asked,
        };
        let answer = match choice % 61 {
            0 => Answer::Redirect(None),
            1 => Answer::Foreign(foreign("payment_history", &[Action::Back])),
            2 => Answer::Complete(None),
            3 => Answer::Summary(Summary { performance: None, ..self.figures(period, choice) }.into()),
            _ => Answer::Summary(self.figures(period, choice).into()),
        };
        if let Answer::Summary(summary) = &answer {
            self.last = summary.performance.as_ref().map(|_| self.answers.len() - 1);
        }
        let refused = matches!(answer, Answer::Redirect(_));
        // If nobody asked for it, nobody is told.
        if !(refused && pending.quiet) {
            self.failed = refused;
        }
        self.send(answered(pending.id, Ok(answer)));
    }

    fn fail(&mut self, choice: u16) {
        let Some(pending) = self.page.model.pending.clone() else { return };
        let problem = match choice % 5 {
            0 => rate_limit(u32::from(choice % 3)),
            1 => Problem::new(ProblemKind::Offline),
            2 => Problem::new(ProblemKind::Refused),
            3 => Problem::new(ProblemKind::Server),
            _ => Problem::new(ProblemKind::Unreadable),
        };
        self.failed |= !pending.quiet;
        self.send(answered(pending.id, Err(problem)));
    }

    fn answer_late(&mut self, choice: u16) {
        let Some(id) = self.late.get(usize::from(choice) % self.late.len().max(1)).copied() else { return };
        let summary = self.figures(some_period(choice), choice);
        self.send(answered(id, Ok(Answer::Summary(summary.into()))));
    }

    /// One step: what happens, and a number that it is made of.
    fn step(&mut self, what: u8, choice: u16) {
        let today = day(choice);
        let intent = |intent| Msg::IntentChosen { intent, today };
        self.page.now += i64::from(choice % 120);
        let now = self.page.now;
        let msg = match what % 45 {
            0..=11 => return self.answer(choice),
            12 | 13 => return self.fail(choice),
            14 => return self.answer_late(choice),
            15..=17 => intent(Intent::Previous),
            18..=20 => intent(Intent::Next),
            21 | 22 => intent(Intent::Show(PeriodType::ALL[usize::from(choice % 3)])),
            23 | 24 => {
                let period = some_period(choice);
                intent(Intent::Open(period.kind(), period.start()))
            }
            25..=28 => {
                let Some(period) = self.answers.get(usize::from(choice) % self.answers.len().max(1)) else { return };
                Msg::HistoryPopped { kind: period.kind(), start: period.start(), today }
            }
            29 => intent(Intent::Do(Action::ALL[usize::from(choice) % Action::ALL.len()])),
            30 => Msg::StepRequested { intent: Intent::Previous, today },
            31 => Msg::RetryRequested,
            32 => Msg::SecondElapsed,
            33 => Msg::MeasureSelected(if choice.is_multiple_of(2) { Measure::Energy } else { Measure::Earnings }),
            34 => Msg::TabSelected(if choice.is_multiple_of(2) { Tab::Overview } else { Tab::Settings }),
            35 => Msg::CursorMoved { to: CursorMove::Hover(usize::from(choice) % 40), buckets: 28 },
            36 => Msg::PickerOpened(2025),
            37 => Msg::ChartResized { width: u32::from(choice) % 1200 },
            38 => Msg::TimePassed,
            39 | 40 => match self.watched.take() {
                Some(id) => Msg::AnswerOverdue(id),
                None => return,
            },
            41 => intent(Intent::Refresh),
            42 => Msg::PageShown { now },
            43 => Msg::ConnectionRestored { now },
            _ => return self.start_again(choice),
        };
        self.send(msg);
    }

    /// A session that has left the summary for good is opened again.
    fn start_again(&mut self, choice: u16) {
        if choice.is_multiple_of(4) || self.page.model.phase != Phase::Summary || self.page.model.has_ended() {
            (self.last, self.failed) = (None, false);
            self.send(Msg::SessionOpened { token: token(), resume: false });
        }
    }

    /// While another period is loading, no figure of the displayed one stands under its name.
    fn check_loading(&self, view: &PageView, figures: &PeriodView) {
        let asked = self.page.model.pending.as_ref().and_then(|pending| pending.request.period()).unwrap();
        assert_eq!((figures.period.as_str(), view.busy), (name(asked).as_str(), true));
        assert_eq!((figures.earnings.as_str(), figures.energy.as_str()), ("–", "–"));
        assert_eq!((figures.facts.len(), figures.remarks.len(), &figures.empty), (0, 0, &None));
        assert!(figures.bars.iter().all(|bar| bar.value.is_none()));
        assert_eq!(self.page.readout(), None);
    }

    /// What must hold after every step.
    fn check(&self) {
        let view = self.page.view();
        let Some(figures) = view.figures() else {
            let current = view.state == "ready" && !view.busy && view.summary.is_some();
            assert!(!current || self.last.is_none(), "figures that came are not shown");
            return;
        };
        if figures.loading {
            return self.check_loading(&view, figures);
        }
        let number = |text: &str| text.rsplit(' ').next().and_then(|last| last.parse::<usize>().ok()).unwrap() - 1;
        let shown = number(&figures.earnings);
        let period = self.answers[shown];
        assert_eq!(figures.period, name(period), "the amount of another period");
        assert_eq!(figures.energy, format!("{} kWh", shown + 1));
        let starts: Vec<_> = figures.bars.iter().filter(|bar| bar.value.is_some()).map(|bar| &bar.name).collect();
        assert!(starts.iter().all(|start| period.start().to_string().starts_with(&start[..7])), "{starts:?}");
        assert_eq!(figures.table.total.earnings, figures.earnings);
        if let Some(readout) = self.page.readout() {
            assert_eq!(readout.bucket.is_empty(), figures.bars.get(readout.index).is_none());
        }
        if view.state == "ready" && !view.busy {
            assert_eq!(Some(shown), self.last, "an older answer is shown as current");
            assert!(!self.failed, "the last request failed, and nobody is told");
        }
        // Somebody who is told has the figures of an answer that the page has taken.
        assert!(["ready", "stale"].contains(&view.state), "{}", view.state);
    }
}

fn number(pending: Option<&Pending>) -> Option<u32> {
    pending.map(|pending| pending.id)
}

fn day(choice: u16) -> NaiveDate {
    date("2024-06-01") + TimeDelta::days(i64::from(choice % 500))
}

/// A day, month or year, or a month from the 15th to the 14th.
fn some_period(choice: u16) -> Period {
    match PeriodType::ALL.get(usize::from(choice % 4)) {
        Some(kind) => Period::containing(*kind, day(choice)),
        None => Period::starting(PeriodType::Month, day(choice).with_day(15).unwrap()),
    }
}

/// The period's name in the tests' plain language.
fn name(period: Period) -> String {
    let (start, end) = (period.start(), period.end());
    match period.kind() {
        _ if period != Period::containing(period.kind(), start) => {
            format!("{} – {}", start.format("%a %Y-%m-%d"), end.format("%a %Y-%m-%d"))
        }
        PeriodType::Day => start.format("%a %Y-%m-%d").to_string(),
        PeriodType::Month => start.format("%B %Y").to_string(),
        PeriodType::Year => start.format("%Y").to_string(),
    }
}

proptest! {
    #![proptest_config(crate::support::cases(WALKS))]

    #[test]
    fn what_is_shown_is_the_named_period_and_the_last_answer_unless_said_otherwise(
        steps in collection::vec(any::<(u8, u16)>(), STEPS),
    ) {
        let mut world = World::new();
        for (what, choice) in steps {
            world.step(what, choice);
            world.check();
        }
    }
}
