//! The command line.

use crate::project::{Failure, Result};

/// What `cargo xtask` without arguments prints.
pub(crate) const USAGE: &str = "\
Usage: cargo xtask <command>

  run    Set up what is missing, build the page for release and serve it with the sandbox.
           --port N           the port on 127.0.0.1 (8080; 0 takes any free one)
           --connect-url URL  let the page talk to another Connect service
           --allow-origins L  whose pages may show it in a frame: origins with spaces between them
  dev    The same with a quick build, again after every save. Takes the options of `run`.
  build  Build the page into dist/, ready to be deployed.
  test   Set up what is missing, then run every test there is.
           --only native      formatting, lints and the tests in Rust
           --only browser     the page in Chromium
           -- ARGUMENTS       with --only: passed on to `cargo test` or to Playwright
  help   Print this.";

/// One of the commands, with its options.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// Print the usage.
    Help,
    /// Build for release and serve.
    Run(Serving),
    /// Build quickly, serve, and build again after every save.
    Dev(Serving),
    /// Build for release.
    Build,
    /// Run the tests.
    Test(Selection),
}

/// Where the sandbox listens and whom the page talks to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Serving {
    /// The port on the loopback address; 0 takes any free one.
    pub(crate) port: u16,
    /// Another Connect service than the sandbox itself.
    pub(crate) connect_url: Option<String>,
    /// Whose pages may show this one in a frame; the sandbox checks what is said.
    pub(crate) allow_origins: Option<String>,
}

/// Which tests to run.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Selection {
    /// One part of the tests; everything when absent.
    pub(crate) only: Option<Part>,
    /// Arguments for the program that runs that part.
    pub(crate) passed_on: Vec<String>,
}

/// A part of the tests that can be run alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Formatting, lints and the tests in Rust.
    Native,
    /// The page in a real browser.
    Browser,
}

impl Selection {
    /// Whether this part is to be run.
    pub(crate) fn includes(&self, part: Part) -> bool {
        self.only.is_none_or(|only| only == part)
    }
}

/// Reads the arguments that follow `cargo xtask`.
pub(crate) fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Task> {
    let mut arguments = arguments.into_iter();
    let Some(command) = arguments.next() else {
        return Ok(Task::Help);
    };
    match command.as_str() {
        "help" | "--help" | "-h" => Ok(Task::Help),
        "run" => parse_serving(&command, arguments).map(Task::Run),
        "dev" => parse_serving(&command, arguments).map(Task::Dev),
        "build" => match arguments.next() {
            None => Ok(Task::Build),
            Some(argument) => Err(unknown(&argument, "build")),
        },
        "test" => parse_selection(arguments).map(Task::Test),
        other => Err(Failure::new(format!("there is no command `{other}`; `cargo xtask help` lists those there are."))),
    }
}

/// Reads the options of `run` and `dev`.
fn parse_serving(command: &str, mut arguments: impl Iterator<Item = String>) -> Result<Serving> {
    let mut serving = Serving { port: 8080, connect_url: None, allow_origins: None };
    while let Some(argument) = arguments.next() {
        let (name, attached) = split(&argument);
        match name {
            "--port" => {
                let text = value(name, attached, &mut arguments)?;
                serving.port = text
                    .parse()
                    .map_err(|_| Failure::new(format!("`--port` wants a number from 0 to 65535, not `{text}`.")))?;
            }
            "--connect-url" => {
                let text = value(name, attached, &mut arguments)?;
                if !text.starts_with("https://") && !text.starts_with("http://") {
                    return Err(Failure::new(format!(
                        "`--connect-url` wants an address that begins with https:// or http://, not `{text}`."
                    )));
                }
                serving.connect_url = Some(text);
            }
            "--allow-origins" => serving.allow_origins = Some(value(name, attached, &mut arguments)?),
            _ => return Err(unknown(&argument, command)),
        }
    }
    Ok(serving)
}

/// Reads the options of `test`.
fn parse_selection(mut arguments: impl Iterator<Item = String>) -> Result<Selection> {
    let mut selection = Selection::default();
    while let Some(argument) = arguments.next() {
        let (name, attached) = split(&argument);
        match name {
            "--only" => {
                let text = value(name, attached, &mut arguments)?;
                selection.only = match text.as_str() {
                    "native" => Some(Part::Native),
                    "browser" => Some(Part::Browser),
                    _ => {
                        return Err(Failure::new(format!("`--only` knows `native` and `browser`, not `{text}`.")));
                    }
                };
            }
            "--" => selection.passed_on = arguments.by_ref().collect(),
            _ => return Err(unknown(&argument, "test")),
        }
    }
    if selection.only.is_none() && !selection.passed_on.is_empty() {
        return Err(Failure::new(
            "arguments after `--` need `--only native` or `--only browser`, which says whom they are for.",
        ));
    }
    Ok(selection)
}

/// Splits `--name=value`; the value may also be the next argument.
fn split(argument: &str) -> (&str, Option<&str>) {
    match argument.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (argument, None),
    }
}

/// The value of an option, from either place.
fn value(name: &str, attached: Option<&str>, rest: &mut impl Iterator<Item = String>) -> Result<String> {
    attached
        .map(str::to_owned)
        .or_else(|| rest.next())
        .filter(|value| !value.is_empty())
        .ok_or_else(|| Failure::new(format!("`{name}` wants a value.")))
}

/// Refuses an argument rather than to ignore a mistyped one.
fn unknown(argument: &str, command: &str) -> Failure {
    Failure::new(format!("`{command}` does not know `{argument}`; `cargo xtask help` lists what it knows."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> std::result::Result<Task, String> {
        parse(line.split_whitespace().map(str::to_owned)).map_err(|failure| failure.to_string())
    }

    #[test]
    fn nothing_and_help_print_the_usage() {
        for line in ["", "help", "--help", "-h"] {
            assert_eq!(read(line), Ok(Task::Help));
        }
    }

    #[test]
    fn run_takes_its_options_in_both_spellings() {
        let expected =
            Serving { port: 9000, connect_url: Some("http://localhost:1/x?a=b".to_owned()), allow_origins: None };
        assert_eq!(read("run --port 9000 --connect-url http://localhost:1/x?a=b"), Ok(Task::Run(expected)));
        let expected =
            Serving { port: 0, connect_url: Some("https://connect.example/?a=b".to_owned()), allow_origins: None };
        assert_eq!(read("dev --port=0 --connect-url=https://connect.example/?a=b"), Ok(Task::Dev(expected)));
        let expected =
            Serving { port: 8080, connect_url: None, allow_origins: Some("https://portal.example".to_owned()) };
        assert_eq!(read("run --allow-origins https://portal.example"), Ok(Task::Run(expected)));
        let default = Serving { port: 8080, connect_url: None, allow_origins: None };
        assert_eq!(read("run"), Ok(Task::Run(default)));
    }

    #[test]
    fn tests_can_be_chosen() {
        assert_eq!(read("test"), Ok(Task::Test(Selection::default())));
        let expected = Selection { only: Some(Part::Browser), passed_on: vec!["-g".to_owned(), "--only".to_owned()] };
        assert_eq!(read("test --only browser -- -g --only"), Ok(Task::Test(expected)));
        assert!(Selection::default().includes(Part::Native));
        let native = Selection { only: Some(Part::Native), passed_on: Vec::new() };
        assert!(native.includes(Part::Native) && !native.includes(Part::Browser));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for (line, part) in [
            ("sing", "no command `sing`"),
            ("run --prot 1", "`run` does not know `--prot`"),
            ("dev --open", "`dev` does not know `--open`"),
            ("run --port", "wants a value"),
            ("run --port=", "wants a value"),
            ("run --port 70000", "`70000`"),
            ("run --port eighty", "`eighty`"),
            ("run --connect-url ftp://x", "`ftp://x`"),
            ("build --release", "`--release`"),
            ("test --only sometimes", "`sometimes`"),
            ("test --fast", "`--fast`"),
            ("test -- --nocapture", "need `--only"),
        ] {
            let refusal = read(line).expect_err(line);
            assert!(refusal.contains(part), "{line}: {refusal}");
        }
    }
}
