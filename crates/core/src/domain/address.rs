//! Addresses that the page may navigate to.

use super::token::Token;

/// Schemes that run code, read files, start tools of the system or only have a meaning inside a browser. No deployment can
/// list them.
const NEVER: [&str; 24] = [
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
    "android-app",
    "shell",
    "smb",
    "search",
    "search-ms",
    "ms-msdt",
    "mhtml",
];

/// An address that the page may navigate to: `https`, `http` on this machine, or an app link such as `myapp://done`, if the
/// deployment lists its scheme (`Settings::refuse_app`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// Parses an absolute address; `None` for one that must not be followed.
    ///
    /// Stricter than a browser on purpose: without white space, control characters and backslashes there is only one way
    /// to read the scheme and the host.
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
                // `mailto:`, `tel:` and the like open programs. App links have an authority, or a domain as their scheme.
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
        let scheme = self.scheme();
        scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
    }

    /// The scheme, in the case in which it was written.
    pub fn scheme(&self) -> &str {
        self.0.split(':').next().unwrap_or_default()
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same address with the token as the parameter `fp_cot`. It replaces the first old one, in the query or in the
    /// fragment, or is appended to the query; further old ones are removed, and the rest stays as it is.
    pub fn with_token(&self, token: &Token) -> Self {
        // The characters of a token need no escaping.
        let mut token = ["fp_cot=", token.reveal()].concat();
        let mut text = String::new();
        let bytes = self.0.as_bytes();
        let (mut start, mut marks, mut append, mut query_end) = (0, b"?#".as_slice(), "?", None);
        for end in 0..=bytes.len() {
            let mark = bytes.get(end);
            if mark.is_some_and(|mark| !marks.contains(mark)) {
                continue;
            }
            // A parameter and the mark before it.
            match bytes.get(start..end).unwrap_or_default() {
                [mark, parameter @ ..] if is_token(parameter) => {
                    if !token.is_empty() || !b"&;".contains(mark) {
                        text.push(char::from(*mark));
                    }
                    text.push_str(&std::mem::take(&mut token));
                }
                _ => text.push_str(self.0.get(start..end).unwrap_or_default()),
            }
            start = end;
            match mark {
                Some(b'?') if query_end.is_none() => (marks, append) = (b"&;#", "&"),
                // Behind `#` there may be a path with a query of its own.
                Some(b'#') => (marks, query_end) = (b"&;/?!", Some(text.len())),
                _ => {}
            }
        }
        if !token.is_empty() {
            let query_end = query_end.unwrap_or(text.len());
            let tail = text.split_off(query_end);
            let is_open = text.as_bytes().last().is_some_and(|last| b"?&".contains(last));
            text.push_str(if is_open { "" } else { append });
            text.push_str(&token);
            text.push_str(&tail);
        }
        Self(text)
    }
}

/// Whether a parameter is a token by its name, in any case and however often it is percent-encoded.
fn is_token(parameter: &[u8]) -> bool {
    let (mut name, mut code, mut digits) = (b"fp_cot=".iter(), 0, 0);
    for byte in parameter {
        let mut byte = *byte;
        if digits > 0 {
            // The value of a hexadecimal digit. Other characters get a meaningless value, which matches no name.
            code = (code << 4) | ((byte & 15) + 9 * (byte >> 6));
            digits -= 1;
            byte = code;
        }
        if digits == 0 && byte == b'%' {
            digits = 2;
        }
        if digits > 0 {
            continue;
        }
        match name.next() {
            Some(letter) if byte.eq_ignore_ascii_case(letter) => {}
            letter => return letter.is_none(),
        }
    }
    name.len() + digits < 2
}

/// The host of `//host:port/…` as written; `None` without an authority.
fn host(rest: &str) -> Option<&str> {
    let authority = rest.strip_prefix("//")?.split(['/', '?', '#']).next()?;
    // User names in addresses only serve to deceive about the host.
    // Bytes, here and above, because searching text would bring the standard library's search into the page.
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
            "ms-msdt://x",
            "search-ms://x",
            "smb://host/share",
            "shell://x",
            "android-app://com.example.app/https/x",
        ] {
            assert_eq!(Address::parse(text), None, "{text:?}");
        }
    }
}
