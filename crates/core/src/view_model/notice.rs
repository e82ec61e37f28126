//! Notices to the customer: problems, leaving the page, and routes that this page does not show.

use super::control::Control;
use super::env::Env;
use super::naming::period_name;
use crate::domain::problem::Remedy;
use crate::domain::{Action, ForeignRoute, Intent, Participation, Problem, ProblemKind};
use crate::locale::MessageId;
use crate::state::{Model, Phase};

/// A notice with the one thing that helps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notice {
    /// The hook `data-problem`, for a problem.
    pub problem: Option<&'static str>,
    /// What happened.
    pub title: String,
    /// What it means.
    pub text: String,
    /// For a call to customer support.
    pub reference: Option<String>,
    /// What helps.
    pub remedy: Option<RemedyView>,
}

/// What helps, as a control.
#[derive(Clone, Debug, PartialEq)]
pub enum RemedyView {
    /// Tries again, once the pause that Connect asked for is over.
    TryAgain {
        /// Its text.
        label: String,
        /// Whether it cannot be used yet.
        waiting: bool,
    },
    /// Leaves a route that this page does not show: posts BACK or CLOSE.
    Leave(Control),
    /// A plain link.
    Link {
        /// Its text.
        label: &'static str,
        /// Where to.
        address: String,
    },
}

/// The notice that replaces the summary, if any.
pub(super) fn instead_of_summary(model: &Model, env: &Env<'_>) -> Option<Notice> {
    let locale = env.locale;
    let text = |text| locale.text(text).to_owned();
    let link = |label, address: &str| Some(RemedyView::Link { label: locale.text(label), address: address.to_owned() });
    match &model.phase {
        Phase::Summary => match (&model.summary, &model.problem) {
            // Coming back from Leap without a session is not an error.
            (None, Some(Problem { kind: ProblemKind::NoToken | ProblemKind::Ended, .. }))
                if has_returned(model, env) =>
            {
                let mut notice = back_from_leap(env);
                notice.text = [&notice.text, locale.text(MessageId::BackFromLeapNowhere)].join(" ");
                notice.remedy = env.home.and_then(|to| link(MessageId::GoBack, to));
                Some(notice)
            }
            (None, Some(problem)) => Some(of_problem(problem, model, env)),
            _ => None,
        },
        Phase::Leaving(address) => Some(Notice {
            title: text(MessageId::Leaving),
            text: text(MessageId::LeavingMeaning),
            // The browser may block the automatic way. Only the page itself adds the token.
            remedy: model
                .token
                .as_ref()
                .and_then(|token| link(MessageId::Continue, address.with_token(token).as_str())),
            ..Notice::default()
        }),
        Phase::Complete(address) => Some(Notice {
            title: text(MessageId::Complete),
            text: text(if address.is_some() { MessageId::CompleteMeaning } else { MessageId::CompleteNowhere }),
            remedy: address.as_ref().map(|to| to.as_str()).or(env.home).and_then(|to| link(MessageId::GoBack, to)),
            ..Notice::default()
        }),
        Phase::Foreign { route, intent } => Some(match &model.problem {
            Some(problem) => of_problem(problem, model, env),
            None => of_route(route, *intent, model, env),
        }),
    }
}

/// The notice above the summary: what went wrong since it was loaded, unless that is about a period.
pub(super) fn above_summary(model: &Model, env: &Env<'_>) -> Option<Notice> {
    let Some(problem) = model.problem.as_ref().filter(|_| model.failed_period().is_none()) else {
        let participation = model.summary.as_ref().map(|summary| &summary.programme.participation);
        let is_active = matches!(participation, Some(Participation::Active));
        return (has_returned(model, env) && !is_active).then(|| back_from_leap(env));
    };
    let mut notice = of_problem(problem, model, env);
    notice.text = [&notice.text, env.locale.text(MessageId::NotCurrent)].join(" ");
    Some(notice)
}

fn back_from_leap(env: &Env<'_>) -> Notice {
    let [title, text] =
        [MessageId::BackFromLeap, MessageId::BackFromLeapMeaning].map(|text| env.locale.text(text).to_owned());
    Notice { title, text, ..Notice::default() }
}

/// Whether the page was opened as Leap's confirmation page. Anyone can do that, so it proves nothing.
fn has_returned(model: &Model, env: &Env<'_>) -> bool {
    env.leap.is_some() && model.joining.confirmed
}

/// The notice at the chart: a period could not be had, or came again when another one was asked for.
pub(super) fn of_period(model: &Model, env: &Env<'_>) -> Option<Notice> {
    let (locale, shown) = (env.locale, model.period()?);
    if model.same_period {
        return Some(Notice {
            title: locale.text(MessageId::SamePeriod).to_owned(),
            text: locale.with(MessageId::SamePeriodMeaning, &period_name(shown, locale)),
            ..Notice::default()
        });
    }
    // It does not stand under the name of yet another period.
    let asked = model.failed_period().filter(|asked| model.loading().is_none_or(|loading| loading == *asked))?;
    let mut notice = of_problem(model.problem.as_ref()?, model, env);
    // Another period that did not come says nothing against the displayed one.
    notice.title = if asked == shown {
        locale.text(MessageId::NotCurrent).to_owned()
    } else {
        locale.with(MessageId::CouldNotLoad, &period_name(asked, locale))
    };
    Some(notice)
}

fn of_problem(problem: &Problem, model: &Model, env: &Env<'_>) -> Notice {
    let locale = env.locale;
    let (title, meaning) = match problem.kind {
        ProblemKind::Offline => (MessageId::Offline, MessageId::OfflineMeaning),
        ProblemKind::Timeout => (MessageId::Timeout, MessageId::TimeoutMeaning),
        ProblemKind::Ended => (MessageId::Ended, MessageId::EndedMeaning),
        ProblemKind::Refused => (MessageId::Refused, MessageId::RefusedMeaning),
        ProblemKind::Unreadable => (MessageId::Unreadable, MessageId::UnreadableMeaning),
        ProblemKind::Server => (MessageId::Server, MessageId::ServerMeaning),
        ProblemKind::RateLimit => (MessageId::RateLimit, MessageId::RateLimitMeaning),
        ProblemKind::NoToken => (MessageId::NoToken, MessageId::NoTokenMeaning),
        ProblemKind::Configuration => (MessageId::Configuration, MessageId::ConfigurationMeaning),
    };
    let mut text = locale.text(meaning).to_owned();
    // Only the operator can mend a wrong setting, so the notice names it.
    if let (ProblemKind::Configuration, Some(detail)) = (problem.kind, &problem.detail) {
        text = [&text, " ", detail].concat();
    }
    let try_again = |label: MessageId| match problem.retry_after {
        Some(seconds) => RemedyView::TryAgain { label: locale.plural(MessageId::TryAgainIn, seconds), waiting: true },
        None => RemedyView::TryAgain { label: locale.text(label).to_owned(), waiting: model.is_busy() },
    };
    let remedy = match problem.kind.remedy() {
        Remedy::TryAgain => Some(try_again(MessageId::TryAgain)),
        Remedy::StartAgain => Some(try_again(MessageId::StartAgain)),
        // Without a way back there is the browser's own remedy: nobody is left without anything to press.
        Remedy::GoBack | Remedy::Nothing => {
            Some(match env.home.filter(|_| problem.kind != ProblemKind::Configuration) {
                Some(home) => RemedyView::Link { label: locale.text(MessageId::GoBack), address: home.to_owned() },
                None => try_again(MessageId::LoadAgain),
            })
        }
    };
    Notice {
        problem: Some(problem.kind.name()),
        title: locale.text(title).to_owned(),
        text,
        reference: problem.request_id.as_ref().map(|id| locale.with(MessageId::RequestId, id)),
        remedy,
    }
}

/// A foreign route is foreign whatever its name, so only what the customer asked for says what it is about.
fn of_route(route: &ForeignRoute, intent: Option<Intent>, model: &Model, env: &Env<'_>) -> Notice {
    let locale = env.locale;
    let meaning = match intent.map(Intent::action) {
        Some(Action::ConnectTariff) => MessageId::ElsewhereTariff,
        Some(Action::ManagePayments) => MessageId::ElsewherePayments,
        Some(Action::ManageParticipation) => MessageId::ElsewhereParticipation,
        Some(Action::Back | Action::Close) => MessageId::ElsewhereBack,
        Some(Action::ChangePeriod) | None => MessageId::ElsewhereStart,
    };
    // Without a summary to return to, BACK leads towards the partner.
    let back = if model.summary.is_some() || intent.is_some() { MessageId::BackToEarnings } else { MessageId::Back };
    let leave = |action, label| {
        let control = Control::new(model, Intent::Do(action), locale.text(label));
        route.exits.contains(&action).then_some(RemedyView::Leave(control))
    };
    let home = || {
        let address = env.home?.to_owned();
        Some(RemedyView::Link { label: locale.text(MessageId::GoBack), address })
    };
    Notice {
        title: locale.text(MessageId::ElsewhereTitle).to_owned(),
        text: locale.text(meaning).to_owned(),
        remedy: leave(Action::Back, back).or_else(|| leave(Action::Close, MessageId::Close)).or_else(home),
        ..Notice::default()
    }
}
