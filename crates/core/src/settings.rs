//! The settings of a deployment: `<meta name="vpp:…">` elements of index.html, which need no rebuild.

use crate::domain::{Address, Answer, Route};
use leap::link::LinkTemplate;
use leap::utility::BuiltIn;

/// The prefix of the settings' names.
pub const PREFIX: &str = "vpp:";

/// The settings of a deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Connect's address: `https`, `http` on this machine, or a path on this server such as `/connect`.
    pub connect_url: String,
    /// Where the session continues at foreign routes. The entry for all other routes has no route.
    handoff: Vec<(Option<Route>, Address)>,
    /// Where customers come from, for "Go back" after the session.
    pub home: Option<Address>,
    /// The schemes of the apps that Connect may lead customers to, in lower case.
    app_schemes: Vec<String>,
    /// The page's title, if it is not "Your earnings".
    pub title: Option<String>,
    /// How long to wait for a response, in milliseconds.
    pub timeout: u32,
    /// Where customers authorize their utility, if the deployment says so.
    pub leap: Option<LeapSettings>,
}

/// Where customers authorize their utility.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeapSettings {
    /// The partner's link.
    pub link: LinkTemplate,
    /// The utilities that the page offers; empty if the customer chooses at Leap.
    pub utilities: Vec<&'static BuiltIn>,
}

impl Settings {
    /// Reads the settings from the names and contents of the `<meta>` elements. An empty content means "not set".
    ///
    /// # Errors
    /// A sentence that names the setting and says what was expected.
    pub fn read(metas: impl IntoIterator<Item = (String, String)>) -> Result<Self, String> {
        let mut settings = Self {
            connect_url: String::new(),
            handoff: Vec::new(),
            home: None,
            app_schemes: Vec::new(),
            title: None,
            timeout: 10_000,
            leap: None,
        };
        let mut ids = String::new();
        for (name, content) in metas {
            let Some(key) = name.strip_prefix(PREFIX) else {
                continue;
            };
            let content = content.trim_ascii();
            if key == "leap-utilities" {
                // Which ones there are depends on the link.
                ids = content.to_owned();
            } else if !content.is_empty() {
                settings.set(key, content).map_err(|expected| [&name, ": expected ", expected, "."].concat())?;
            }
        }
        if settings.connect_url.is_empty() {
            return Err([PREFIX, "connect-url is missing."].concat());
        }
        if !ids.is_empty() {
            let chosen = settings.leap.as_mut().and_then(|leap| Some((leap.link.utilities(&ids)?, leap)));
            let Some((utilities, leap)) = chosen else {
                return Err(
                    [PREFIX, "leap-utilities: expected ids of utilities that vpp:leap-link can lead to."].concat()
                );
            };
            leap.utilities = utilities;
        }
        Ok(settings)
    }

    fn set(&mut self, key: &str, content: &str) -> Result<(), &'static str> {
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
            "handoff-url" => {
                let address = self.own(content)?;
                self.handoff.push((None, address));
            }
            "home-url" => self.home = Some(self.own(content)?),
            "app-schemes" => {
                for scheme in content.split_ascii_whitespace() {
                    self.own(&[scheme, "://x"].concat()).or(Err("schemes of apps such as myapp"))?;
                }
            }
            "title" => self.title = Some(content.to_owned()),
            "timeout-seconds" => {
                let seconds: u32 = content.parse().map_err(|_| "a number of seconds from 1 to 120")?;
                if !(1..=120).contains(&seconds) {
                    return Err("a number of seconds from 1 to 120");
                }
                self.timeout = seconds * 1000;
            }
            "leap-link" => {
                let link = LinkTemplate::parse(content).ok_or("an address of Leap's, without a reference")?;
                self.leap = Some(LeapSettings { link, utilities: Vec::new() });
            }
            // The frame's script and the loader read these two before the page starts.
            "appearance" | "allowed-connect-urls" => {}
            "allowed-origins" => {
                let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]/".contains(&byte);
                let is_origin = |text: &str| {
                    Address::parse(text).is_some() && text.bytes().all(plain) && text.matches('/').count() == 2
                };
                if !content.split_ascii_whitespace().all(is_origin) {
                    return Err("origins such as https://portal.example, with spaces between them");
                }
            }
            other => match other.strip_prefix("handoff-url:").and_then(Route::parse) {
                Some(route) => {
                    let address = self.own(content)?;
                    self.handoff.push((Some(route), address));
                }
                None => return Err("one of the documented names"),
            },
        }
        Ok(())
    }

    /// An address that the deployment leads to.
    fn own(&mut self, content: &str) -> Result<Address, &'static str> {
        let address = Address::parse(content).ok_or("an absolute address that may be followed")?;
        self.app_schemes.push(address.scheme().to_ascii_lowercase());
        Ok(address)
    }

    /// Takes the address out of an answer that leads to an app which the deployment does not list, and returns its scheme.
    /// The app of an address of the deployment's own counts as listed.
    pub fn refuse_app(&self, answer: &mut Answer) -> Option<String> {
        let (Answer::Redirect(address) | Answer::Complete(address)) = answer else { return None };
        let scheme = address.as_ref().filter(|address| !address.is_web())?.scheme().to_ascii_lowercase();
        if self.app_schemes.contains(&scheme) {
            return None;
        }
        *address = None;
        Some(scheme)
    }

    /// Where the session continues at this route: the route's own address, or the one for all others.
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
            ("vpp:leap-utilities", " pge  sdge "),
            ("vpp:leap-link", "https://onboarding.leap.energy/Acme/ca/"),
        ])
        .unwrap();
        let utilities = settings.leap.as_ref().map(|leap| leap.utilities.iter().map(|utility| utility.id));
        assert!(utilities.is_some_and(|utilities| utilities.eq(["pge", "sdge"])));
        let handoff = |route| settings.handoff(&Route::parse(route).unwrap()).unwrap().as_str();
        assert_eq!(handoff("payment_history"), "myapp://payments");
        assert_eq!(handoff("participation"), "https://a.example/all");
        assert_eq!((settings.title.as_deref(), settings.timeout, &settings.home), (Some("Grid rewards"), 3000, &None));
        assert_eq!(
            read(&[("vpp:connect-url", "/connect"), ("vpp:leap-link", ""), ("vpp:leap-utilities", " ")]).unwrap().leap,
            None
        );
    }

    #[test]
    fn only_listed_apps_are_followed() {
        let all: &[(&str, &str)] = &[
            ("vpp:connect-url", "/connect"),
            ("vpp:app-schemes", " MyApp  com.example.app "),
            ("vpp:home-url", "homeapp://start"),
            ("vpp:handoff-url:payment_history", "payapp://payments"),
            ("vpp:allowed-origins", "capacitor://app"),
        ];
        let (listed, none) = (read(all).unwrap(), read(&all[..1]).unwrap());
        for (text, by_listed, by_none) in [
            ("https://partner.example/", true, true),
            ("HTTP://localhost:1/", true, true),
            ("myapp://done", true, false),
            ("MYAPP://done", true, false),
            ("com.example.app:/done", true, false),
            // Addresses of the deployment's own are listed by being there. Origins are not.
            ("homeapp://other", true, false),
            ("payapp://other", true, false),
            ("capacitor://app", false, false),
            ("otherapp://done", false, false),
            ("myapps://done", false, false),
            ("my://done", false, false),
            ("com.example:/done", false, false),
            ("steam://run/1", false, false),
        ] {
            let address = Address::parse(text);
            assert!(address.is_some(), "{text}");
            for (settings, followed) in [(&listed, by_listed), (&none, by_none)] {
                for answer in [Answer::Redirect, Answer::Complete] {
                    let mut read = answer(address.clone());
                    let refused = settings.refuse_app(&mut read);
                    assert_eq!(read, answer(address.clone().filter(|_| followed)), "{text}");
                    let scheme = address.as_ref().unwrap().scheme().to_ascii_lowercase();
                    assert_eq!(refused, (!followed).then_some(scheme), "{text}");
                }
            }
        }
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
            ("vpp:app-schemes", "myapp:"),
            ("vpp:app-schemes", "my_app"),
            ("vpp:app-schemes", "myapp, otherapp"),
            ("vpp:app-schemes", "myapp javascript"),
            ("vpp:app-schemes", "JavaScript"),
            ("vpp:app-schemes", "data"),
            ("vpp:app-schemes", "ms-msdt"),
            ("vpp:leap-link", "http://www.addleap.com/Acme/pge/getting-started"),
            ("vpp:colour", "red"),
            ("vpp:leap-link", "https://onboarding.leap.energy.evil.example/Acme/ca/"),
            ("vpp:leap-link", "https://onboarding.leap.energy/Acme/ca/?refId=R-1"),
            ("vpp:leap-utilities", "pge"),
        ] {
            let error = read(&[("vpp:connect-url", "/connect"), (name, content)]).unwrap_err();
            assert!(error.starts_with(name), "{error}");
        }
        for (link, utilities) in [
            ("https://www.addleap.com/Acme/pge/getting-started", "pge unknown"),
            ("https://www.addleap.com/Acme/pge/getting-started", "pge,sce"),
            ("https://www.addleap.com/Acme/pge/getting-started", "cecony-utilityapi"),
            ("https://onboarding.leap.energy/Acme/ca", "pge cecony-utilityapi"),
            ("https://connect.leap.energy/?transmissionRegion=CAISO&account=Acme", "pge"),
        ] {
            let all = [("vpp:connect-url", "/connect"), ("vpp:leap-link", link), ("vpp:leap-utilities", utilities)];
            let error = read(&all).unwrap_err();
            assert!(error.starts_with("vpp:leap-utilities: expected "), "{error}");
        }
        assert!(read(&[]).unwrap_err().contains("connect-url"));
    }
}
