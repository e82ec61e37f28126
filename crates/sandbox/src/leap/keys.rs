//! The keys. What follows the colon says what goes wrong.

/// The key of a client for which nothing goes wrong.
pub const GOOD_KEY: &str = "sandbox:ok";

/// What goes wrong for a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing.
    None,
    /// 403: the key may not do this.
    Forbidden,
    /// Every page is 429 once, and says to wait a second.
    Busy,
    /// Every page is 500 once, and does not say how long to wait.
    Failing,
    /// The second page and all after it are 429, and say to wait a day.
    Limited,
    /// All is 503.
    Down,
    /// The second page is cut off in the middle.
    Truncated,
    /// The second page closes the connection without an answer.
    Dropped,
    /// All is a page of HTML with a good status, as behind a sign-in.
    Html,
    /// The answer is elsewhere.
    Redirect,
    /// 400, with the request's own headers in the message.
    Echo,
    /// The texts mean harm.
    Hostile,
    /// The third page has the token of the second.
    RepeatedToken,
    /// A token is refused.
    ExpiredToken,
    /// There are no customers, as with the key of another account.
    Empty,
    /// Every second customer is missing.
    Half,
}

/// All troubles with their names and what they do.
pub const TROUBLES: [(&str, Trouble, &str); 16] = [
    ("ok", Trouble::None, "nothing goes wrong"),
    ("forbidden", Trouble::Forbidden, "403: the key may not do this"),
    ("busy", Trouble::Busy, "each page is 429 once, with Retry-After: 1"),
    ("failing", Trouble::Failing, "each page is 500 once, without Retry-After"),
    ("limited", Trouble::Limited, "from the second page on 429, with Retry-After: 86400"),
    ("down", Trouble::Down, "always 503"),
    ("truncated", Trouble::Truncated, "the second page is cut off"),
    ("dropped", Trouble::Dropped, "the second page closes the connection"),
    ("html", Trouble::Html, "200 with a page of HTML"),
    ("redirect", Trouble::Redirect, "302 to another address"),
    ("echo", Trouble::Echo, "400, and the message repeats the key"),
    ("hostile", Trouble::Hostile, "references, codes and forms with control characters, formulas and markup"),
    ("repeated-token", Trouble::RepeatedToken, "the third page has the token of the second"),
    ("expired-token", Trouble::ExpiredToken, "410 for every token"),
    ("empty", Trouble::Empty, "no customers, as with another account's key"),
    ("half", Trouble::Half, "every second customer is missing"),
];

/// What a key stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A key of the sandbox.
    Known(Trouble),
    /// A key of another environment, such as `production:ok`.
    OtherEnvironment,
    /// No key at all.
    Unknown,
}

/// Reads the value of the header `Authorization`. A suffix such as `--mine` makes a key of one's own of it.
pub fn read(authorization: Option<&str>) -> Key {
    let key = authorization.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
    let Some((environment, name)) = key.split_once(':') else { return Key::Unknown };
    let name = name.split("--").next().unwrap_or_default();
    match (environment, TROUBLES.iter().find(|(known, ..)| *known == name)) {
        ("sandbox", Some((_, trouble, _))) => Key::Known(*trouble),
        ("production" | "staging", _) => Key::OtherEnvironment,
        _ => Key::Unknown,
    }
}
