//! Why a command fails.

use super::local_time;
use leap::class::CustomerClass;
use leap::client::{ClientError, KeyError, ProxyError};
use leap::confirmation::ConfirmationError;
use leap::customers::{SheetError, WriteError};
use leap::data::DataError;
use leap::decode::DecodeError;
use leap::link::{LinkError, LinkRefusal};
use leap::store::StoreError;
use leap::text::visible;
use leap::utility::UtilityError;
use std::fmt;
use std::io;

/// Why a command fails. Each is told once, on standard error.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A file cannot be read.
    Read {
        /// Its name as it was given.
        file: String,
        /// Why.
        error: io::Error,
    },
    /// A file, or standard output, cannot be written.
    Write {
        /// Its name as it was given.
        file: String,
        /// Why.
        error: io::Error,
    },
    /// A saved answer cannot be decoded.
    Decode {
        /// The name of its file.
        file: String,
        /// Why.
        error: DecodeError,
    },
    /// A data file is refused.
    Data {
        /// Its name.
        file: String,
        /// Why.
        error: DataError,
    },
    /// The result would replace the list that it is made of.
    SameFile(String),
    /// A list of customers is refused.
    Sheet {
        /// The name of its file.
        file: String,
        /// Why.
        error: SheetError,
    },
    /// A result cannot be written as CSV.
    Csv(WriteError),
    /// A result cannot be written as JSON.
    Json(serde_json::Error),
    /// A link is not made.
    Refused(LinkRefusal),
    /// An address is no link.
    Link(LinkError),
    /// The address of a flow is none.
    Base(String),
    /// There is no such utility.
    Utility(UtilityError),
    /// The class of a customer is not that of the link's variant.
    OtherClass {
        /// The class that the link tells.
        of_link: CustomerClass,
        /// The class that was stated.
        stated: CustomerClass,
    },
    /// There is no key.
    NoKey,
    /// The key is refused before anything is asked.
    Key {
        /// Where it is kept.
        place: String,
        /// Why.
        error: KeyError,
    },
    /// What is kept as the key is no text.
    KeyNotText {
        /// Where it is kept.
        place: String,
    },
    /// A variable for proxies cannot be understood.
    Proxy(ProxyError),
    /// Leap could not be asked.
    Client(ClientError),
    /// Leap could not be asked, and the store could not remember it.
    ClientAndStore {
        /// Why Leap could not be asked.
        client: ClientError,
        /// Why the store could not be written.
        store: StoreError,
    },
    /// There is no folder for the store.
    NoHome,
    /// The store cannot be used.
    Store(StoreError),
    /// There is no run with this number, or it was taken back.
    NoRun(u64),
    /// Reminders are marked, and could not be printed.
    RunNotPrinted {
        /// The number of the run.
        run: u64,
        /// Why.
        failure: Box<Failure>,
    },
    /// An address is no confirmation.
    Confirmation(ConfirmationError),
    /// A picture cannot be drawn.
    Picture(String),
    /// An image was asked for on a terminal.
    ImageOnTerminal,
}

impl Failure {
    /// Whether the reader of a pipe has gone, which is no news to anybody.
    pub(crate) fn is_silent(&self) -> bool {
        matches!(self, Self::Write { error, .. } if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read { file, error } => write!(formatter, "{}: cannot be read: {error}", visible(file)),
            Self::Write { file, error } => write!(formatter, "{}: cannot be written: {error}", visible(file)),
            Self::Decode { file, error } => write!(formatter, "{}: {error}", visible(file)),
            Self::Data { file, error } => write!(formatter, "{}: {error}", visible(file)),
            Self::SameFile(file) => write!(
                formatter,
                "{}: the result would replace the list, and refused rows would be lost: name another file by --to",
                visible(file)
            ),
            Self::Sheet { file, error } => write!(formatter, "{}: {error}", visible(file)),
            Self::Csv(error) => error.fmt(formatter),
            Self::Json(error) => write!(formatter, "the result cannot be written as JSON: {error}"),
            Self::Refused(refusal) => refusal.fmt(formatter),
            Self::Link(error) => error.fmt(formatter),
            Self::Base(reason) => write!(formatter, "the address of the flow: {reason}"),
            Self::Utility(error) => write!(formatter, "the utility: {error}"),
            Self::OtherClass { of_link, stated } => {
                write!(formatter, "--class is {}, and the variant of the link is {}", stated.as_str(), of_link.as_str())
            }
            Self::NoKey => {
                formatter.write_str("there is no API key: set LEAP_API_KEY, or name its file by --api-key-file FILE")
            }
            Self::Key { place, error } => write!(formatter, "{}: {error}", visible(place)),
            Self::KeyNotText { place } => write!(formatter, "{}: the key is not UTF-8", visible(place)),
            Self::Proxy(error) => error.fmt(formatter),
            Self::Client(error) => formatter.write_str(&error.told(local_time::local)),
            Self::ClientAndStore { client, store } => {
                write!(formatter, "{}; and {store}", client.told(local_time::local))
            }
            Self::NoHome => formatter.write_str("there is no home folder for the store: name its file by --store FILE"),
            Self::Store(error @ StoreError::Missing(_)) => {
                write!(formatter, "{error}: `leap poll` or `leap links` makes one, and --input reads a saved answer")
            }
            Self::Store(error) => error.fmt(formatter),
            Self::NoRun(run) => write!(formatter, "there is no run {run}, or it was taken back"),
            Self::RunNotPrinted { run, failure } => write!(
                formatter,
                "{failure}; the reminders are marked as run {run}: `leap reengage --undo {run}` takes them back"
            ),
            // What it should be is no more verified than what it is.
            Self::Confirmation(error) => write!(formatter, "unverified, and not read: {error}"),
            Self::Picture(reason) => write!(formatter, "the QR code cannot be drawn: {reason}"),
            Self::ImageOnTerminal => formatter
                .write_str("an image is not for a terminal: redirect it to a file, as in `--qr png > code.png`"),
        }
    }
}

impl From<LinkRefusal> for Failure {
    fn from(refusal: LinkRefusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<LinkError> for Failure {
    fn from(error: LinkError) -> Self {
        Self::Link(error)
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        Self::Csv(error)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
