//! The Connect token: a bearer credential for one customer's session.

use std::fmt;

/// The longest accepted token, in characters. Connect's have 28.
const LONGEST: usize = 256;

/// A well-formed Connect token. It gives access to the customer's earnings, so debug output never contains it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Parses a token such as `cot_6587fa4362341be5b524de3b`; `None` for text that cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        let secret = text.strip_prefix("cot_")?;
        let well_formed =
            !secret.is_empty() && secret.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
        (well_formed && text.len() <= LONGEST).then(|| Self(text.to_owned()))
    }

    /// The token itself, only for requests to Connect and addresses of the session.
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
    fn accepts_connects_tokens() {
        let token = Token::parse("cot_6587fa4362341be5b524de3b").unwrap();
        assert_eq!(token.reveal(), "cot_6587fa4362341be5b524de3b");
    }

    #[test]
    fn rejects_text_that_cannot_be_a_token() {
        for text in ["", "cot_", "tok_abc", "cot_a b", "cot_<script>", "cot_ä", " cot_abc", "cot_abc\n"] {
            assert_eq!(Token::parse(text), None, "{text:?}");
        }
        assert_eq!(Token::parse(&format!("cot_{}", "a".repeat(LONGEST))), None);
    }

    #[test]
    fn debug_output_has_no_secret() {
        let token = Token::parse("cot_secret").unwrap();
        assert!(!format!("{token:?}").contains("secret"));
    }
}
