//! Asks Leap's API over HTTP: the feature `client`.
//!
//! [`Client::poll`] gives the pages of connections one by one, and knows nothing of where they are kept. Statuses that pass
//! (429 and 5xx) are waited out in place, as Leap asks by `Retry-After` or for 1, 2, 4 … seconds; any other failure is a
//! [`ClientError`], which says whether waiting helps ([`ClientError::retry`]) and whether the token is still good
//! ([`ClientError::keeps_token`]).
//!
//! The key goes to the one address, by https or to this machine. No redirect is followed, and the key is in no message. The
//! system's certificates are trusted, and its proxies obeyed.

mod clock;
mod endpoint;
mod error;
mod key;
mod message;
mod pages;
mod poll;
mod proxy;
mod question;
mod session;
mod transport;

pub use clock::{Clock, SystemClock, Wait};
pub use endpoint::{ApiUrl, EndpointError, RequestPath};
pub use error::{ClientError, Retry};
pub use key::{ApiKey, KeyError};
pub use message::{ApiMessage, NotJson};
pub(crate) use pages::Tokens;
pub use poll::{Poll, PollPage};
pub use proxy::{Proxies, ProxyError};
pub use question::{Filters, PageToken, ParameterName, Parameters, Question};
pub use session::Client;
