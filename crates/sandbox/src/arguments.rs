//! The command line.

use std::{ffi::OsString, path::PathBuf};

use chrono::NaiveDate;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
Serves the page together with a stand-in for Connect.

Usage: sandbox [OPTIONS]

  --dist PATH         The folder with the built page (default: dist/v1)
  --port N            The port; 0 takes any that is free (default: 8080)
  --host ADDRESS      The address to listen on (default: 127.0.0.1, this machine only)
  --connect-url URL   Another Connect service for the page to talk to
  --allow-origins LIST
                      Origins, with spaces between them, whose pages may show this one in a frame
  --today YYYY-MM-DD  The day to take for today, where a scenario does not say
  --help              Print this
";

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Print the help.
    Help,
    /// Start the server.
    Serve(Arguments),
}

/// How the server is started.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// The folder with the built page.
    pub(crate) dist: PathBuf,
    /// The port.
    pub(crate) port: u16,
    /// The address to listen on.
    pub(crate) host: String,
    /// Another Connect service for the page.
    pub(crate) connect_url: Option<String>,
    /// The origins that may show the page in a frame.
    pub(crate) allow_origins: Option<String>,
    /// The day to take for today.
    pub(crate) today: Option<NaiveDate>,
}

/// Reads the command line; the error is a sentence.
pub(crate) fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Command, String> {
    let mut parsed = Arguments {
        dist: PathBuf::from("dist/v1"),
        port: 8080,
        host: "127.0.0.1".to_owned(),
        connect_url: None,
        allow_origins: None,
        today: None,
    };
    let mut arguments = arguments;
    while let Some(argument) = arguments.next() {
        let flag = text(argument)?;
        let (flag, attached) = match flag.split_once('=') {
            Some((flag, value)) => (flag.to_owned(), Some(OsString::from(value))),
            None => (flag, None),
        };
        if flag == "--help" || flag == "-h" {
            return Ok(Command::Help);
        }
        if !["--dist", "--port", "--host", "--connect-url", "--allow-origins", "--today"].contains(&flag.as_str()) {
            return Err(format!("There is no option `{flag}`."));
        }
        let value = attached
            .or_else(|| arguments.next())
            .filter(|value| !value.is_empty())
            .ok_or_else(|| format!("`{flag}` needs a value."))?;
        match flag.as_str() {
            "--dist" => parsed.dist = PathBuf::from(value),
            "--port" => parsed.port = port(&text(value)?)?,
            "--host" => parsed.host = text(value)?,
            "--connect-url" => parsed.connect_url = Some(connect_url(text(value)?)?),
            "--allow-origins" => parsed.allow_origins = Some(origins(&text(value)?)?),
            _ => parsed.today = Some(today(&text(value)?)?),
        }
    }
    Ok(Command::Serve(parsed))
}

fn text(value: OsString) -> Result<String, String> {
    value.into_string().map_err(|value| format!("`{}` is not readable text.", value.display()))
}

fn port(value: &str) -> Result<u16, String> {
    value.parse().map_err(|_| format!("`--port {value}` is not a number from 0 to 65535."))
}

fn today(value: &str) -> Result<NaiveDate, String> {
    value.parse().map_err(|_| format!("`--today {value}` is not a date such as 2025-02-28."))
}

/// The page is told this address and the security policy allows it, so it must be one and nothing else.
fn connect_url(value: String) -> Result<String, String> {
    let wrong = || format!("`--connect-url {value}` is not an http or https address.");
    let uri: axum::http::Uri = value.parse().map_err(|_| wrong())?;
    let known = matches!(uri.scheme_str(), Some("http" | "https"));
    if known && uri.authority().is_some() && !value.contains([';', ',', ' ', '@']) { Ok(value) } else { Err(wrong()) }
}

/// The security policy and the page's setting both take this list, so it must be one and nothing else.
fn origins(value: &str) -> Result<String, String> {
    for origin in value.split_whitespace() {
        let rest = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
        if !rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(plain)) {
            return Err(format!("`{origin}` is not an origin such as https://portal.example."));
        }
    }
    Ok(value.split_whitespace().collect::<Vec<_>>().join(" "))
}
