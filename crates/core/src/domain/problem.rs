//! What can go wrong, from the customer's point of view.

/// The kinds of problems. Each has its text, its remedy and its value of the hook `data-problem`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// Connect cannot be reached.
    Offline,
    /// Connect did not answer in time.
    Timeout,
    /// The session is over, or its token is not valid.
    Ended,
    /// The request was refused, by Connect or by the page before it was sent.
    Refused,
    /// The response is not an answer of Connect.
    Unreadable,
    /// Connect failed.
    Server,
    /// Too many requests.
    RateLimit,
    /// The page was opened without a well-formed token.
    NoToken,
    /// A setting of this deployment is wrong.
    Configuration,
}

/// What helps against a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Send the same request again.
    TryAgain,
    /// Start the session again, because the request will never be accepted.
    StartAgain,
    /// Return to where the customer came from, for a new session.
    GoBack,
    /// Nothing that the customer could do.
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

/// A problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its kind.
    pub kind: ProblemKind,
    /// Connect's identifier of the failed request, for a call to customer support.
    pub request_id: Option<String>,
    /// How long to wait before trying again, in seconds.
    pub retry_after: Option<u32>,
    /// For the operator: the JSON path, the setting or the rule. Never contains a token.
    pub detail: Option<String>,
}

impl Problem {
    /// A problem without details.
    pub fn new(kind: ProblemKind) -> Self {
        Self { kind, request_id: None, retry_after: None, detail: None }
    }

    /// A problem with a detail for the operator.
    pub fn because(kind: ProblemKind, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..Self::new(kind) }
    }
}
