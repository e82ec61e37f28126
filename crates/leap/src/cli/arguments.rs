//! Turns the words of the command line into [`Arguments`], and refused ones into messages and exit codes.

use super::args::Arguments;
use super::output;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, FromArgMatches};
use leap::text::visible;
use std::error::Error;
use std::ffi::OsString;
use std::process::ExitCode;

/// The exit code for wrong usage.
const USAGE: u8 = 2;

/// Commands with a reference that is no option. It may begin with a hyphen.
const WITH_REFERENCE: [&str; 2] = ["forget", "opt-out"];

/// Reads the arguments. What is asked for instead of a command, such as help, is printed here.
pub(crate) fn read(words: impl IntoIterator<Item = OsString>) -> Result<Arguments, ExitCode> {
    let words = with_references_last(words.into_iter().collect());
    let matches = Arguments::command().try_get_matches_from(words);
    let arguments = matches.and_then(|matches| Arguments::from_arg_matches(&matches)).and_then(with_one_source);
    arguments.map_err(|error| explain(&error))
}

/// Refuses a saved answer beside a store: one of both would not be read. A conflict that clap knows of is not found where the
/// store stands before the command.
fn with_one_source(arguments: Arguments) -> Result<Arguments, clap::Error> {
    if arguments.command.input().is_some() && arguments.options.store.is_some() {
        let message = "the argument '--input <FILE>' cannot be used with '--store <FILE>'";
        return Err(Arguments::command().error(ErrorKind::ArgumentConflict, message));
    }
    Ok(arguments)
}

/// Puts references that begin with a hyphen, such as `-h1`, behind `--`, where they cannot be taken for options.
fn with_references_last(words: Vec<OsString>) -> Vec<OsString> {
    let is_command = |word: &OsString| WITH_REFERENCE.iter().any(|name| word == *name);
    let Some(start) = words.iter().position(is_command) else { return words };
    let end = words.iter().position(|word| word == "--").unwrap_or(words.len());
    let (mut kept, mut references, mut is_value) = (Vec::new(), Vec::new(), false);
    for (at, word) in words.iter().enumerate() {
        let text = word.to_string_lossy();
        let is_short_option = text.strip_prefix('-').is_some_and(|rest| rest == "h" || rest.bytes().all(|b| b == b'v'));
        let is_reference = text.starts_with('-') && !text.starts_with("--") && !is_short_option;
        if start < at && at < end && is_reference && !is_value {
            references.push(word.clone());
        } else {
            kept.push(word.clone());
        }
        // An option's value follows it, or stands behind its equals sign.
        is_value = text.starts_with("--")
            && text.len() > 2
            && !text.contains('=')
            && !["--help", "--verbose"].contains(&text.as_ref());
    }
    if !references.is_empty() {
        if end == words.len() {
            kept.push("--".into());
        }
        kept.append(&mut references);
    }
    kept
}

/// Prints why the arguments are not read, and gives the exit code.
fn explain(error: &clap::Error) -> ExitCode {
    let rendered = error.render().to_string();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => match output::print(&rendered) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
        ErrorKind::ValueValidation | ErrorKind::InvalidValue if !is_missing(error) => {
            let reason = error.source().map_or_else(|| unexpected(error), ToString::to_string);
            output::error(&format!("{}: {}", context(error, ContextKind::InvalidArg), visible(&reason)));
            ExitCode::FAILURE
        }
        _ => {
            // The words of the caller may stand in it.
            let lines: Vec<String> = rendered.lines().map(visible).collect();
            output::note(&lines.join("\n"));
            ExitCode::from(USAGE)
        }
    }
}

/// Whether an option has no value at all, which is wrong usage, and no refused value.
fn is_missing(error: &clap::Error) -> bool {
    error.kind() == ErrorKind::InvalidValue && context(error, ContextKind::InvalidValue).is_empty()
}

fn unexpected(error: &clap::Error) -> String {
    let allowed = context(error, ContextKind::ValidValue);
    format!("\"{}\" is not one of {allowed}", context(error, ContextKind::InvalidValue))
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    }
}
