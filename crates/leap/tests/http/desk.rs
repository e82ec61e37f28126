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

    pub fn poll(&self, key: &str, more: &[&str]) -> Done {
        let url = format!("{}/leap", self.origin);
        self.run(key, &[&["poll", "--api-url", &url, "--path", CONNECTIONS_PATH][..], more].concat())
    }

    /// The references of the store's connections.
    pub fn references(&self) -> Vec<String> {
        let run = self.run("", &["connections", "--format", "json"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        let entries: Vec<Value> = serde_json::from_str(&run.out).unwrap();
        entries.iter().map(|entry| entry["ref_id"].as_str().unwrap().to_owned()).collect()
    }
}

pub fn done(output: Output) -> Done {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Done { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}
