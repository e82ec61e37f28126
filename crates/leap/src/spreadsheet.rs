//! What spreadsheets do to references, and the guard against what they would run.

use crate::name::ReferenceId;
use crate::text::TextError;
use std::error::Error;
use std::fmt;

/// What a spreadsheet takes for a formula at the start of a cell. A tab and a carriage return lead to one.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The months, whole and as English spreadsheets abbreviate them.
const MONTHS: [&str; 12] = [
    "JANUARY",
    "FEBRUARY",
    "MARCH",
    "APRIL",
    "MAY",
    "JUNE",
    "JULY",
    "AUGUST",
    "SEPTEMBER",
    "OCTOBER",
    "NOVEMBER",
    "DECEMBER",
];

/// How many digits a spreadsheet keeps.
const DIGITS: usize = 15;

/// Guards a cell of an export: one `'` before what a spreadsheet would run as a formula. [`unguarded`] is the inverse.
///
/// ```
/// use leap::spreadsheet::{guarded, unguarded};
///
/// assert_eq!(guarded("=1+1"), "'=1+1");
/// assert_eq!(unguarded(&guarded("'-a")), "'-a");
/// assert_eq!(guarded("O'Neill"), "O'Neill");
/// ```
pub fn guarded(cell: &str) -> String {
    if starts_formula(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// Takes the guard off a cell of an import: one `'`, if a formula follows.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if starts_formula(cell) => rest,
        _ => cell,
    }
}

/// Whether a formula begins after any number of `'`.
fn starts_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(FORMULA)
}

/// The text in a cell such as `="00123"`, which is how some exports keep a spreadsheet from reading a number.
///
/// **Unverified**: a decision of this project; it is read in the column of references only.
///
/// ```
/// assert_eq!(leap::spreadsheet::without_formula("=\"00123\""), "00123");
/// ```
pub fn without_formula(cell: &str) -> &str {
    let inner = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    inner.filter(|inner| !inner.contains('"')).unwrap_or(cell)
}

/// Reads the reference in a cell: without a guard, and without the formula that keeps it a text. Nothing else is changed.
///
/// ```
/// use leap::spreadsheet::{CellError, reference};
///
/// assert_eq!(reference("=\"00123\"").map(|reference| reference.to_string()), Ok("00123".to_owned()));
/// assert_eq!(reference("1.23457E+11"), Err(CellError::Damaged));
/// ```
///
/// # Errors
/// If it is not a legal reference.
pub fn reference(cell: &str) -> Result<ReferenceId, CellError> {
    let text = without_formula(unguarded(cell));
    ReferenceId::parse(text).map_err(|error| if is_damaged(text) { CellError::Damaged } else { CellError::Text(error) })
}

/// Why there is no reference in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellError {
    /// A spreadsheet has turned it into a number or an error.
    Damaged,
    /// It has a character that no reference has, or a wrong length.
    Text(TextError),
}

impl fmt::Display for CellError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged => formatter.write_str("a spreadsheet has turned this into a number (or an error)"),
            Self::Text(error) => error.fmt(formatter),
        }
    }
}

impl Error for CellError {}

/// Whether a text looks like `1.23457E+11`, `#NAME?` or `########`.
fn is_damaged(text: &str) -> bool {
    let is_error = text.len() > 1 && text.starts_with('#') && text.ends_with(['?', '!', 'A', '#', '0']);
    is_error || exponent(text).is_some_and(|power| power.starts_with('+'))
}

/// How the next spreadsheet would change a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Leading zeros go.
    LeadingZeros,
    /// It becomes a power of ten.
    Exponent,
    /// Digits after the fifteenth become zeros.
    Digits,
    /// It becomes a date.
    Date,
    /// Zeros after the decimal point go.
    Decimal,
    /// `true` becomes `TRUE`.
    Boolean,
    /// A leading hyphen starts a formula.
    Formula,
}

impl fmt::Display for Change {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::LeadingZeros => "leading zeros go",
            Self::Exponent => "it becomes a power of ten",
            Self::Digits => "digits after the fifteenth become zeros",
            Self::Date => "it becomes a date",
            Self::Decimal => "it becomes a decimal number",
            Self::Boolean => "it becomes a truth value",
            Self::Formula => "the hyphen starts a formula",
        })
    }
}

/// How the next spreadsheet would change a reference; `None` if it would stay.
///
/// ```
/// use leap::name::ReferenceId;
/// use leap::spreadsheet::{Change, change};
///
/// assert_eq!(change(&ReferenceId::parse("00123")?), Some(Change::LeadingZeros));
/// assert_eq!(change(&ReferenceId::parse("R-1")?), None);
/// # Ok::<(), leap::text::TextError>(())
/// ```
pub fn change(reference: &ReferenceId) -> Option<Change> {
    let text = reference.as_str();
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_decimal = || {
        let parts = text.split_once('.');
        parts.is_some_and(|(whole, rest)| is_digits_or_empty(whole) && is_digits_or_empty(rest) && whole != rest)
    };
    if text.starts_with('-') {
        Some(Change::Formula)
    } else if is_number && text.len() > DIGITS {
        Some(Change::Digits)
    } else if is_number && text.len() > 1 && text.starts_with('0') {
        Some(Change::LeadingZeros)
    } else if exponent(text).is_some() {
        Some(Change::Exponent)
    } else if is_date(text) {
        Some(Change::Date)
    } else if is_decimal() {
        Some(Change::Decimal)
    } else if ["true", "false"].iter().any(|word| text.eq_ignore_ascii_case(word)) {
        Some(Change::Boolean)
    } else {
        None
    }
}

fn is_digits_or_empty(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The power in `1E5`, `1.5e-3` or `1.2E+11`, with its sign.
fn exponent(text: &str) -> Option<&str> {
    let (number, power) = text.split_once(['E', 'e'])?;
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        && number.matches('.').count() <= 1
        && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let digits = power.strip_prefix(['+', '-']).unwrap_or(power);
    (is_number && !digits.is_empty() && is_digits_or_empty(digits)).then_some(power)
}

/// Whether it is like `1-2`, `2024-01-31`, `1.2.2024`, `MAR1`, `1-MAR` or `Jan-2024`.
fn is_date(text: &str) -> bool {
    let is_short_number = |part: &&str| (1..=4).contains(&part.len()) && is_digits_or_empty(part);
    let upper = text.to_ascii_uppercase();
    let parts: Vec<&str> = upper.split(['-', '.']).collect();
    let numbers = parts.iter().filter(|part| is_short_number(part)).count();
    let is_month = |part: &str| MONTHS.iter().any(|month| *month == part || month[..3] == *part);
    let months = parts.iter().filter(|part| is_month(part)).count();
    let is_joined = || {
        let letters = upper.trim_end_matches(|c: char| c.is_ascii_digit());
        let rest = &upper[letters.len()..];
        let leading = upper.trim_start_matches(|c: char| c.is_ascii_digit());
        let before = &upper[..upper.len() - leading.len()];
        (is_month(letters) && is_short_number(&rest)) || (is_month(leading) && is_short_number(&before))
    };
    let is_only_hyphens = !text.contains('.');
    match parts.len() {
        1 => is_joined(),
        2 => (numbers == 2 && is_only_hyphens) || (numbers == 1 && months == 1),
        3 => numbers == 3 || (numbers == 2 && months == 1),
        _ => false,
    }
}
