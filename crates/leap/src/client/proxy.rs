//! Which proxy a request takes, by the variables that other programs obey too.

use super::endpoint::ApiUrl;
use std::error::Error;
use std::fmt;
use ureq::Proxy;

/// The variables that name a proxy for https, in the order in which they count.
const VARIABLES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

/// The variables that list hosts without a proxy.
const EXCEPTIONS: [&str; 2] = ["NO_PROXY", "no_proxy"];

/// The proxies of this machine.
///
/// ```
/// use leap::client::Proxies;
///
/// let proxies = Proxies::from_variables(|name| (name == "HTTPS_PROXY").then(|| "http://proxy.example:3128".to_owned()));
/// assert!(proxies.is_ok());
/// assert!(Proxies::from_variables(|_| Some("ftp://proxy.example".to_owned())).is_err());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Proxies {
    proxy: Option<Proxy>,
    /// Hosts without a proxy, in lower case.
    exceptions: Vec<String>,
}

impl Proxies {
    /// No proxy, whatever the variables say.
    pub fn none() -> Self {
        Self::default()
    }

    /// Reads the variables of this process.
    ///
    /// # Errors
    /// If one cannot be understood: it is not ignored, since the request would go around the proxy.
    pub fn from_environment() -> Result<Self, ProxyError> {
        Self::from_variables(|name| std::env::var(name).ok())
    }

    /// Reads the variables: `HTTPS_PROXY` or `ALL_PROXY`, and `NO_PROXY`, in capitals or not.
    ///
    /// # Errors
    /// If one cannot be understood.
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Self, ProxyError> {
        let set = |name: &&'static str| {
            let value = variable(name)?.trim().to_owned();
            (!value.is_empty()).then_some((*name, value))
        };
        let Some((name, value)) = VARIABLES.iter().find_map(set) else { return Ok(Self::none()) };
        let proxy = Proxy::new(&value).map_err(|_| ProxyError { variable: name })?;
        let exceptions = EXCEPTIONS.iter().find_map(set).map(|(_, value)| value.to_ascii_lowercase());
        let exceptions = exceptions.unwrap_or_default();
        let exceptions = exceptions.split(',').map(|host| host.trim().to_owned());
        Ok(Self { proxy: Some(proxy), exceptions: exceptions.filter(|host| !host.is_empty()).collect() })
    }

    /// The proxy for an address. One on this machine has none: the key would leave it, and without encryption.
    pub(super) fn of(&self, url: &ApiUrl) -> Option<Proxy> {
        let is_direct =
            url.is_loopback() || !url.is_https() || self.exceptions.iter().any(|rule| is_under(url.host(), rule));
        self.proxy.clone().filter(|_| !is_direct)
    }
}

/// Whether a rule of `NO_PROXY` means a host: `*` means each, a name itself and those under it.
fn is_under(host: &str, rule: &str) -> bool {
    let name = rule.trim_start_matches('*').trim_start_matches('.');
    let above = host.strip_suffix(name);
    rule == "*" || (!name.is_empty() && above.is_some_and(|above| above.is_empty() || above.ends_with('.')))
}

/// A variable that names no proxy. Its value may have a password and is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProxyError {
    variable: &'static str,
}

impl fmt::Display for ProxyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} is no address of a proxy, such as http://proxy.example:3128", self.variable)
    }
}

impl Error for ProxyError {}
