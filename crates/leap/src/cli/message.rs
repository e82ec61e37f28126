//! The message to a customer.

use super::data_files::AllMessages;
use leap::agreements::AgreementRules;
use leap::next_step::NextStep;
use leap::store::StoredLink;
use serde::Serialize;

/// What stands in a message for a link that is not known.
const NO_LINK: &str = "{link}";

/// A message as JSON.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct MessageJson {
    /// The subject of an e-mail.
    pub(crate) subject: String,
    /// The body of an e-mail.
    pub(crate) body: String,
    /// A text for SMS and push.
    pub(crate) short: String,
}

/// The message of a step in the customer's language; `None` if the step has no message.
pub(crate) fn message(
    step: &NextStep,
    link: Option<&StoredLink>,
    messages: &AllMessages,
    forms: &AgreementRules,
) -> Option<MessageJson> {
    let (_, texts) = messages.of(link.and_then(|link| link.language));
    let address = link.map_or(NO_LINK, |link| link.address.as_str());
    let message = texts.of(step, address, forms)?;
    Some(MessageJson { subject: message.subject, body: message.body, short: message.short })
}
