//! The participation.

use crate::domain::{Participation, Summary};
use crate::locale::{Locale, MessageId};

/// The customer's participation in the programme.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatusView {
    /// The API's name of the state, for the hook `data-participation-state`.
    pub name: String,
    /// The state in a word.
    pub word: &'static str,
    /// What it means and what happens next.
    pub meaning: String,
    /// Its icon.
    pub icon: StatusIcon,
}

/// The icon of a state. Each has its own shape, so that colour only repeats what the shape says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StatusIcon {
    /// An empty circle: not enrolled.
    Outside,
    /// A clock: in progress.
    Waiting,
    /// A tick: active.
    Good,
    /// Two bars: paused.
    Paused,
    /// A door: left.
    Left,
    /// A cross: failed.
    Failed,
    /// A question mark.
    #[default]
    Unknown,
}

impl StatusView {
    pub(super) fn of(summary: &Summary, locale: &dyn Locale) -> Self {
        use StatusIcon::{Failed, Good, Left, Outside, Paused, Unknown, Waiting};
        let (word, meaning, icon) = match &summary.programme.participation {
            Participation::NotEnrolled => (MessageId::NotEnrolled, MessageId::NotEnrolledMeaning, Outside),
            Participation::Enrolling => (MessageId::Enrolling, MessageId::EnrollingMeaning, Waiting),
            Participation::Active => (MessageId::Active, MessageId::ActiveMeaning, Good),
            Participation::Suspended => (MessageId::Suspended, MessageId::SuspendedMeaning, Paused),
            Participation::Unenrolling => (MessageId::Unenrolling, MessageId::UnenrollingMeaning, Waiting),
            Participation::Unenrolled => (MessageId::Unenrolled, MessageId::UnenrolledMeaning, Left),
            Participation::Failed => (MessageId::Failed, MessageId::FailedMeaning, Failed),
            Participation::Unknown(_) => (MessageId::UnknownState, MessageId::UnknownStateMeaning, Unknown),
        };
        // An unnamed provider is "your provider", capitalised where it begins a sentence.
        let before = locale.text(meaning).split('{').next().unwrap_or_default();
        let unnamed = if before.is_empty() || before.ends_with(". ") {
            MessageId::YourProviderFirst
        } else {
            MessageId::YourProvider
        };
        let provider = match summary.programme.provider.as_str() {
            "" => locale.text(unnamed),
            provider => provider,
        };
        let mut meaning = locale.with(meaning, provider);
        if word == MessageId::Suspended && summary.performance.is_some() {
            meaning = [&meaning, locale.text(MessageId::SuspendedEarnings)].join(" ");
        }
        Self { name: summary.programme.participation.name().to_owned(), word: locale.text(word), meaning, icon }
    }
}

/// Title and text for a summary without figures; `None` where the state says all there is to say.
pub(super) fn no_figures(summary: &Summary) -> Option<(MessageId, MessageId)> {
    match summary.programme.participation {
        _ if summary.unreadable => Some((MessageId::NoFigures, MessageId::NoFiguresMeaning)),
        Participation::Enrolling | Participation::Active | Participation::Suspended => {
            Some((MessageId::NoEarningsYet, MessageId::NoEarningsYetMeaning))
        }
        _ => None,
    }
}
