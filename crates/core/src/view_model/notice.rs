//! Messages to the customer: problems, the way out of the page, and steps which this page does not show.

use super::{Control, Setting};
use crate::domain::problem::Remedy as Help;
use crate::domain::{Action, Intent, Problem, ProblemKind};
use crate::locale::{Locale, Text};
use crate::state::{Model, Stage};

/// A message with the one thing that helps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notice {
    /// The hook `data-problem`, for a problem.
    pub problem: Option<&'static str>,
    /// What happened.
    pub title: &'static str,
    /// What it means.
    pub text: String,
    /// For a call to customer support.
    pub reference: Option<String>,
    /// What helps.
    pub remedy: Option<Remedy>,
}

/// What helps, as a control.
#[derive(Clone, Debug, PartialEq)]
pub enum Remedy {
    /// Asks again. Not yet, as long as there are seconds to wait.
    TryAgain {
        /// Its text.
        label: String,
        /// Whether it is too early.
        waiting: bool,
    },
    /// Returns from a route that this page does not show; this posts BACK.
    Return(Control),
    /// A plain link.
    Link {
        /// Its text.
        label: &'static str,
        /// Where to.
        address: String,
    },
}

/// The message in place of the summary, if there is to be one.
pub(super) fn in_place_of_summary(model: &Model, setting: &Setting<'_>) -> Option<Notice> {
    let locale = setting.locale;
    let text = |text| locale.text(text).to_owned();
    let link = |label, address: &str| Some(Remedy::Link { label: locale.text(label), address: address.to_owned() });
    match &model.stage {
        Stage::Here => match (&model.summary, &model.problem) {
            (None, Some(problem)) => Some(of_problem(problem, model, setting)),
            _ => None,
        },
        Stage::Leaving(address) => Some(Notice {
            title: locale.text(Text::Leaving),
            text: text(Text::LeavingMeaning),
            // The automatic way may be blocked; the token is added only by the page itself.
            remedy: model.token.as_ref().and_then(|token| link(Text::Continue, address.with_token(token).as_str())),
            ..Notice::default()
        }),
        Stage::Complete(address) => Some(Notice {
            title: locale.text(Text::Complete),
            text: text(if address.is_some() { Text::CompleteMeaning } else { Text::CompleteNowhere }),
            remedy: address.as_ref().map(|to| to.as_str()).or(setting.home).and_then(|to| link(Text::GoBack, to)),
            ..Notice::default()
        }),
        Stage::Elsewhere { route, intent } => Some(match &model.problem {
            Some(problem) => of_problem(problem, model, setting),
            None => elsewhere(route.name(), *intent, model, locale),
        }),
    }
}

/// The message above the summary: what went wrong since it was loaded.
pub(super) fn above_summary(model: &Model, setting: &Setting<'_>) -> Option<Notice> {
    let mut notice = of_problem(model.problem.as_ref()?, model, setting);
    notice.text = format!("{} {}", notice.text, setting.locale.text(Text::NotCurrent));
    Some(notice)
}

fn of_problem(problem: &Problem, model: &Model, setting: &Setting<'_>) -> Notice {
    let locale = setting.locale;
    let (title, meaning) = match problem.kind {
        ProblemKind::Offline => (Text::Offline, Text::OfflineMeaning),
        ProblemKind::Timeout => (Text::Timeout, Text::TimeoutMeaning),
        ProblemKind::Ended => (Text::Ended, Text::EndedMeaning),
        ProblemKind::Refused => (Text::Refused, Text::RefusedMeaning),
        ProblemKind::Unreadable => (Text::Unreadable, Text::UnreadableMeaning),
        ProblemKind::Server => (Text::Server, Text::ServerMeaning),
        ProblemKind::RateLimit => (Text::RateLimit, Text::RateLimitMeaning),
        ProblemKind::NoToken => (Text::NoToken, Text::NoTokenMeaning),
        ProblemKind::Configuration => (Text::Configuration, Text::ConfigurationMeaning),
    };
    let mut text = locale.text(meaning).to_owned();
    // Which setting is wrong, and how, helps whoever runs the page and nobody else can mend it.
    if let (ProblemKind::Configuration, Some(detail)) = (problem.kind, &problem.detail) {
        text = format!("{text} {detail}");
    }
    let try_again = |label: Text| match problem.retry_after {
        Some(seconds) => Remedy::TryAgain { label: locale.plural(Text::TryAgainIn, seconds), waiting: true },
        None => Remedy::TryAgain { label: locale.text(label).to_owned(), waiting: model.pending.is_some() },
    };
    let remedy = match problem.kind.remedy() {
        Help::TryAgain => Some(try_again(Text::TryAgain)),
        Help::StartAgain => Some(try_again(Text::StartAgain)),
        Help::GoBack => {
            setting.home.map(|home| Remedy::Link { label: locale.text(Text::GoBack), address: home.to_owned() })
        }
        Help::Nothing => None,
    };
    Notice {
        problem: Some(problem.kind.name()),
        title: locale.text(title),
        text,
        reference: problem.request_id.as_ref().map(|id| locale.with(Text::RequestId, id)),
        remedy,
    }
}

fn elsewhere(route: &str, intent: Option<Intent>, model: &Model, locale: &dyn Locale) -> Notice {
    // Whoever comes back from elsewhere has asked for nothing; then the route's name tells what it was about.
    let by_name = || match route {
        name if name.starts_with("payment") => Some(Action::ManagePayments),
        name if name.starts_with("participation") => Some(Action::ManageParticipation),
        name if name.starts_with("tariff") => Some(Action::ConnectTariff),
        _ => None,
    };
    let about = intent.map(Intent::action).or_else(by_name);
    let meaning = match about {
        Some(Action::ConnectTariff) => Text::ElsewhereTariff,
        Some(Action::ManagePayments) => Text::ElsewherePayments,
        Some(Action::ManageParticipation) => Text::ElsewhereParticipation,
        Some(Action::Back | Action::Close) => Text::ElsewhereBack,
        Some(Action::ChangePeriod) | None => Text::ElsewhereStart,
    };
    // With no summary to return to, going back leads on towards the partner.
    let label = if model.summary.is_some() || about.is_some() { Text::BackToEarnings } else { Text::Back };
    Notice {
        title: locale.text(Text::ElsewhereTitle),
        text: locale.text(meaning).to_owned(),
        remedy: Some(Remedy::Return(Control {
            label: locale.text(label),
            intent: Intent::Do(Action::Back),
            busy: model.pending.is_some(),
            disabled: model.has_to_wait(),
            pressed: false,
        })),
        ..Notice::default()
    }
}
