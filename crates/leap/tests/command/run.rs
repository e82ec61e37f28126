//! Runs the command in a folder of its own, with an environment that says nothing.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::{fs, io::Write as _};
use tempfile::TempDir;

/// The program under test.
pub const LEAP: &str = env!("CARGO_BIN_EXE_leap");

/// A folder in which the command runs. It is also the home.
pub struct Place {
    folder: TempDir,
}

/// What a run gave.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub stdout: Vec<u8>,
    pub stderr: String,
}

impl Place {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file.
    pub fn write(&self, name: &str, contents: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::write(&path, contents).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names of the files in the folder.
    pub fn names(&self) -> Vec<String> {
        let names = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> = names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The command with these arguments.
    pub fn command(&self, arguments: &[&str]) -> Command {
        self.with_environment(Command::new(LEAP), arguments)
    }

    /// Another program, in the same folder and environment.
    pub fn with_environment(&self, mut command: Command, arguments: &[&str]) -> Command {
        command.env_clear().env("HOME", self.folder.path()).env("TZ", "UTC").current_dir(self.folder.path());
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs the command to its end.
    pub fn leap(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).output().unwrap())
    }

    /// Runs the command, which has to succeed, and gives its standard output.
    pub fn ok(&self, arguments: &[&str]) -> String {
        let run = self.leap(arguments);
        assert_eq!(run.code, Some(0), "{arguments:?}: {}", run.stderr);
        run.text()
    }

    /// Runs the command, which has to succeed, and reads its standard output as JSON.
    pub fn json(&self, arguments: &[&str]) -> serde_json::Value {
        let text = self.ok(&[arguments, &["--format", "json"]].concat());
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    /// Runs the command, which has to end with code 1 and nothing on standard output, and gives the message.
    pub fn refused(&self, arguments: &[&str]) -> String {
        let run = self.leap(arguments);
        assert_eq!((run.code, run.stdout.len()), (Some(1), 0), "{arguments:?}: {}", run.stderr);
        run.stderr
    }

    /// Runs the command with this standard input.
    pub fn leap_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Run::of(child.wait_with_output().unwrap())
    }

    pub fn start(&self, arguments: &[&str], key: &str) -> Child {
        self.command(arguments).env("LEAP_API_KEY", key).spawn().unwrap()
    }
}

impl Run {
    pub fn of(output: Output) -> Self {
        let stderr = String::from_utf8(output.stderr).unwrap();
        Self { code: output.status.code(), stdout: output.stdout, stderr }
    }

    pub fn text(self) -> String {
        String::from_utf8(self.stdout).unwrap()
    }
}

/// A file among the inputs of the reports.
pub fn input(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/inputs").join(name);
    path.to_str().unwrap().to_owned()
}

/// Whether a text has characters that command a terminal, but for ends of lines.
pub fn has_control_characters(text: &str) -> bool {
    text.chars().any(|character| character.is_control() && character != '\n')
}
