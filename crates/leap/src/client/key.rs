//! The key to Leap's API. It is sent to Leap and shown to nobody.

use crate::address::percent_encoded;
use crate::text::{TextError, check};
use secrecy::{ExposeSecret as _, SecretString};
use std::fmt;

/// The longest key, in characters. It has to fit a header.
const LONGEST_KEY: usize = 4096;

/// A part of the key that is at least this long is taken out of messages, even without the rest.
const TELLING_PART: usize = 8;

/// What stands in a message in place of the key.
const REDACTED: &str = "[key]";

/// A key to Leap's API. Leap's keys have two parts with a colon between them, but the shape is not checked.
///
/// ```
/// use leap::client::ApiKey;
///
/// let key = ApiKey::parse("\u{feff}id:secret\r\n")?;
/// assert_eq!(format!("{key:?}"), "ApiKey([key])");
/// let refused = ApiKey::parse("id:sec\nret").map(|_| ()).map_err(|error| error.to_string());
/// assert_eq!(refused, Err("the key: U+000A at character 7 is not allowed".to_owned()));
/// # Ok::<(), leap::client::KeyError>(())
/// ```
pub struct ApiKey(SecretString);

impl ApiKey {
    /// Reads a key, as a file or a variable has it: a byte order mark and white space around it are taken off.
    ///
    /// # Errors
    /// If nothing is left, or a character cannot be in a header. The key is not in the message.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let key = text.trim_start_matches('\u{feff}').trim();
        check(key, LONGEST_KEY, |character| character.is_ascii_graphic()).map_err(|error| match error {
            TextError::Empty => KeyError::Empty,
            other => KeyError::Text(other),
        })?;
        Ok(Self(SecretString::from(key)))
    }

    /// The value of the header that carries it.
    pub(super) fn authorization(&self) -> String {
        format!("Bearer {}", self.0.expose_secret())
    }

    /// A text of somebody else's without the key, in case they repeat it.
    pub(super) fn redact(&self, text: &str) -> String {
        let key = self.0.expose_secret();
        let parts = key.split(':').filter(|part| part.len() >= TELLING_PART);
        let mut redacted = text.to_owned();
        for secret in [key].into_iter().chain(parts) {
            // As it is, as an address has it, and as JSON has it.
            let in_json = serde_json::Value::from(secret).to_string();
            for form in [secret, &percent_encoded(secret), in_json.trim_matches('"')] {
                redacted = redacted.replace(form, REDACTED);
            }
        }
        redacted
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ApiKey({REDACTED})")
    }
}

/// Why a key is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyError {
    /// There is none.
    Empty,
    /// It has a character that no header can carry, or is too long.
    Text(TextError),
}

impl fmt::Display for KeyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("the key is empty"),
            Self::Text(error) => write!(formatter, "the key: {error}"),
        }
    }
}

impl std::error::Error for KeyError {}
