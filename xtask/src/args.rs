//! The command line.

mod bench;
mod release;

use std::ffi::OsString;

use anyhow::{Result, bail, ensure};
use lexopt::{Arg, Parser, ValueExt};

pub(crate) use bench::BenchOptions;
pub(crate) use release::{RELEASE_USAGE, ReleaseOptions};

/// What `cargo xtask` prints without arguments.
pub(crate) const USAGE: &str = "\
Usage: cargo xtask <command> [options]

  run            Build the page for release and serve it together with the sandbox.
                   --port N             port on 127.0.0.1 (8080; 0 picks a free one)
                   --connect-url URL    talk to this Connect service instead of the sandbox
                   --allow-origins L    origins, separated by spaces, that may show the page in a frame
  dev            Like `run`, with a quick build that is repeated after every save. Same options.
  build          Build the page into dist/, ready to deploy.
                   --without-rust-src   build without the standard library's source, into dist-without-rust-src/
  test           Run all tests.
                   --ci                 also build the page without rust-src and test that build
  test native    Run formatting, lints, the Rust tests and the Node tests.
  test chromium  Run the tests of the page in Chromium.
  test browsers  Run the main journey in Firefox and WebKitGTK.
  test package   Pack the npm package, and test it in fresh apps of its users' frameworks.
                   -- ARGUMENTS         pass these on to `cargo test`, Playwright or tests/engines/run.mjs
  bench          Measure the page in Chromium, in turn with a React page of the same route (bench/README.md).
                   --against DIST       also measure another build, such as ../before/dist/v1
                   --loads N            loads of each page (15)
                   --clicks N           changes of the period on each page (40)
                   --profile NAME       only `slow4g` or `desktop`
  release        Put what a release consists of into target/release-VERSION/; `release --help` says what that is.
                   --check              also build it again and compare, and serve it beside the release before
  soak           Use the page for long, and fail if memory, nodes or listeners grow.
  help           Print this.

Every command first installs what it needs and does not find.";

/// A command with its options.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// Print the usage.
    Help,
    /// Build for release and serve.
    Run(ServeOptions),
    /// Build quickly, serve, and rebuild after every save.
    Dev(ServeOptions),
    /// Build for release.
    Build {
        /// Build with the standard library that rustup installs, into a folder of its own.
        without_rust_src: bool,
    },
    /// Run tests.
    Test(Selection),
    /// Measure the page.
    Bench(BenchOptions),
    /// Use the page for long.
    Soak,
    /// Make a release, or print how.
    Release(Option<ReleaseOptions>),
}

/// Where the sandbox listens and which service the page talks to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ServeOptions {
    /// The port on the loopback address; 0 picks a free one.
    pub(crate) port: u16,
    /// A Connect service other than the sandbox.
    pub(crate) connect_url: Option<String>,
    /// Origins that may show the page in a frame; the sandbox validates them.
    pub(crate) allow_origins: Option<String>,
}

/// Which tests to run.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Selection {
    /// One suite; all of them when absent.
    pub(crate) suite: Option<Suite>,
    /// Whether to build and test the page without rust-src as well.
    pub(crate) ci: bool,
    /// Arguments for the program that runs the suite.
    pub(crate) passed_on: Vec<OsString>,
}

/// Tests that run together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Suite {
    /// Formatting, lints, Rust tests and Node tests.
    Native,
    /// The page in Chromium.
    Chromium,
    /// The main journey in Firefox and WebKitGTK.
    Browsers,
    /// The npm package.
    Package,
}

impl Selection {
    /// Whether this suite is to be run.
    pub(crate) fn includes(&self, suite: Suite) -> bool {
        self.suite.is_none_or(|only| only == suite)
    }
}

/// Parses the arguments that follow `cargo xtask`.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Task> {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    // lexopt does not tell arguments before `--` from those behind it.
    let passed_on = arguments.iter().position(|argument| argument == "--").map(|index| {
        let passed_on = arguments.split_off(index + 1);
        arguments.pop();
        passed_on
    });
    let mut parser = Parser::from_args(arguments);
    let command = match parser.next()? {
        None | Some(Arg::Long("help") | Arg::Short('h')) => return Ok(Task::Help),
        Some(Arg::Value(name)) => name.string()?,
        Some(argument) => return Err(argument.unexpected().into()),
    };
    ensure!(passed_on.is_none() || command == "test", "arguments after `--` go with `cargo xtask test <suite>`.");
    match command.as_str() {
        "help" => Ok(Task::Help),
        "run" => serve_options(&mut parser).map(Task::Run),
        "dev" => serve_options(&mut parser).map(Task::Dev),
        "build" => build_options(&mut parser),
        "release" => ReleaseOptions::parse(&mut parser).map(Task::Release),
        "bench" => BenchOptions::parse(&mut parser).map(Task::Bench),
        "soak" => match parser.next()? {
            None => Ok(Task::Soak),
            Some(argument) => Err(argument.unexpected().into()),
        },
        "test" => selection(&mut parser, passed_on.unwrap_or_default()).map(Task::Test),
        other => bail!("unknown command `{other}`; see `cargo xtask help`."),
    }
}

fn serve_options(parser: &mut Parser) -> Result<ServeOptions> {
    let mut options = ServeOptions { port: 8080, connect_url: None, allow_origins: None };
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("port") => options.port = parser.value()?.parse()?,
            Arg::Long("connect-url") => {
                let url = value(parser, "--connect-url")?;
                ensure!(
                    url.starts_with("https://") || url.starts_with("http://"),
                    "`--connect-url` must start with https:// or http://, and `{url}` does not."
                );
                options.connect_url = Some(url);
            }
            Arg::Long("allow-origins") => options.allow_origins = Some(value(parser, "--allow-origins")?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

fn build_options(parser: &mut Parser) -> Result<Task> {
    let mut without_rust_src = false;
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("without-rust-src") => without_rust_src = true,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Task::Build { without_rust_src })
}

fn selection(parser: &mut Parser, passed_on: Vec<OsString>) -> Result<Selection> {
    let mut selection = Selection { passed_on, ..Selection::default() };
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("ci") => selection.ci = true,
            Arg::Value(name) if selection.suite.is_none() => selection.suite = Some(suite(&name.string()?)?),
            other => return Err(other.unexpected().into()),
        }
    }
    ensure!(!selection.ci || selection.suite.is_none(), "`--ci` runs all tests; leave out the name of a suite.");
    ensure!(
        selection.passed_on.is_empty() || selection.suite.is_some(),
        "arguments after `--` need a suite, such as `cargo xtask test chromium -- --grep picker`."
    );
    Ok(selection)
}

fn suite(name: &str) -> Result<Suite> {
    match name {
        "native" => Ok(Suite::Native),
        "chromium" => Ok(Suite::Chromium),
        "browsers" => Ok(Suite::Browsers),
        "package" => Ok(Suite::Package),
        _ => bail!("unknown suite `{name}`; there are `native`, `chromium`, `browsers` and `package`."),
    }
}

/// The value of an option, which must not be empty.
fn value(parser: &mut Parser, option: &str) -> Result<String> {
    let value = parser.value()?.string()?;
    ensure!(!value.is_empty(), "`{option}` needs a value.");
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Task, String> {
        parse(line.split_whitespace().map(OsString::from)).map_err(|error| error.to_string())
    }

    fn serve(port: u16, connect_url: Option<&str>, allow_origins: Option<&str>) -> ServeOptions {
        ServeOptions {
            port,
            connect_url: connect_url.map(str::to_owned),
            allow_origins: allow_origins.map(str::to_owned),
        }
    }

    #[test]
    fn no_command_prints_the_usage() {
        for line in ["", "help", "--help", "-h"] {
            assert_eq!(parsed(line), Ok(Task::Help));
        }
    }

    #[test]
    fn run_and_dev_take_a_port_a_connect_url_and_origins() {
        let url = "http://localhost:1/x?a=b";
        assert_eq!(parsed("run"), Ok(Task::Run(serve(8080, None, None))));
        assert_eq!(
            parsed(&format!("run --port 9000 --connect-url {url}")),
            Ok(Task::Run(serve(9000, Some(url), None)))
        );
        assert_eq!(parsed(&format!("dev --port=0 --connect-url={url}")), Ok(Task::Dev(serve(0, Some(url), None))));
        let origin = "https://portal.example";
        assert_eq!(parsed(&format!("run --allow-origins {origin}")), Ok(Task::Run(serve(8080, None, Some(origin)))));
    }

    #[test]
    fn build_can_do_without_rust_src() {
        assert_eq!(parsed("build"), Ok(Task::Build { without_rust_src: false }));
        assert_eq!(parsed("build --without-rust-src"), Ok(Task::Build { without_rust_src: true }));
    }

    #[test]
    fn test_runs_everything_unless_a_suite_is_named() {
        assert_eq!(parsed("test"), Ok(Task::Test(Selection::default())));
        assert_eq!(parsed("test --ci"), Ok(Task::Test(Selection { ci: true, ..Selection::default() })));
        let suites = [Suite::Native, Suite::Chromium, Suite::Browsers, Suite::Package];
        assert!(suites.into_iter().all(|suite| Selection::default().includes(suite)));
        for (name, suite) in ["native", "chromium", "browsers", "package"].into_iter().zip(suites) {
            let selection = Selection { suite: Some(suite), ..Selection::default() };
            assert!(suites.into_iter().all(|other| selection.includes(other) == (other == suite)));
            assert_eq!(parsed(&format!("test {name}")), Ok(Task::Test(selection)));
        }
    }

    #[test]
    fn arguments_after_two_dashes_are_passed_on_unread() {
        let passed_on = ["--grep", "native", "--", "--ci"].map(OsString::from).to_vec();
        let expected = Selection { suite: Some(Suite::Chromium), ci: false, passed_on };
        assert_eq!(parsed("test chromium -- --grep native -- --ci"), Ok(Task::Test(expected)));
    }

    #[test]
    fn a_mistyped_argument_is_refused_by_name() {
        for (line, part) in [
            ("sing", "unknown command `sing`"),
            ("--sing", "'--sing'"),
            ("run --prot 1", "'--prot'"),
            ("run now", "\"now\""),
            ("dev --open", "'--open'"),
            ("run --port", "'--port'"),
            ("run --port=", "\"\""),
            ("run --port 70000", "\"70000\""),
            ("run --connect-url=", "`--connect-url` needs a value"),
            ("run --connect-url ftp://x", "`ftp://x`"),
            ("run -- x", "go with"),
            ("build --release", "'--release'"),
            ("bench --fast", "'--fast'"),
            ("soak now", "\"now\""),
            ("test sometimes", "unknown suite `sometimes`"),
            ("test native chromium", "\"chromium\""),
            ("test --fast", "'--fast'"),
            ("test native --ci", "`--ci` runs all tests"),
            ("test -- --nocapture", "need a suite"),
        ] {
            let refusal = parsed(line).expect_err(line);
            assert!(refusal.contains(part), "{line}: {refusal}");
        }
    }
}
