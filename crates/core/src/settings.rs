//! The settings of a deployment: `<meta name="vpp:…">` elements of index.html, which need no rebuild.

use crate::domain::Address;
use crate::domain::Route;

/// The prefix of all settings' names.
pub const PREFIX: &str = "vpp:";

/// How this deployment is set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Where Connect is: an `https` address, `http` on this machine, or a path on this server such as `/connect`.
    pub connect_url: String,
    /// Where the session goes on at routes that this page does not show; the one for all others has no route.
    handoff: Vec<(Option<Route>, Address)>,
    /// Where customers come from, for "go back" when the session is over.
    pub home: Option<Address>,
    /// The page's title, in place of "Your earnings".
    pub title: Option<String>,
    /// How long to wait for an answer, in milliseconds.
    pub timeout: u32,
}

impl Settings {
    /// Reads the settings from the names and contents of the `<meta>` elements. An empty content means "not set".
    ///
    /// # Errors
    /// A sentence which names the setting and says what is wrong with it.
    pub fn read(metas: impl IntoIterator<Item = (String, String)>) -> Result<Self, String> {
        let mut settings =
            Self { connect_url: String::new(), handoff: Vec::new(), home: None, title: None, timeout: 10_000 };
        for (name, content) in metas {
            let Some(key) = name.strip_prefix(PREFIX) else {
                continue;
            };
            let content = content.trim_ascii();
            if !content.is_empty() {
                settings.set(key, content).map_err(|expected| format!("{name}: expected {expected}."))?;
            }
        }
        if settings.connect_url.is_empty() {
            return Err(format!("{PREFIX}connect-url is missing."));
        }
        Ok(settings)
    }

    fn set(&mut self, key: &str, content: &str) -> Result<(), &'static str> {
        const ADDRESS: &str = "an absolute address that may be followed";
        match key {
            "connect-url" => {
                let local =
                    content.starts_with('/') && !content.starts_with("//") && !content.as_bytes().contains(&b'\\');
                let web = Address::parse(content).is_some_and(|address| address.is_web());
                if !(local || web) {
                    return Err("an https address, http on this machine, or a path such as /connect");
                }
                self.connect_url = content.to_owned();
            }
            "handoff-url" => self.handoff.push((None, Address::parse(content).ok_or(ADDRESS)?)),
            "home-url" => self.home = Some(Address::parse(content).ok_or(ADDRESS)?),
            "title" => self.title = Some(content.to_owned()),
            "timeout-seconds" => {
                let seconds: u32 = content.parse().map_err(|_| "a number of seconds from 1 to 120")?;
                if !(1..=120).contains(&seconds) {
                    return Err("a number of seconds from 1 to 120");
                }
                self.timeout = seconds * 1000;
            }
            // These two are for the frame's script and the loader, which read them before the page has started.
            "appearance" | "allowed-connect-urls" => {}
            "allowed-origins" => {
                let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]/".contains(&byte);
                let is_origin = |text: &str| {
                    Address::parse(text).is_some() && text.bytes().all(plain) && text.matches('/').count() == 2
                };
                if !content.split_whitespace().all(is_origin) {
                    return Err("origins such as https://portal.example, with spaces between them");
                }
            }
            other => match other.strip_prefix("handoff-url:").and_then(Route::parse) {
                Some(route) => self.handoff.push((Some(route), Address::parse(content).ok_or(ADDRESS)?)),
                None => return Err("one of the documented names"),
            },
        }
        Ok(())
    }

    /// Where the session goes on at this route, if anywhere: the route's own address before the one for all.
    pub fn handoff(&self, route: &Route) -> Option<&Address> {
        let of = |wanted: Option<&Route>| self.handoff.iter().find(|(route, _)| route.as_ref() == wanted);
        of(Some(route)).or_else(|| of(None)).map(|(_, address)| address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(metas: &[(&str, &str)]) -> Result<Settings, String> {
        Settings::read(metas.iter().map(|(name, content)| ((*name).to_owned(), (*content).to_owned())))
    }

    #[test]
    fn reads_every_setting() {
        let settings = read(&[
            ("viewport", "width=device-width"),
            ("vpp:connect-url", "/connect"),
            ("vpp:handoff-url", "https://a.example/all"),
            ("vpp:handoff-url:payment_history", "myapp://payments"),
            ("vpp:home-url", ""),
            ("vpp:title", " Grid rewards "),
            ("vpp:timeout-seconds", "3"),
            ("vpp:allowed-origins", "https://portal.example  http://localhost:3000 capacitor://app"),
            ("vpp:allowed-connect-urls", "https://connect.example"),
            ("vpp:appearance", "accent: #123456"),
        ])
        .unwrap();
        let handoff = |route| settings.handoff(&Route::parse(route).unwrap()).unwrap().as_str();
        assert_eq!(handoff("payment_history"), "myapp://payments");
        assert_eq!(handoff("participation"), "https://a.example/all");
        assert_eq!((settings.title.as_deref(), settings.timeout, &settings.home), (Some("Grid rewards"), 3000, &None));
    }

    #[test]
    fn names_the_setting_that_is_wrong() {
        for (name, content) in [
            ("vpp:connect-url", "connect"),
            ("vpp:connect-url", "//evil.example"),
            ("vpp:connect-url", "http://connect.example"),
            ("vpp:connect-url", "myapp://connect"),
            ("vpp:connect-url", "httpfoo://connect"),
            ("vpp:handoff-url", "javascript:alert(1)"),
            ("vpp:handoff-url:Bad Route", "https://a.example"),
            ("vpp:home-url", "/relative"),
            ("vpp:timeout-seconds", "0"),
            ("vpp:timeout-seconds", "1e3"),
            ("vpp:allowed-origins", "*"),
            ("vpp:allowed-origins", "https://portal.example/page"),
            ("vpp:allowed-origins", "https://portal.example, https://other.example"),
            ("vpp:allowed-origins", "http://portal.example"),
            ("vpp:colour", "red"),
        ] {
            let error = read(&[("vpp:connect-url", "/connect"), (name, content)]).unwrap_err();
            assert!(error.starts_with(name), "{error}");
        }
        assert!(read(&[]).unwrap_err().contains("connect-url"));
    }
}
