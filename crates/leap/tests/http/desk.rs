//! The command at a desk: a folder with a store, and an API.

use crate::sandbox::start;
use chrono::Utc;
use sandbox::leap::CONNECTIONS_PATH;
use serde_json::Value;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A folder with a store, and the API that is asked.
pub struct Desk {
    pub folder: TempDir,
    pub origin: String,
}

/// What a command did.
#[derive(Debug)]
pub struct Done {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Desk {
    /// With a sandbox of its own.
    pub fn new() -> Self {
        Self::with(start(Utc::now()))
    }

    pub fn with(origin: String) -> Self {
        Self { folder: TempDir::new().unwrap(), origin }
    }

    pub fn store(&self) -> PathBuf {
        self.folder.path().join("leap.db")
    }

    pub fn command(&self, key: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_leap"));
        let variables = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"];
        for name in variables {
            command.env_remove(name);
        }
        command.args(arguments).arg("--store").arg(self.store());
        command.env("LEAP_API_KEY", key).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub fn run(&self, key: &str, arguments: &[&str]) -> Done {
        done(self.command(key, arguments).output().unwrap())
    }

    pub fn poll_command(&self, key: &str, query: &str, more: &[&str]) -> Command {
        let (url, path) = (format!("{}/leap", self.origin), format!("{CONNECTIONS_PATH}?{query}"));
        let arguments = [&["poll", "--api-url", &url, "--path", &path][..], more].concat();
        self.command(key, &arguments)
    }

    pub fn poll(&self, key: &str, more: &[&str]) -> Done {
        done(self.poll_command(key, "", more).output().unwrap())
    }

    /// A list that the command prints as JSON.
    pub fn list(&self, arguments: &[&str]) -> Vec<Value> {
        let run = self.run("", &[arguments, &["--format", "json"]].concat());
        assert_eq!(run.code, Some(0), "{run:?}");
        serde_json::from_str(&run.out).unwrap()
    }

    /// Makes a link for each reference.
    pub fn make_links(&self, references: &[&str]) {
        let file = |name: &str| self.folder.path().join(name).to_str().unwrap().to_owned();
        let (from, to) = (file("customers.csv"), file("links.csv"));
        std::fs::write(&from, format!("ref_id\n{}\n", references.join("\n"))).unwrap();
        let flow = ["--kind", "connect", "--org", "Acme", "--title", "homes", "--class", "residential"];
        let run = self.run("", &[&["links", "--from", &from, "--to", &to][..], &flow].concat());
        assert_eq!(run.code, Some(0), "{run:?}");
    }

    pub fn references(&self) -> Vec<String> {
        self.list(&["connections"]).iter().map(|entry| entry["ref_id"].as_str().unwrap().to_owned()).collect()
    }
}

pub fn done(output: Output) -> Done {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Done { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}
