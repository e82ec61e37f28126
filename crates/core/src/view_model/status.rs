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
    /// The same where there is less room.
    pub short_word: &'static str,
    /// What it means and what happens next.
    pub meaning: String,
    /// Its icon.
    pub icon: StatusIcon,
    /// How serious it is.
    pub tone: Tone,
    /// What it means in short, above the figures; `None` for an active customer.
    pub strip: Option<Strip>,
}

/// A state and what it means, in two short lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strip {
    /// The state.
    pub title: &'static str,
    /// What it means.
    pub text: &'static str,
}

/// How serious a state is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// All is well.
    Good,
    /// Nothing to worry about.
    #[default]
    Neutral,
    /// The customer should find out more.
    Warning,
}

impl Tone {
    /// Its name in the style sheet.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Neutral => "neutral",
            Self::Warning => "warning",
        }
    }
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
        let (word, meaning, short, icon) = match &summary.programme.participation {
            Participation::NotEnrolled => {
                (MessageId::NotEnrolled, MessageId::NotEnrolledMeaning, MessageId::NotEnrolledShort, Outside)
            }
            Participation::Enrolling => {
                (MessageId::Enrolling, MessageId::EnrollingMeaning, MessageId::EnrollingShort, Waiting)
            }
            Participation::Active => (MessageId::Active, MessageId::ActiveMeaning, MessageId::Active, Good),
            Participation::Suspended => {
                (MessageId::Suspended, MessageId::SuspendedMeaning, MessageId::SuspendedShort, Paused)
            }
            Participation::Unenrolling => {
                (MessageId::Unenrolling, MessageId::UnenrollingMeaning, MessageId::UnenrollingShort, Waiting)
            }
            Participation::Unenrolled => {
                (MessageId::Unenrolled, MessageId::UnenrolledMeaning, MessageId::UnenrolledShort, Left)
            }
            Participation::Failed => (MessageId::Failed, MessageId::FailedMeaning, MessageId::FailedShort, Failed),
            Participation::Unknown(_) => {
                (MessageId::UnknownState, MessageId::UnknownStateMeaning, MessageId::UnknownStateShort, Unknown)
            }
        };
        let tone = match icon {
            Good => Tone::Good,
            Paused | Failed | Unknown => Tone::Warning,
            Outside | Waiting | Left => Tone::Neutral,
        };
        let title = if icon == Paused { MessageId::SuspendedTitle } else { word };
        let strip = (icon != Good).then(|| Strip { title: locale.text(title), text: locale.text(short) });
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
        let short_word = if icon == Failed { MessageId::FailedWord } else { word };
        Self {
            name: summary.programme.participation.name().to_owned(),
            word: locale.text(word),
            short_word: locale.text(short_word),
            meaning,
            icon,
            tone,
            strip,
        }
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
