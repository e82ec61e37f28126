//! Options, exit codes and help.

use crate::run::Place;

#[test]
fn options_may_follow_the_subcommand_or_come_before_it() {
    let place = Place::new();
    let link = ["link", "direct", "--org", "O", "--utility", "pge", "--ref-id", "R-1"];
    let after = place.ok(&[&link[..], &["--format", "csv"]].concat());
    let before = place.ok(&[&["--format", "csv"], &link[..]].concat());
    assert_eq!(after, before);
    let between = place.ok(&[&["link", "--format", "csv"], &link[1..]].concat());
    assert_eq!(after, between);
    let sync = ["--format", "csv", "sync", "--api-url", "https://leap.example"];
    assert!(place.refused(&[&["meters"], &sync[..]].concat()).contains("there is no API key"));
    assert_eq!(after, "ref_id,kind,link\nR-1,direct,https://www.addleap.com/O/pge/getting-started?refId=R-1\n");
}

#[test]
fn a_refused_value_ends_with_1_and_wrong_usage_with_2() {
    let place = Place::new();
    for refused in [
        &["link", "direct", "--org", "a b", "--utility", "pge"][..],
        &["link", "direct", "--org", "O", "--utility", "PGE"],
        &["link", "direct", "--org", "O", "--utility", "pge", "--class", "industrial"],
        &["link", "connect-2025", "--account", "O", "--region", "caiso"],
        &["next", "--input", "missing.json"],
        &["next", "--now", "yesterday"],
        &["next", "--format", "xml"],
        &["next", "--language", "ja"],
        &["hold", "--utility", "pge", "--until", "soon"],
        &["reengage", "--quiet", "21-8"],
        &["reengage", "--undo", "last"],
        &["opt-out", "a b"],
        &["completions", "tcsh"],
        &["poll", "--api-url", "http://leap.example", "--path", "/x"],
    ] {
        let message = place.refused(refused);
        assert!(message.starts_with("error: ") && !message.contains("invalid digit"), "{message}");
    }
    for usage in [
        &[][..],
        &["nonsense"],
        &["link"],
        &["link", "direct", "--org", "O"],
        &["link", "direct", "--org", "O", "--utility", "pge", "--ref-id"],
        &["forget"],
        &["next", "--nonsense"],
        &["poll"],
    ] {
        let run = place.leap(usage);
        assert_eq!((run.code, run.stdout.len()), (Some(2), 0), "{usage:?}: {}", run.stderr);
    }
    assert_eq!(place.names(), [""; 0], "nothing is stored by any of these");
}

#[test]
fn a_saved_answer_and_a_store_are_not_both_asked_for() {
    let place = Place::new();
    let file = crate::run::input("documented.json");
    place.ok(&["opt-out", "R-1", "--store", "s.db"]);
    let sources = ["--input", &file, "--store", "s.db"];
    for arguments in [
        [&["next"], &sources[..]].concat(),
        [&["connections"], &sources[..]].concat(),
        [&["confirmation", "thanks?refId=R-1"], &sources[..]].concat(),
        ["--store", "s.db", "next", "--input", &file].to_vec(),
        ["--store=s.db", "connections", "--input", &file, "--format", "json"].to_vec(),
    ] {
        let run = place.leap(&arguments);
        assert_eq!((run.code, run.stdout.len()), (Some(2), 0), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains("'--input <FILE>' cannot be used with '--store <FILE>'"), "{}", run.stderr);
    }
    for arguments in [["next", "--input", &file], ["next", "--store", "s.db"]] {
        place.ok(&arguments);
    }
}

#[test]
fn a_refused_value_is_named_without_the_characters_that_nobody_sees() {
    let place = Place::new();
    let refused =
        |reference| place.refused(&["link", "direct", "--org", "O", "--utility", "pge", "--ref-id", reference]);
    assert_eq!(refused("R1\r"), "error: --ref-id <REF_ID>: U+000D at character 3 is not allowed\n");
    assert_eq!(refused("abd\u{a0}"), "error: --ref-id <REF_ID>: U+00A0 at character 4 is not allowed\n");
    let message = place.leap(&["\u{1b}[31mred"]).stderr;
    assert!(!crate::run::has_control_characters(&message), "{message:?}");
}

#[test]
fn references_may_begin_with_a_hyphen() {
    let place = Place::new();
    let link = place.ok(&["link", "direct", "--org", "O", "--utility", "pge", "--ref-id", "-a1"]);
    assert_eq!(link, "https://www.addleap.com/O/pge/getting-started?refId=-a1\n");
    for reference in ["-a1", "-h1", "-v2", "-a"] {
        place.ok(&["forget", reference]);
        place.ok(&["opt-out", "--", reference]);
        place.ok(&["opt-out", reference, "--store", "other.db"]);
        assert_eq!(
            place.json(&["connections", "--ref-id", reference, "--input", &crate::run::input("times.json")]),
            serde_json::json!([])
        );
    }
    for help in [["forget", "--help"], ["forget", "-h"], ["opt-out", "--help"]] {
        assert!(place.ok(&help).contains("Usage: leap "), "{help:?}");
    }
}

#[test]
fn every_command_has_help_with_an_example() {
    let place = Place::new();
    for command in [
        &["link"][..],
        &["link", "direct"],
        &["link", "connect"],
        &["link", "connect-2025"],
        &["link", "check"],
        &["links"],
        &["confirmation"],
        &["poll"],
        &["connections"],
        &["next"],
        &["reengage"],
        &["hold"],
        &["opt-out"],
        &["forget"],
        &["meters"],
        &["meters", "sync"],
        &["funnel"],
        &["completions"],
    ] {
        let help = place.ok(&[command, &["--help"]].concat());
        let example = format!("leap {}", command.join(" "));
        assert!(help.contains("Example") && help.matches(&example).count() >= 2, "{help}");
    }
    assert!(place.ok(&["--help"]).contains("Exit codes: 0 done, 1 failed or a value refused, 2 wrong usage."));
    assert!(place.ok(&["--version"]).starts_with("leap "));
}

#[test]
fn shells_get_completions() {
    let place = Place::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert!(place.ok(&["completions", shell]).contains("opt-out"), "{shell}");
    }
}
