//! Where the page may send the customer.

use super::token::Token;

/// Schemes that run code, read local files or mean something inside a browser only. Whatever else is no web address
/// is taken for a partner's app link.
const NEVER: [&str; 17] = [
    "javascript",
    "data",
    "blob",
    "file",
    "vbscript",
    "about",
    "view-source",
    "filesystem",
    "ftp",
    "ws",
    "wss",
    "chrome",
    "chrome-extension",
    "moz-extension",
    "resource",
    "jar",
    "intent",
];

/// An address which the page may go to: `https`, `http` on this machine, or an app link such as `myapp://done`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// Reads an absolute address; `None` for one that must not be followed.
    ///
    /// Stricter than a browser on purpose: with no white space, control characters or backslashes left there is
    /// only one way to read the scheme and the host.
    pub fn parse(text: &str) -> Option<Self> {
        if text.chars().any(|c| c.is_whitespace() || c.is_control() || c == '\\') {
            return None;
        }
        let (scheme, rest) = text.split_once(':')?;
        let mut letters = scheme.bytes();
        let well_formed = letters.next()?.is_ascii_alphabetic()
            && letters.all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
        let scheme = scheme.to_ascii_lowercase();
        let followable = well_formed
            && match scheme.as_str() {
                "https" => !host(rest)?.is_empty(),
                "http" => is_this_machine(host(rest)?),
                // `mailto:`, `tel:` and the like open programs; app links have an authority, or a domain for a scheme.
                other => {
                    let app = rest.len() > 2 && rest.starts_with("//")
                        || other.as_bytes().contains(&b'.') && !rest.is_empty();
                    app && !NEVER.contains(&other)
                }
            };
        followable.then(|| Self(text.to_owned()))
    }

    /// Whether it is `https` or `http`.
    pub fn is_web(&self) -> bool {
        let scheme = self.0.split(':').next().unwrap_or_default();
        scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same address with the token as the parameter `fp_cot`, behind whatever query it has and before its
    /// fragment. A parameter of that name which is already there is replaced.
    pub fn with_token(&self, token: &Token) -> Self {
        let (rest, fragment) = match self.0.split_once('#') {
            Some((rest, fragment)) => (rest, Some(fragment)),
            None => (self.0.as_str(), None),
        };
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut text = format!("{path}?");
        for parameter in query.split('&').filter(|part| !part.is_empty() && part.split('=').next() != Some("fp_cot")) {
            text.push_str(parameter);
            text.push('&');
        }
        // A token consists of characters which need no escaping in a query.
        text.push_str("fp_cot=");
        text.push_str(token.reveal());
        if let Some(fragment) = fragment {
            text.push('#');
            text.push_str(fragment);
        }
        Self(text)
    }
}

/// The host of `//user@host:port/…`, lower-cased by nobody yet; `None` where there is no authority.
fn host(rest: &str) -> Option<&str> {
    let authority = rest.strip_prefix("//")?.split(['/', '?', '#']).next()?;
    // User names in addresses serve only to deceive about the host.
    // By bytes, here and above: searching in text would bring its own algorithm into the page.
    if authority.as_bytes().contains(&b'@') {
        return None;
    }
    if let Some(v6) = authority.strip_prefix('[') {
        return v6.split_once(']').map(|(inner, _)| inner);
    }
    authority.split(':').next()
}

fn is_this_machine(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    host == "localhost" || host.ends_with(".localhost") || host == "127.0.0.1" || host == "::1"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_web_addresses_and_app_links() {
        for text in [
            "https://partner.example/done?a=1#b",
            "HTTPS://partner.example",
            "http://localhost:3000/x",
            "http://127.0.0.1/x",
            "http://[::1]:8080/",
            "http://app.localhost/",
            "myapp://done",
            "com.example.app:/oauth",
        ] {
            assert!(Address::parse(text).is_some(), "{text}");
        }
    }

    #[test]
    fn never_follows_code_files_or_nonsense() {
        for text in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            " javascript:alert(1)",
            "java\nscript:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,x",
            "blob:https://a/b",
            "file:///etc",
            "vbscript:x",
            "view-source:https://a",
            "http://partner.example/",
            "http://localhost.evil.example/",
            "http://localhost@evil.example/",
            "https://",
            "https:///x",
            "https:x",
            "//partner.example",
            "/relative",
            "",
            ":",
            "1a://x",
            "not an address",
            "https://user:pass@evil.example/",
            "https:\\\\evil.example",
            "myapp:",
            "http://[::1",
            "intent://x#Intent;end",
            "mailto:a@b.example",
            "tel:123",
            "ms-msdt:x",
            "myapp:x",
            "myapp://",
        ] {
            assert_eq!(Address::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn appends_the_token_properly() {
        let token = Token::parse("cot_abc").unwrap();
        for (text, expected) in [
            ("https://a.example", "https://a.example?fp_cot=cot_abc"),
            ("https://a.example/p?x=1", "https://a.example/p?x=1&fp_cot=cot_abc"),
            ("https://a.example/p?", "https://a.example/p?fp_cot=cot_abc"),
            ("https://a.example/p?x=1#top", "https://a.example/p?x=1&fp_cot=cot_abc#top"),
            ("https://a.example/p#a?b", "https://a.example/p?fp_cot=cot_abc#a?b"),
            ("https://a.example/?fp_cot=old&x=%20y", "https://a.example/?x=%20y&fp_cot=cot_abc"),
            ("myapp://done", "myapp://done?fp_cot=cot_abc"),
        ] {
            assert_eq!(Address::parse(text).unwrap().with_token(&token).as_str(), expected);
        }
    }
}
