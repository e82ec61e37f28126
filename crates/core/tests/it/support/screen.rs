//! The page as it is shown in a given state of things.

use super::plain::Plain;
use super::{Iana, date, documented, token};
use chrono::NaiveDate;
use vpp_core::connect::Answer;
use vpp_core::domain::action::Route;
use vpp_core::domain::performance::Dispatch;
use vpp_core::domain::{Action, Address, Decimal, Intent, Period, PeriodType, Point, Problem, Summary};
use vpp_core::view_model::{SummaryView, PeriodView, Notice, Page, Env};
use vpp_core::state::{Effect, Model, Msg, update};

pub const TODAY: &str = "2025-02-28";

const DENVER: &str = "America/Denver";

pub fn show_as(model: &Model, title: Option<&str>, home: Option<&str>) -> Page {
    let zone = Iana::named(DENVER);
    Page::of(model, &Env { locale: &Plain, zone: &zone, today: date(TODAY), narrow: false, title, home })
}

/// Has something done with the setting of this day, in the programme's zone.
pub fn in_setting<T>(today: &str, narrow: bool, make: impl FnOnce(&Env<'_>) -> T) -> T {
    let zone = Iana::named(DENVER);
    make(&Env { locale: &Plain, zone: &zone, today: date(today), narrow, title: None, home: None })
}

/// The figures on this day, which there have to be.
pub fn figures_on(model: &Model, today: &str, narrow: bool) -> PeriodView {
    in_setting(today, narrow, |setting| Page::of(model, setting)).summary.unwrap().figures.unwrap()
}

/// The figures, which there have to be.
pub fn figures(model: &Model) -> PeriodView {
    figures_on(model, TODAY, false)
}

/// The documented customer in another period, with these points and what they add up to.
pub fn in_period(kind: PeriodType, day: &str, points: Vec<Point>) -> Summary {
    let mut summary = documented();
    let shown = summary.performance.as_mut().unwrap();
    let sum = |part: fn(&Point) -> Decimal| points.iter().map(part).sum();
    shown.total =
        Dispatch { energy: sum(|point| point.dispatch.energy), earnings: sum(|point| point.dispatch.earnings) };
    (shown.period, shown.points) = (Period::containing(kind, date(day)), points);
    summary
}

/// Asks for something and gets this summary.
pub fn go(model: &mut Model, intent: Intent, summary: Summary) {
    want(model, intent);
    answer(model, Ok(Answer::Summary(summary.into())));
}

pub fn show(model: &Model) -> Page {
    show_as(model, None, None)
}

/// A page that has just asked for its first summary.
pub fn opened() -> Model {
    let mut model = Model::default();
    update(&mut model, Msg::SessionOpened { token: token(), resume: false });
    model
}

pub fn answer(model: &mut Model, result: Result<Answer, Problem>) -> Option<Effect> {
    let id = model.pending.as_ref().unwrap().id;
    update(model, Msg::AnswerReceived { id, result })
}

pub fn ready(summary: Summary) -> Model {
    let mut model = opened();
    answer(&mut model, Ok(Answer::Summary(summary.into())));
    model
}

pub fn today() -> NaiveDate {
    date(TODAY)
}

pub fn want(model: &mut Model, intent: Intent) {
    assert!(matches!(update(model, Msg::IntentChosen(intent, today())), Some(Effect::Post(_))), "{intent:?}");
}

pub fn failed(model: &mut Model, problem: Problem) -> Page {
    answer(model, Err(problem));
    show(model)
}

pub fn with(change: impl FnOnce(&mut Summary)) -> Model {
    let mut summary = documented();
    change(&mut summary);
    ready(summary)
}

pub fn content(model: &Model) -> SummaryView {
    show(model).summary.unwrap()
}

pub fn notice(page: &Page) -> &Notice {
    page.notice.as_ref().unwrap_or_else(|| panic!("{page:?} should have a notice"))
}

pub fn elsewhere(intent: Option<Intent>, route: &str) -> Model {
    let mut model = if intent.is_some() { ready(documented()) } else { opened() };
    if let Some(intent) = intent {
        want(&mut model, intent);
    }
    answer(&mut model, Ok(Answer::Elsewhere(Route::parse(route).unwrap())));
    model
}

pub fn ended(to: Option<&str>) -> Model {
    let mut model = ready(documented());
    want(&mut model, Intent::Do(Action::Close));
    answer(&mut model, Ok(Answer::Complete(to.map(|to| Address::parse(to).unwrap()))));
    model
}
