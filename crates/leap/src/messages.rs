//! What customers are told, by cause, from data files: `data/messages/`, or a partner's own.
//!
//! Mail scanners open links by themselves, so no text says that the customer opened one. None blames anybody.

use crate::agreements::AgreementRules;
use crate::codes::CodeClass;
use crate::data::{self, DataError};
use crate::language::Language;
use crate::next_step::{NextStep, Reason};
use crate::text::visible;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// Nobody has opened the link.
    NotOpened,
    /// Nobody has logged in.
    NotStarted,
    /// The customer has not finished.
    NotConnected,
    /// The connection failed.
    Failed(CodeClass),
    /// A form is open.
    Form,
    /// Another utility is connected.
    Elsewhere,
}

impl Cause {
    /// All causes.
    pub const ALL: [Self; 13] = [
        Self::NotOpened,
        Self::NotStarted,
        Self::NotConnected,
        Self::Failed(CodeClass::SecondFactor),
        Self::Failed(CodeClass::Locked),
        Self::Failed(CodeClass::Registration),
        Self::Failed(CodeClass::Cancelled),
        Self::Failed(CodeClass::Credentials),
        Self::Failed(CodeClass::Session),
        Self::Failed(CodeClass::Outage),
        Self::Failed(CodeClass::Unknown),
        Self::Form,
        Self::Elsewhere,
    ];

    /// What the message of a step is about; `None` if the step has no message to the customer.
    pub fn of(step: &NextStep) -> Option<Self> {
        let cause = match step.reason {
            Reason::NotOpened => Self::NotOpened,
            Reason::NotStarted => Self::NotStarted,
            Reason::NotConnected => Self::NotConnected,
            Reason::Failed { class, .. } => Self::Failed(class),
            Reason::FormOpen => Self::Form,
            Reason::ConnectedElsewhere => Self::Elsewhere,
            _ => return None,
        };
        step.action.is_message().then_some(cause)
    }

    /// Its name in data files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotOpened => "not_opened",
            Self::NotStarted => "not_started",
            Self::NotConnected => "not_connected",
            Self::Failed(class) => class.as_str(),
            Self::Form => "form",
            Self::Elsewhere => "elsewhere",
        }
    }
}

/// A message to a customer, in plain text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Message {
    /// The subject of an e-mail.
    pub subject: String,
    /// The body of an e-mail.
    pub body: String,
    /// A text for SMS and push.
    pub short: String,
}

/// The messages in one language. `{link}`, `{utility}` and `{form}` in them stand for values.
///
/// ```
/// use leap::language::Language;
/// use leap::messages::{Cause, Messages};
///
/// let messages = Messages::built_in(Language::English);
/// let message = messages.text(Cause::NotStarted).ok_or("no message")?;
/// assert_eq!(message.subject, "Connect your utility to start earning");
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Messages(BTreeMap<Cause, Message>);

impl Messages {
    /// The messages of this crate.
    pub fn built_in(language: Language) -> Self {
        let json = match language {
            Language::English => include_str!("../data/messages/en.json"),
            Language::AmericanEnglish => include_str!("../data/messages/en-US.json"),
            Language::German => include_str!("../data/messages/de.json"),
            Language::French => include_str!("../data/messages/fr.json"),
            Language::Spanish => include_str!("../data/messages/es.json"),
            Language::Dutch => include_str!("../data/messages/nl.json"),
            Language::Arabic => include_str!("../data/messages/ar.json"),
        };
        // A test holds that each file can be read.
        Self::parse(json).unwrap_or_default()
    }

    /// Reads a data file, which must have a message for each cause.
    ///
    /// # Errors
    /// If it is not JSON, or a message is missing, or one has a name that no cause has.
    pub fn parse(json: &str) -> Result<Self, DataError> {
        let mut file: MessageFile = data::read(json)?;
        let mut messages = BTreeMap::new();
        for cause in Cause::ALL {
            let name = cause.as_str();
            let message = file.messages.remove(name);
            messages
                .insert(cause, message.ok_or_else(|| DataError::value(format!("messages.{name}"), "it is missing"))?);
        }
        match file.messages.keys().next() {
            Some(name) => Err(DataError::value(format!("messages.{name}"), "there is no such cause")),
            None => Ok(Self(messages)),
        }
    }

    /// The message about a cause, with its placeholders.
    pub fn text(&self, cause: Cause) -> Option<&Message> {
        self.0.get(&cause)
    }

    /// The message of a step, with this link; `None` if the step has no message to the customer.
    ///
    /// ```
    /// use leap::agreements::AgreementRules;
    /// use leap::language::Language;
    /// use leap::link::LinkKind;
    /// use leap::messages::Messages;
    /// use leap::next_step::{AbsentLink, next_step_of_absent};
    ///
    /// let link = AbsentLink { kind: LinkKind::Connect, is_polled: true, was_seen: false, has_meter: false };
    /// let step = next_step_of_absent(link);
    /// let german = Messages::built_in(Language::German);
    /// let message = german.of(&step, "https://onboarding.leap.energy/O/t/?refId=R-1", &AgreementRules::built_in());
    /// assert!(message.is_some_and(|message| message.body.ends_with("Hier beginnen: https://onboarding.leap.energy/O/t/?refId=R-1")));
    /// ```
    pub fn of(&self, step: &NextStep, link: &str, forms: &AgreementRules) -> Option<Message> {
        let message = self.text(Cause::of(step)?)?;
        let utilities = visible(&step.labels().collect::<Vec<_>>().join(", "));
        let fields = step.agreements.iter().flatten();
        let names: Vec<_> = fields.map(|field| forms.name(field)).collect();
        let values = [
            // Without a label there are no empty brackets.
            (if utilities.is_empty() { " ({utility})" } else { "{utility}" }, utilities.as_str()),
            ("{link}", link),
            ("{form}", &visible(&names.join(", "))),
        ];
        Some(Message {
            subject: filled(&message.subject, &values),
            body: filled(&message.body, &values),
            short: filled(&message.short, &values),
        })
    }
}

/// Puts values in the place of their names. A name within a value stays, since values come from outside.
fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let places = values.iter().filter_map(|(name, value)| Some((rest.find(name)?, *name, *value)));
        let Some((at, name, value)) = places.min_by_key(|(at, ..)| *at) else { break };
        filled.push_str(&rest[..at]);
        filled.push_str(value);
        rest = &rest[at + name.len()..];
    }
    filled.push_str(rest);
    filled
}

#[derive(Deserialize)]
struct MessageFile {
    messages: BTreeMap<String, Message>,
}
