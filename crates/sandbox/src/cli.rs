//! The command line.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Parser, builder::NonEmptyStringValueParser};
use leap::name::OrgName;
use sandbox::{
    http::Setting,
    leap::organisations::{ConfirmationAddress, Organisation},
};

/// Serves the page together with a stand-in for Connect.
#[derive(Debug, Parser)]
#[command(name = "sandbox", args_override_self = true)]
pub(crate) struct Cli {
    /// The folder with the built page
    #[arg(long, value_name = "PATH", default_value = "dist/v1")]
    pub(crate) dist: PathBuf,
    /// The port; 0 picks a free one
    #[arg(long, value_name = "N", default_value_t = 8080)]
    pub(crate) port: u16,
    /// The address to listen on; the default is reachable from this machine only
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) host: String,
    /// Another Connect service for the page to use
    #[arg(long, value_name = "URL", value_parser = connect_url)]
    pub(crate) connect_url: Option<String>,
    /// Origins, separated by spaces, whose pages may show this one in a frame
    #[arg(long, value_name = "LIST", value_parser = origins)]
    pub(crate) allow_origins: Option<String>,
    /// The port of Leap's journey, 0 for any; the default is the next one, or any if that is taken
    #[arg(long, value_name = "N")]
    pub(crate) leap_port: Option<u16>,
    /// Where customers of an organisation return to from Leap: `Acme=https://portal.example/thanks`. Without an address, to a
    /// page of Leap's. Can be repeated
    #[arg(long, value_name = "ORG=URL", value_parser = confirmation)]
    pub(crate) confirmation: Vec<Organisation>,
    /// A setting of the page, such as `vpp:title=My programme`. In it, `{leap}` is the origin of Leap's journey. Can be repeated
    #[arg(long, value_name = "NAME=CONTENT", value_parser = setting)]
    pub(crate) setting: Vec<Setting>,
    /// Today, for the scenarios that do not fix it
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(crate) today: Option<NaiveDate>,
}

fn confirmation(value: &str) -> Result<Organisation, String> {
    let (name, address) =
        value.split_once('=').ok_or("not an organisation and an address, such as Acme=https://a.example")?;
    let name = OrgName::parse(name).map_err(|error| format!("the organisation: {error}"))?.to_string();
    let confirmation = match address {
        "" => None,
        address => Some(ConfirmationAddress::parse(address).ok_or("not an address such as https://a.example/thanks")?),
    };
    Ok(Organisation { name, confirmation })
}

fn setting(value: &str) -> Result<Setting, &'static str> {
    let (name, content) = value.split_once('=').ok_or("not a name and a content, such as vpp:title=Title")?;
    let key = name.strip_prefix("vpp:").unwrap_or_default();
    let is_name = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    if is_name {
        Ok(Setting { name: name.to_owned(), content: content.to_owned() })
    } else {
        Err("not a name such as vpp:title")
    }
}

fn date(value: &str) -> Result<NaiveDate, &'static str> {
    value.parse().map_err(|_| "not a date such as 2025-02-28")
}

/// The address goes into the page and into the security policy, so nothing but an address may pass.
fn connect_url(value: &str) -> Result<String, &'static str> {
    let wrong = "not an http or https address";
    let uri: axum::http::Uri = value.parse().map_err(|_| wrong)?;
    let known = matches!(uri.scheme_str(), Some("http" | "https"));
    let valid = known && uri.authority().is_some() && !value.contains([';', ',', ' ', '@']);
    if valid { Ok(value.to_owned()) } else { Err(wrong) }
}

/// The list goes into the page and into the security policy, so nothing but origins may pass.
fn origins(value: &str) -> Result<String, String> {
    if value.is_empty() {
        return Err("a list of origins is required".to_owned());
    }
    for origin in value.split_whitespace() {
        let rest = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
        if !rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(plain)) {
            return Err(format!("`{origin}` is not an origin such as https://portal.example"));
        }
    }
    Ok(value.split_whitespace().collect::<Vec<_>>().join(" "))
}
