//! The fields of every JSON and CSV are those of docs/leap.md.

use crate::api::{KEY, Manual, poll_arguments, url};
use crate::run::{Place, Run, input};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const DOCUMENT: &str = include_str!("../../../../docs/leap.md");

/// Members whose names come from Leap.
const OPEN: [&str; 1] = ["agreements"];

/// What the document says about a command: the fields of its JSON, and the columns of its CSV.
#[derive(Default)]
struct Documented {
    fields: Vec<String>,
    columns: Vec<String>,
}

fn codes(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn documented() -> BTreeMap<String, Documented> {
    let mut commands: BTreeMap<String, Documented> = BTreeMap::new();
    let fields = DOCUMENT.split("\n## Fields\n").nth(1).unwrap();
    for section in fields.split("\n### `leap ").skip(1) {
        let (name, text) = section.split_once("`\n").unwrap();
        let row = |line: &str| codes(line.split('|').nth(1)?).into_iter().next();
        let csv = text.split("\nCSV: ").nth(1).unwrap_or_default();
        let documented = Documented {
            fields: text.lines().filter(|line| line.starts_with("| `")).filter_map(row).collect(),
            columns: codes(csv.split("\n\n").next().unwrap()),
        };
        commands.insert(name.to_owned(), documented);
    }
    commands
}

/// The paths of all members, in order. `[]` stands for each element.
fn collect(value: &Value, path: &str, paths: &mut Vec<String>) {
    match value {
        Value::Object(members) if !OPEN.contains(&path) => {
            for (name, member) in members {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                collect(member, &path, paths);
            }
        }
        Value::Array(items) => {
            items.iter().for_each(|item| collect(item, &format!("{path}[]"), paths));
            if items.is_empty() {
                paths.push(format!("{path}[]"));
            }
        }
        _ => paths.push(path.to_owned()),
    }
}

/// The fields in some JSON, without those that are null only because the case has none of it.
fn fields(value: &Value) -> Vec<String> {
    let mut paths = Vec::new();
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, "", &mut paths)),
        other => collect(other, "", &mut paths),
    }
    // A list is named by its elements, and an object by its members, wherever there are any.
    let has_inner = |path: &String, paths: &[String]| {
        let is_inner = |other: &String| {
            other != path && (other.starts_with(&format!("{path}.")) || other.starts_with(&format!("{path}[]")))
        };
        paths.iter().any(is_inner)
    };
    let all = paths.clone();
    paths.retain(|path| !has_inner(path, &all));
    paths.sort();
    paths.dedup();
    paths
}

fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    names
}

#[test]
fn the_fields_are_those_of_the_document() {
    let (place, manual) = (Place::new(), Manual::start());
    let documented = documented();
    let url = url();
    let in_store = |arguments: &[&str]| {
        let run = place.command(&[arguments, &["--store", "s.db"]].concat()).env("LEAP_API_KEY", KEY).output();
        let run = Run::of(run.unwrap());
        assert!(run.code == Some(0), "{arguments:?}: {}", run.stderr);
        run.text()
    };
    let poll = poll_arguments("");
    let poll: Vec<&str> = poll.iter().map(String::as_str).collect();
    let link = ["link", "direct", "--org", "O", "--utility", "sdge", "--ref-id"];
    in_store(&[&link[..], &["wrong-password"]].concat());
    let polled = in_store(&[&poll[..], &["--format", "json"]].concat());
    let synced = in_store(&["meters", "sync", "--api-url", &url, "--format", "json"]);
    // The documented connection has all that a connection has, and its customer is due.
    let other = Place::new();
    other.ok(&[&link[..], &["Test1012", "--store", "s.db"]].concat());
    let child = other.start(
        &["poll", "--api-url", &manual.origin, "--path", "/x", "--store", "s.db", "--now", "2023-01-11T04:00:00Z"],
        KEY,
    );
    manual.next().1(&std::fs::read_to_string(input("documented.json")).unwrap());
    assert!(Run::of(child.wait_with_output().unwrap()).code == Some(0));
    let in_other =
        |arguments: &[&str]| other.ok(&[arguments, &["--store", "s.db", "--now", "2023-01-11T04:00:00Z"]].concat());
    let confirmation = ["confirmation", "thanks?refId=Test1012&authorizationId=1"];
    let check = ["link", "check", "https://onboarding.leap.energy/O/t/?refId=R-1"];
    let with = |format: &'static str| {
        let format = ["--format", format];
        BTreeMap::from([
            ("link", in_other(&[&link[..], &["R-2"], &format].concat())),
            ("link check", in_other(&[&check[..], &format].concat())),
            ("confirmation", in_other(&[&confirmation[..], &format].concat())),
            ("connections", in_other(&[&["connections"], &format[..]].concat())),
            ("next", in_other(&[&["next"], &format[..]].concat())),
            ("reengage", in_other(&[&["reengage"], &format[..]].concat())),
            ("meters", in_store(&[&["meters"], &format[..]].concat())),
            ("funnel", in_store(&[&["funnel"], &format[..]].concat())),
        ])
    };
    let mut json_texts = with("json");
    json_texts.extend([("poll", polled), ("meters sync", synced)]);
    // A check tells what was altered only if something was.
    let altered = "https://onboarding.leap.energy/O/t/?a=1&amp;refId=R-1";
    let altered = other.leap(&["link", "check", altered, "--format", "json"]).text();
    for (command, text) in json_texts {
        let read = |text: &str| -> Value { serde_json::from_str(text).unwrap() };
        let value = if command == "link check" { json!([read(&text), read(&altered)]) } else { read(&text) };
        assert_ne!(value, json!([]), "{command} has something to show");
        assert_eq!(fields(&value), sorted(documented[command].fields.clone()), "the JSON of leap {command}");
    }
    for (command, text) in with("csv") {
        let header: Vec<&str> = text.lines().next().unwrap().split(',').collect();
        assert_eq!(header, documented[command].columns, "the CSV of leap {command}");
    }
    let list = place.ok(&["links", "--from", &input("bom.csv"), "--to", "-", "--store", "s.db"]);
    assert_eq!(
        list.lines().next().unwrap().rsplit(',').next(),
        documented["links"].columns.first().map(String::as_str)
    );
}

#[test]
fn every_command_with_a_result_is_in_the_document() {
    let commands: Vec<String> = documented().into_keys().collect();
    let expected = [
        "confirmation",
        "connections",
        "funnel",
        "link",
        "link check",
        "links",
        "meters",
        "meters sync",
        "next",
        "poll",
        "reengage",
    ];
    assert_eq!(commands, expected);
}
