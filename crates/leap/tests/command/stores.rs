//! Where the store is, and what it can be.

use crate::run::{LEAP, Place, Run, input};
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

fn mode(place: &Place, name: &str) -> u32 {
    fs::metadata(place.path(name)).unwrap().permissions().mode() & 0o777
}

#[test]
fn the_store_is_in_the_users_data_folder_and_nobody_elses_business() {
    let place = Place::new();
    place.ok(&["opt-out", "R-1"]);
    let file = ".local/share/leap/leap.db";
    assert_eq!((mode(&place, file), mode(&place, ".local/share/leap")), (0o600, 0o700));
    fs::set_permissions(place.path(file), fs::Permissions::from_mode(0o644)).unwrap();
    place.ok(&["opt-out", "R-2"]);
    assert_eq!(mode(&place, file), 0o600, "one that was copied here is made private");
}

#[test]
fn a_folder_is_no_store() {
    let place = Place::new();
    fs::create_dir(place.path("folder")).unwrap();
    for command in [&["next"][..], &["opt-out", "R-1"]] {
        let message = place.refused(&[command, &["--store", "folder"]].concat());
        assert!(message.ends_with("cannot be made: is a directory\n"), "{message}");
    }
}

#[test]
fn without_a_home_a_store_has_to_be_named() {
    let place = Place::new();
    for home in [None, Some(""), Some("/"), Some("/nonexistent")] {
        let mut command = place.command(&["opt-out", "R-1"]);
        match home {
            None => command.env_remove("HOME"),
            Some(home) => command.env("HOME", home),
        };
        let run = Run::of(command.output().unwrap());
        assert_eq!(run.code, Some(1), "{home:?}");
        assert!(run.stderr.contains("name its file by --store FILE"), "{home:?}: {}", run.stderr);
    }
    assert!(!std::path::Path::new("/.local").exists() && place.names().is_empty());
}

#[test]
fn a_store_that_is_not_there_is_not_made_by_reading() {
    let place = Place::new();
    for command in ["connections", "next", "funnel", "meters", "reengage"] {
        assert!(place.refused(&[command, "--store", "none.db"]).contains("there is no store "), "{command}");
    }
    assert_eq!(place.names(), [""; 0]);
}

/// A user and a group who own nothing.
const NOBODY: u32 = 65534;

/// A folder that its owner has made read-only, with a program that another user can run there.
struct ReadOnly<'a> {
    place: &'a Place,
    folder: PathBuf,
}

impl<'a> ReadOnly<'a> {
    fn new(place: &'a Place, files: &[&str]) -> Self {
        let folder = place.path("read-only");
        fs::create_dir(&folder).unwrap();
        let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        fs::copy(LEAP, folder.join("leap")).unwrap();
        set(&folder.join("leap"), 0o755);
        for file in files {
            fs::copy(place.path(file), folder.join(file)).unwrap();
            set(&folder.join(file), 0o444);
        }
        set(&place.path(""), 0o755);
        set(&folder, 0o555);
        Self { place, folder }
    }

    /// Runs the command as a user who may not write here. Root may write anywhere, so it becomes nobody.
    fn as_nobody(&self, arguments: &[&str]) -> Run {
        let program = Command::new(self.folder.join("leap"));
        let mut command = self.place.with_environment(program, &[arguments, &["--store", "s.db"]].concat());
        if fs::metadata(&self.folder).unwrap().uid() == 0 {
            command.uid(NOBODY).gid(NOBODY);
        }
        Run::of(command.env("LEAP_API_KEY", "x").current_dir(&self.folder).output().unwrap())
    }
}

impl Drop for ReadOnly<'_> {
    fn drop(&mut self) {
        // So that the folder can be removed.
        let _ = fs::set_permissions(&self.folder, fs::Permissions::from_mode(0o755));
    }
}

#[test]
fn a_store_that_cannot_be_written_can_still_be_read() {
    let place = Place::new();
    place.ok(&["links", "--from", &input("semicolons.csv"), "--to", "links.csv", "--store", "s.db"]);
    let folder = ReadOnly::new(&place, &["s.db", "links.csv"]);
    for command in ["connections", "next", "funnel", "meters", "reengage"] {
        let run = folder.as_nobody(&[command, "--format", "json"]);
        assert_eq!(run.code, Some(0), "{command}: {}", run.stderr);
    }
    for arguments in [
        &["poll", "--api-url", "http://127.0.0.1:9", "--path", "/x"][..],
        &["links", "--from", "links.csv", "--to", "-"],
        &["reengage", "--mark-sent"],
        &["opt-out", "S1"],
        &["forget", "S1"],
    ] {
        let run = folder.as_nobody(arguments);
        assert_eq!((run.code, run.stdout.len()), (Some(1), 0), "{arguments:?}");
        assert!(run.stderr.contains("s.db is read-only"), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn what_a_killed_program_left_is_undone_by_the_next_that_may_write() {
    let place = Place::new();
    place.ok(&["opt-out", "R-1", "--store", "s.db"]);
    let connection = rusqlite::Connection::open(place.path("s.db")).unwrap();
    // Pages that do not fit the cache are written before the transaction ends.
    connection.execute_batch("PRAGMA cache_size = 2; BEGIN IMMEDIATE").unwrap();
    for number in 0..20_000 {
        connection.execute("INSERT INTO opt_out VALUES (?1, 1)", [format!("half-{number}")]).unwrap();
    }
    let folder = ReadOnly::new(&place, &["s.db", "s.db-journal"]);
    let run = folder.as_nobody(&["next"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("another leap was killed while it wrote"), "{}", run.stderr);
    for (from, to) in [("read-only/s.db", "copy.db"), ("read-only/s.db-journal", "copy.db-journal")] {
        place.write(to, fs::read(place.path(from)).unwrap());
    }
    place.ok(&["opt-out", "R-2", "--store", "copy.db"]);
    let copy = rusqlite::Connection::open(place.path("copy.db")).unwrap();
    let count: i64 = copy.query_row("SELECT count(*) FROM opt_out", [], |row| row.get(0)).unwrap();
    assert_eq!(count, 2);
}

#[test]
fn what_is_no_store_is_left_as_it_is() {
    let place = Place::new();
    let text = place.write("text.db", "This is a text, and no database. ".repeat(100));
    let other = place.path("other.db");
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE x (y); PRAGMA user_version = 1").unwrap();
    for path in [text.as_str(), other.to_str().unwrap()] {
        let before = fs::read(path).unwrap();
        for command in [&["opt-out", "R-1"][..], &["next"]] {
            let message = place.refused(&[command, &["--store", path]].concat());
            assert!(message.contains("is not a store of leap"), "{message}");
        }
        assert_eq!(fs::read(path).unwrap(), before);
    }
}

#[test]
fn a_store_of_a_newer_program_is_refused_unchanged() {
    let place = Place::new();
    place.ok(&["opt-out", "R-1", "--store", "s.db"]);
    let connection = rusqlite::Connection::open(place.path("s.db")).unwrap();
    connection
        .execute_batch("PRAGMA user_version = 99; UPDATE property SET value = '7.8.9' WHERE name = 'made_by'")
        .unwrap();
    drop(connection);
    let before = fs::read(place.path("s.db")).unwrap();
    for command in [&["opt-out", "R-1"][..], &["next"]] {
        let message = place.refused(&[command, &["--store", "s.db"]].concat());
        assert!(message.contains("made by a newer leap (version 7.8.9)"), "{message}");
    }
    assert_eq!(fs::read(place.path("s.db")).unwrap(), before);
}

#[test]
fn a_store_that_another_program_locks_is_in_use_and_not_damaged() {
    let place = Place::new();
    place.ok(&["opt-out", "R-1", "--store", "s.db"]);
    let connection = rusqlite::Connection::open(place.path("s.db")).unwrap();
    connection.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let message = place.refused(&["opt-out", "R-2", "--store", "s.db"]);
    assert_eq!(message, "error: the store is in use by another leap\n");
    connection.execute_batch("COMMIT").unwrap();
    place.ok(&["opt-out", "R-2", "--store", "s.db"]);
}

#[test]
fn many_programs_make_and_write_one_store_at_once() {
    let place = Place::new();
    let references: Vec<String> = (0..8).map(|number| format!("R-{number}")).collect();
    let start = |reference: &String| place.command(&["opt-out", reference, "--store", "s.db"]).spawn().unwrap();
    let children: Vec<_> = references.iter().map(start).collect();
    for child in children {
        let run = Run::of(child.wait_with_output().unwrap());
        assert_eq!(run.code, Some(0), "{}", run.stderr);
    }
    let connection = rusqlite::Connection::open(place.path("s.db")).unwrap();
    let count: i64 = connection.query_row("SELECT count(*) FROM opt_out", [], |row| row.get(0)).unwrap();
    assert_eq!(count, 8);
}
