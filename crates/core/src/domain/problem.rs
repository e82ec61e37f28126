//! What can go wrong, as the customer meets it.

/// The closed set of problems. Each one fixes its text, what the customer can do about it and its `data-problem` hook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// Connect cannot be reached.
    Offline,
    /// Connect did not answer in time.
    Timeout,
    /// The session is over or its token is not valid (any more).
    Ended,
    /// Connect, or the page itself before it asked Connect, refused the request.
    Refused,
    /// An answer that is no answer of Connect's.
    Unreadable,
    /// Connect failed.
    Server,
    /// Connect asks to slow down.
    RateLimit,
    /// The page was opened without a token, or with something that cannot be one.
    NoToken,
    /// A setting of this deployment is wrong.
    Configuration,
}

/// The one thing that helps against a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Send the same request again.
    TryAgain,
    /// Load the page's data anew, because the request itself will never be accepted.
    StartAgain,
    /// Go back to where the customer came from, to get a new session.
    GoBack,
    /// Nothing that the customer can do here.
    Nothing,
}

impl ProblemKind {
    /// The value of the hook `data-problem`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::Timeout => "timeout",
            Self::Ended => "ended",
            Self::Refused => "refused",
            Self::Unreadable => "unreadable",
            Self::Server => "server",
            Self::RateLimit => "rate_limit",
            Self::NoToken => "no_token",
            Self::Configuration => "configuration",
        }
    }

    /// What helps.
    pub fn remedy(self) -> Remedy {
        match self {
            Self::Offline | Self::Timeout | Self::Unreadable | Self::Server | Self::RateLimit => Remedy::TryAgain,
            Self::Refused => Remedy::StartAgain,
            Self::Ended | Self::NoToken => Remedy::GoBack,
            Self::Configuration => Remedy::Nothing,
        }
    }
}

/// One problem, as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which one.
    pub kind: ProblemKind,
    /// Connect's identifier of the failed request, for a call to customer support.
    pub request_id: Option<String>,
    /// How long to wait before trying again, in seconds.
    pub retry_after: Option<u32>,
    /// For the people who run the page: which JSON path, which setting, which rule. Never holds a token.
    pub detail: Option<String>,
}

impl Problem {
    /// A problem about which nothing more is known.
    pub fn new(kind: ProblemKind) -> Self {
        Self { kind, request_id: None, retry_after: None, detail: None }
    }

    /// The same problem with a detail for the people who run the page.
    pub fn because(kind: ProblemKind, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..Self::new(kind) }
    }
}
