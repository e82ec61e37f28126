//! What the error codes of utilities mean, from a data file: `data/codes.json`, or a partner's own.

use crate::data::{self, DataError};
use serde::Deserialize;

/// The cause behind an error code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CodeClass {
    /// The second factor is missing or wrong.
    SecondFactor,
    /// The account is locked.
    Locked,
    /// The customer has not finished registering for an online account at the utility.
    Registration,
    /// The customer left or refused.
    Cancelled,
    /// The login is wrong.
    Credentials,
    /// The session ran out.
    Session,
    /// The utility or Leap is out of order.
    Outage,
    /// Anything else, and no code.
    Unknown,
}

impl CodeClass {
    /// All classes.
    pub const ALL: [Self; 8] = [
        Self::SecondFactor,
        Self::Locked,
        Self::Registration,
        Self::Cancelled,
        Self::Credentials,
        Self::Session,
        Self::Outage,
        Self::Unknown,
    ];

    /// The name of the class in data files, such as `second_factor`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SecondFactor => "second_factor",
            Self::Locked => "locked",
            Self::Registration => "registration",
            Self::Cancelled => "cancelled",
            Self::Credentials => "credentials",
            Self::Session => "session",
            Self::Outage => "outage",
            Self::Unknown => "unknown",
        }
    }
}

/// The classes of error codes.
///
/// ```
/// use leap::codes::{CodeClass, ErrorCodes};
///
/// let codes = ErrorCodes::built_in();
/// assert_eq!(codes.class(Some("USER_CANCELED")), CodeClass::Cancelled);
/// assert_eq!(codes.class(Some("CLOCK_SKEW")), CodeClass::Unknown);
/// assert_eq!(codes.class(None), CodeClass::Unknown);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorCodes(Vec<(CodeClass, Vec<Words>)>);

/// The words of a code, in upper case.
type Words = Vec<String>;

impl ErrorCodes {
    /// The classes of `data/codes.json`.
    pub fn built_in() -> Self {
        // A test holds that the file can be read and has all classes.
        Self::parse(include_str!("../data/codes.json")).unwrap_or_default()
    }

    /// Reads a data file.
    ///
    /// ```
    /// use leap::codes::{CodeClass, ErrorCodes};
    ///
    /// let codes = ErrorCodes::parse(r#"{ "classes": [{ "class": "locked", "words": ["SUSPENDED"] }] }"#)?;
    /// assert_eq!(codes.class(Some("AccountSuspended")), CodeClass::Locked);
    /// # Ok::<(), leap::data::DataError>(())
    /// ```
    ///
    /// # Errors
    /// If it is not JSON, or has a class that does not exist, or a word without letters and digits.
    pub fn parse(json: &str) -> Result<Self, DataError> {
        let file: CodeFile = data::read(json)?;
        let mut classes = Vec::with_capacity(file.classes.len());
        for (at, entry) in file.classes.into_iter().enumerate() {
            let class = CodeClass::ALL.into_iter().find(|class| class.as_str() == entry.class);
            let class = class.ok_or_else(|| {
                DataError::value(format!("classes[{at}].class"), format!("\"{}\" is not a class", entry.class))
            })?;
            let words: Vec<Words> = entry.words.iter().map(|word| words(word)).collect();
            if let Some(empty) = words.iter().position(Vec::is_empty) {
                return Err(DataError::value(format!("classes[{at}].words[{empty}]"), "it has no letters"));
            }
            classes.push((class, words));
        }
        Ok(Self(classes))
    }

    /// The class of a code. Whole words decide, in any case; a part of a word never does.
    pub fn class(&self, code: Option<&str>) -> CodeClass {
        let code = words(code.unwrap_or_default());
        let has = |wanted: &Words| code.windows(wanted.len()).any(|part| part == wanted.as_slice());
        let class = self.0.iter().find(|(_, wanted)| wanted.iter().any(has));
        class.map_or(CodeClass::Unknown, |(class, _)| *class)
    }
}

/// Splits a code at `_`, `-` and capitals. Capitals that follow each other are one word, so `MFAMissing` has two.
fn words(code: &str) -> Words {
    let mut words = vec![String::new()];
    let characters: Vec<char> = code.chars().collect();
    for (at, character) in characters.iter().enumerate() {
        let is_lower = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(|c| c.is_lowercase());
        let is_separator = ['_', '-'].contains(character);
        let is_capital = character.is_uppercase();
        if is_separator || (is_capital && (is_lower(at.checked_sub(1)) || is_lower(at.checked_add(1)))) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut()
            && !is_separator
        {
            word.extend(character.to_uppercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[derive(Deserialize)]
struct CodeFile {
    classes: Vec<CodeEntry>,
}

#[derive(Deserialize)]
struct CodeEntry {
    class: String,
    words: Vec<String>,
}
