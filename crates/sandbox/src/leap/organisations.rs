//! The partners' organisations, and the confirmation address that each has set up with Leap.

/// A partner's organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Leap's name for it.
    pub name: String,
    /// Where its customers return to; without an address, to Leap's own page.
    pub confirmation: Option<ConfirmationAddress>,
}

/// The organisations that the stand-in knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organisations(Vec<Organisation>);

/// An address to which customers return, without the parameters that Leap adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmationAddress(String);

/// The organisation whose customers return to the page itself.
pub const PAGE: &str = "Acme";

/// The organisation whose customers return to the portal of the examples.
pub const PORTAL: &str = "AcmePortal";

/// The organisation without a confirmation address.
pub const THANKS: &str = "AcmeThanks";

/// Where `examples/serve.mjs` shows a portal.
const PORTAL_ADDRESS: &str = "http://localhost:8000/";

impl Organisations {
    /// The three that are always there. Of the first, customers return to the page at this origin.
    pub fn of(origin: &str) -> Self {
        let one = |name: &str, address: Option<String>| Organisation {
            name: name.to_owned(),
            confirmation: address.and_then(|address| ConfirmationAddress::parse(&address)),
        };
        Self(vec![
            one(PAGE, Some(format!("{origin}/"))),
            one(PORTAL, Some(PORTAL_ADDRESS.to_owned())),
            one(THANKS, None),
        ])
    }

    /// The same with another organisation, which replaces one of the same name.
    #[must_use]
    pub fn with(mut self, organisation: Organisation) -> Self {
        self.0.retain(|one| one.name != organisation.name);
        self.0.push(organisation);
        self
    }

    /// The organisation with this name. The case matters.
    pub fn get(&self, name: &str) -> Option<&Organisation> {
        self.0.iter().find(|one| one.name == name)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Organisation> {
        self.0.iter()
    }
}

impl ConfirmationAddress {
    /// Parses an address of a page or an app, such as `https://portal.example/thanks?lang=en` or `myapp://thanks`.
    /// `None` for what cannot stand in a header or in a content security policy.
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
        let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"\"'<>;,\\`".contains(&byte);
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let is_host =
            !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
        let is_address = is_scheme && is_host && rest.bytes().all(is_plain);
        is_address.then(|| Self(text.to_owned()))
    }

    /// The address as it is set up.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address to which a customer returns: with what Leap adds, behind a query that is there already.
    pub fn with(&self, authorization: &str, reference: Option<&str>) -> String {
        let (before, fragment) = self.0.split_once('#').map_or((&*self.0, None), |(one, two)| (one, Some(two)));
        let joint = match before {
            _ if !before.contains('?') => "?",
            _ if before.ends_with(['?', '&']) => "",
            _ => "&",
        };
        let reference = reference.map_or_else(String::new, |reference| format!("&refId={reference}"));
        let fragment = fragment.map_or_else(String::new, |fragment| format!("#{fragment}"));
        format!("{before}{joint}authorizationId={authorization}{reference}{fragment}")
    }

    /// What a content security policy calls it: the origin of a page, the scheme of an app.
    pub fn source(&self) -> String {
        let (scheme, rest) = self.0.split_once("://").unwrap_or((&self.0, ""));
        if ["http", "https"].contains(&scheme) {
            format!("{scheme}://{}", rest.split(['/', '?', '#']).next().unwrap_or_default())
        } else {
            format!("{scheme}:")
        }
    }
}
