//! The address that a customer returns to.
//!
//! Leap adds `authorizationId` and `refId` to the partner's confirmation page. It is a plain GET request, so **anyone can
//! forge it**: it is a hint from the customer's browser. Nothing here makes a connection of it, and only the Connect API says
//! what is completed.

use crate::address::{Parameter, parameters, split_query, unescaped};
use crate::name::ReferenceId;
use crate::text::{TextError, visible};
use std::error::Error;
use std::fmt;

/// The longest authorization id, in characters. **Unverified**: its format is not public.
const LONGEST_AUTHORIZATION: usize = 256;

/// What an address says that a customer returned to. Nothing of it is verified.
///
/// ```
/// use leap::confirmation::{Confirmation, ReturnedReference};
///
/// let confirmation = Confirmation::parse("https://partner.example/thanks?lang=de&refId=R-1&authorizationId=1#x")?;
/// assert!(matches!(confirmation.reference, ReturnedReference::Legal(reference) if reference.as_str() == "R-1"));
/// assert_eq!(confirmation.authorization.as_deref(), Some("1"));
/// assert_eq!(confirmation.foreign[0].to_string(), "lang=de");
/// # Ok::<(), leap::confirmation::ConfirmationError>(())
/// ```
///
/// It cannot become a connection:
///
/// ```compile_fail,E0277
/// # use leap::{confirmation::Confirmation, connection::Connection};
/// fn connect(confirmation: Confirmation) -> Connection {
///     confirmation.into()
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// The reference.
    pub reference: ReturnedReference,
    /// The authorization, as it stands in the address. It is for troubleshooting only.
    pub authorization: Option<String>,
    /// The other parameters, as they stand in the address.
    pub foreign: Vec<Parameter>,
}

/// The reference in an address that a customer returned to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReturnedReference {
    /// There is none.
    Missing,
    /// It could be a customer's. Whose it is has to be checked by other means.
    Legal(ReferenceId),
    /// No customer has such a reference.
    Illegal {
        /// The text as it stands in the address.
        text: String,
        /// Why it is refused.
        error: TextError,
    },
}

/// Why an address is not read as a confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfirmationError {
    /// A parameter comes twice, so that it is open which one counts.
    Repeated(&'static str),
    /// The authorization is too long.
    Authorization(TextError),
    /// A mail tool escaped the address twice: `&amp;` stands for `&`.
    EscapedTwice {
        /// The address as it should be.
        address: String,
    },
}

impl fmt::Display for ConfirmationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Repeated(name) => write!(formatter, "the parameter {name} comes twice"),
            Self::Authorization(error) => write!(formatter, "authorizationId: {error}"),
            Self::EscapedTwice { address } => {
                write!(formatter, "escaped twice by a mail tool (&amp; for &); it should be {}", visible(address))
            }
        }
    }
}

impl Error for ConfirmationError {}

impl Confirmation {
    /// Reads an address, with or without its scheme and host. The parameters may come in any order.
    ///
    /// # Errors
    /// If `refId` or `authorizationId` comes twice, or a mail tool has escaped the address twice.
    pub fn parse(address: &str) -> Result<Self, ConfirmationError> {
        if let Some(address) = unescaped(address) {
            return Err(ConfirmationError::EscapedTwice { address });
        }
        let (_, query) = split_query(address);
        let (mut references, mut authorizations, mut foreign) = (Vec::new(), Vec::new(), Vec::new());
        for parameter in parameters(query) {
            match parameter.decoded_name().as_deref() {
                Some("refId") => references.push(parameter),
                Some("authorizationId") => authorizations.push(parameter),
                _ => foreign.push(parameter),
            }
        }
        let authorization = single(authorizations, "authorizationId")?.map(|parameter| parameter.value);
        let length = authorization.as_ref().map_or(0, String::len);
        if length > LONGEST_AUTHORIZATION {
            let limit = LONGEST_AUTHORIZATION;
            return Err(ConfirmationError::Authorization(TextError::TooLong { length, limit }));
        }
        let reference = single(references, "refId")?.map_or(ReturnedReference::Missing, ReturnedReference::read);
        Ok(Self { reference, authorization, foreign })
    }
}

impl ReturnedReference {
    fn read(parameter: Parameter) -> Self {
        let decoded = parameter.decoded_value().unwrap_or_else(|| parameter.value.clone());
        match ReferenceId::parse(&decoded) {
            Ok(reference) => Self::Legal(reference),
            Err(error) => Self::Illegal { text: parameter.value, error },
        }
    }
}

/// The parameter, if it comes once and is not empty.
fn single(mut parameters: Vec<Parameter>, name: &'static str) -> Result<Option<Parameter>, ConfirmationError> {
    let last = parameters.pop();
    if parameters.is_empty() {
        Ok(last.filter(|parameter| !parameter.value.is_empty()))
    } else {
        Err(ConfirmationError::Repeated(name))
    }
}
