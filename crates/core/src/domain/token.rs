//! The Connect token: a bearer credential for one customer's session.

use std::fmt;

/// The longest token accepted, in characters. Real ones have 28; the limit keeps nonsense out of requests.
const LONGEST: usize = 256;

/// A well-formed Connect token. Whoever holds it sees the customer's earnings, so it never appears in debug output.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Reads a token such as `cot_6587fa4362341be5b524de3b`; `None` for what cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        let secret = text.strip_prefix("cot_")?;
        let well_formed =
            !secret.is_empty() && secret.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
        (well_formed && text.len() <= LONGEST).then(|| Self(text.to_owned()))
    }

    /// The token itself, for a request to Connect or a hand-off address and nothing else.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token(cot_…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_connect_issues() {
        let token = Token::parse("cot_6587fa4362341be5b524de3b").unwrap();
        assert_eq!(token.reveal(), "cot_6587fa4362341be5b524de3b");
    }

    #[test]
    fn refuses_what_cannot_be_a_token() {
        for text in ["", "cot_", "tok_abc", "cot_a b", "cot_<script>", "cot_ä", " cot_abc", "cot_abc\n"] {
            assert_eq!(Token::parse(text), None, "{text:?}");
        }
        assert_eq!(Token::parse(&format!("cot_{}", "a".repeat(LONGEST))), None);
    }

    #[test]
    fn never_prints_the_secret() {
        let token = Token::parse("cot_secret").unwrap();
        assert!(!format!("{token:?}").contains("secret"));
    }
}
