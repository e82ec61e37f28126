//! `leap links`.

use crate::run::{Place, input};
use proptest::prelude::*;
use serde_json::Value;

/// The references in a result, and the rows that were refused and warned of.
struct Result {
    good: Vec<String>,
    bad: Vec<u64>,
    warned: Vec<u64>,
    code: Option<i32>,
    stderr: String,
}

fn import(place: &Place, from: &str, to: &str) -> Result {
    let run = place.leap(&["links", "--from", from, "--to", to, "--store", "s.db"]);
    let is_written = place.path(to).exists();
    let text = if is_written { place.read(to) } else { String::new() };
    let links = text.lines().skip(1).filter_map(|line| line.rsplit("refId=").next().map(str::to_owned));
    let row = |line: &str| line.split("row ").nth(1)?.split(':').next()?.parse().ok();
    let warning = run.stderr.lines().find(|line| line.contains("a spreadsheet would change")).unwrap_or_default();
    let warned =
        warning.split(" references in row").nth(1).unwrap_or_default().trim_start_matches(['s', ' ']).split(", ");
    Result {
        good: links.collect(),
        bad: run.stderr.lines().filter(|line| line.starts_with("error: ")).filter_map(row).collect(),
        warned: warned.filter_map(|part| part.split(' ').next()?.parse().ok()).collect(),
        code: run.code,
        stderr: run.stderr,
    }
}

#[test]
fn every_list_of_the_reports_is_read_as_expected() {
    let expected: Value = serde_json::from_str(include_str!("../it/inputs/expected.json")).unwrap();
    for (name, expected) in expected.as_object().unwrap() {
        let place = Place::new();
        let result = import(&place, &input(name), "links.csv");
        assert_eq!(serde_json::json!(result.good), expected["good"], "{name}: {}", result.stderr);
        assert_eq!(serde_json::json!(result.bad), expected["bad_rows"], "{name}: {}", result.stderr);
        assert_eq!(serde_json::json!(result.code), expected["exit"], "{name}: {}", result.stderr);
        if let Some(warned) = expected.get("warned_rows") {
            assert_eq!(&serde_json::json!(result.warned), warned, "{name}: {}", result.stderr);
        }
    }
}

#[test]
fn refusals_say_what_nobody_sees_and_what_was_looked_for() {
    let place = Place::new();
    let stderr = |name: &str| import(&place, &input(name), "links.csv").stderr;
    assert!(stderr("spaces.csv").contains("row 3: ref_id: U+00A0 at character 4"));
    assert!(stderr("damaged.csv").contains("row 2: ref_id: a spreadsheet has turned this into a number (or an error)"));
    assert!(stderr("doubled.csv").contains("row 4: d1 is in row 2 already"));
    assert!(stderr("open-quote.csv").contains("row 2: quote never closed"));
    for name in [input("no-header.csv"), place.write("empty.csv", "")] {
        let message = import(&place, &name, "links.csv").stderr;
        assert!(message.contains("the columns are ref_id, kind, org, title, base, utility, class"), "{message}");
    }
    let list = "ref_id,kind,utility,class,region,variant,time_zone,title,base\n\
                r-1,direct,pge,commercial,,,,,\nr-2,nonsense,,,,,,,\nr-3,connect,,,,,,,\nr-4,connect,pge oru-utilityapi,,,,,t,\n\
                r-5,connect-2025,,,ISONE,,,,\nr-6,connect-2025,,commercial,CAISO,,,,\nr-7,direct,pge,,,,America/Atlantis,,\n\
                r-8,,,,,,,,https://leap.example/\nr-9,direct,pge sce,,,,,,\n";
    let file = place.write("list.csv", list);
    let run = place.leap(&["links", "--from", &file, "--to", "-", "--org", "O", "--store", "s.db"]);
    assert_eq!(run.code, Some(1));
    for reason in [
        "row 2: the direct flow is for residential customers",
        "row 3: kind: \"nonsense\" is not direct, connect or connect-2025",
        "row 4: title is empty, and connect needs it; --title stands for empty cells",
        "row 5: the utilities are of CAISO and NYISO",
        "row 6: Leap Connect has no links for ISONE",
        "row 7: class: it is commercial, and the variant of the link is residential",
        "row 8: time_zone: \"America/Atlantis\" is not a time zone",
        "row 9: base: leap.example is not a host of Leap's",
        "row 10: utility: a direct link is for one utility",
    ] {
        assert!(run.stderr.contains(reason), "{reason}: {}", run.stderr);
    }
}

#[test]
fn other_columns_pass_through_and_options_stand_for_empty_cells() {
    let place = Place::new();
    let list = "Name;E-Mail;Ref_ID;Utility;Formula\n\"Müller; Anna\";a@x.example;r-1;;=1+1\nLi;l@x.example;-r2;oru-utilityapi;@x\n";
    let file = place.write("list.csv", list);
    let arguments =
        ["links", "--from", &file, "--to", "-", "--kind", "connect", "--org", "O", "--title", "t", "--utility", "pge"];
    let written = place.ok(&[&arguments[..], &["--store", "s.db"]].concat());
    let expected = "Name;E-Mail;Ref_ID;Utility;Formula;link\n\
        \"Müller; Anna\";a@x.example;r-1;;=1+1;https://onboarding.leap.energy/O/t/?requestedUtilities=pge&refId=r-1\n\
        Li;l@x.example;'-r2;oru-utilityapi;@x;https://onboarding.leap.energy/O/t/?requestedUtilities=oru-utilityapi&refId=-r2\n";
    assert_eq!(written, expected);
    let stored = std::fs::read(place.path("s.db")).unwrap();
    let has = |text: &str| stored.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(has("r-1") && !has("x.example") && !has("Anna"), "other columns are not stored");
}

#[test]
fn a_list_that_was_imported_before_changes_nothing_and_its_result_can_be_imported() {
    let place = Place::new();
    let first = import(&place, &input("warn.csv"), "links.csv");
    assert!(first.stderr.contains("7 new, 0 changed, 0 as before"), "{}", first.stderr);
    let again = import(&place, &input("warn.csv"), "again.csv");
    assert!(again.stderr.contains("nothing has changed: all 7 customers were in the store"), "{}", again.stderr);
    assert_eq!(place.read("links.csv"), place.read("again.csv"));
    let result = import(&place, place.path("links.csv").to_str().unwrap(), "third.csv");
    assert!(result.stderr.contains("nothing has changed"), "{}", result.stderr);
    assert_eq!(place.read("links.csv"), place.read("third.csv"), "the column of links is there once");
}

#[test]
fn the_list_appears_whole_or_not_at_all_and_only_with_its_customers() {
    let place = Place::new();
    let to = place.path("missing/links.csv");
    let refused =
        place.refused(&["links", "--from", &input("bom.csv"), "--to", to.to_str().unwrap(), "--store", "s.db"]);
    assert!(refused.contains("missing/links.csv: cannot be written"), "{refused}");
    assert_eq!(place.json(&["next", "--store", "s.db"]), serde_json::json!([]));
    import(&place, &input("bom.csv"), "links.csv");
    assert_eq!(place.names(), ["links.csv", "s.db"], "nothing is left beside them");
    let before = place.read("links.csv");
    let failed = import(&place, &input("open-quote.csv"), "links.csv");
    assert_eq!((failed.code, place.read("links.csv")), (Some(1), before));
}

#[test]
fn a_list_is_never_replaced_by_its_own_result() {
    let place = Place::new();
    let list = "ref_id,kind,org,utility\nr-1,direct,O,pge\nbad row,direct,O,pge\n";
    let from = place.write("list.csv", list);
    std::os::unix::fs::symlink("list.csv", place.path("link.csv")).unwrap();
    for to in ["list.csv", "./list.csv", "link.csv"] {
        let refused = place.refused(&["links", "--from", &from, "--to", to, "--store", "s.db"]);
        assert!(refused.contains("the result would replace the list"), "{refused}");
        assert_eq!(place.read("list.csv"), list, "the refused row is still there");
    }
    std::fs::create_dir(place.path("folder")).unwrap();
    let refused = place.refused(&["links", "--from", &input("bom.csv"), "--to", "folder", "--store", "s.db"]);
    assert!(refused.contains("folder: cannot be written: is a directory"), "{refused}");
    assert_eq!(place.json(&["next", "--store", "s.db"]), serde_json::json!([]), "nobody is stored");
}

#[test]
fn devices_are_written_to_links_to_files_stay_and_so_do_their_permissions() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let place = Place::new();
    let mode = |name: &str| std::fs::metadata(place.path(name)).unwrap().permissions().mode() & 0o777;
    let to = |to: &str| place.ok(&["links", "--from", &input("bom.csv"), "--to", to, "--store", "s.db"]);
    to("new.csv");
    assert_eq!(mode("new.csv"), 0o600, "it is about customers");
    place.write("shared.csv", "");
    std::fs::set_permissions(place.path("shared.csv"), std::fs::Permissions::from_mode(0o640)).unwrap();
    symlink("shared.csv", place.path("link.csv")).unwrap();
    to("link.csv");
    assert!(std::fs::symlink_metadata(place.path("link.csv")).unwrap().is_symlink());
    assert_eq!((place.read("shared.csv"), mode("shared.csv")), (place.read("new.csv"), 0o640));
    assert_eq!(to("/dev/stdout"), place.read("new.csv"));
    to("/dev/null");
    assert!(!std::fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn lists_come_from_standard_input_and_go_to_standard_output() {
    let place = Place::new();
    let run = place.leap_with_input(
        &["links", "--from", "-", "--to", "-"],
        b"sep=;\r\nref_id;kind;org;utility\r\nr-1;direct;O;pge\r\n",
    );
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(
        run.text(),
        "ref_id;kind;org;utility;link\nr-1;direct;O;pge;https://www.addleap.com/O/pge/getting-started?refId=r-1\n"
    );
}

proptest! {
    // Each case runs the program twice.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn export_and_import_are_inverse(
        references in proptest::collection::btree_set("[A-Za-z0-9._~-]{1,50}", 1..6),
        others in proptest::collection::vec("[ -~äß李\n\"';,\t]{0,12}", 6),
    ) {
        let place = Place::new();
        let rows = references.iter().zip(&others);
        let mut list = "ref_id,other\n".to_owned();
        for (reference, other) in rows {
            let quoted = other.replace('"', "\"\"");
            list += &format!("{}{reference},\"{quoted}\"\n", if reference.starts_with('-') { "'" } else { "" });
        }
        let file = place.write("list.csv", list);
        let options = ["--kind", "direct", "--org", "O", "--utility", "pge", "--store", "s.db"];
        place.ok(&[&["links", "--from", &file, "--to", "1.csv"], &options[..]].concat());
        place.ok(&[&["links", "--from", "1.csv", "--to", "2.csv"], &options[..]].concat());
        prop_assert_eq!(place.read("1.csv"), place.read("2.csv"));
        let stored = place.json(&["next", "--store", "s.db"]);
        let stored: std::collections::BTreeSet<String> =
            stored.as_array().unwrap().iter().map(|step| step["ref_id"].as_str().unwrap().to_owned()).collect();
        prop_assert_eq!(stored, references);
    }
}

#[test]
fn a_list_can_be_written_as_json_with_the_columns_of_the_csv() {
    let place = Place::new();
    let list =
        place.write("list.csv", "Email,ref_id,Email,note\na@b.example,'-a1,c@d.example,\"=1+1\r\n\u{9b}\"\nx,a b,,\n");
    let options = ["--kind", "direct", "--org", "O", "--utility", "pge", "--store", "s.db", "--format", "json"];
    let run = place.leap(&[&["links", "--from", &list, "--to", "-"], &options[..]].concat());
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("row 3: ref_id: U+0020 at character 2"), "{}", run.stderr);
    let text = run.text();
    assert!(!crate::run::has_control_characters(&text), "{text:?}");
    let expected = serde_json::json!([{
        "Email": "a@b.example", "ref_id": "-a1", "Email (2)": "c@d.example", "note": "=1+1\r\n\u{9b}",
        "link": "https://www.addleap.com/O/pge/getting-started?refId=-a1",
    }]);
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), expected);
    // The order is that of the list.
    let at = |name: &str| text.find(&format!("\"{name}\"")).unwrap();
    assert!(at("Email") < at("ref_id") && at("ref_id") < at("note") && at("note") < at("link"), "{text}");
    place.leap(&[&["links", "--from", &list, "--to", "links.json"], &options[..]].concat());
    assert_eq!(place.read("links.json"), text);
    let filled = place.write("filled.csv", "link,ref_id\nold,R-1\n");
    let again = place.ok(&[&["links", "--from", &filled, "--to", "-"], &options[..]].concat());
    let link = "https://www.addleap.com/O/pge/getting-started?refId=R-1";
    assert_eq!(serde_json::from_str::<Value>(&again).unwrap(), serde_json::json!([{ "link": link, "ref_id": "R-1" }]));
}
