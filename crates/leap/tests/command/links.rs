//! `leap link`.

use crate::run::Place;
use serde_json::json;

#[test]
fn each_kind_of_link_is_one_address() {
    let place = Place::new();
    for (arguments, expected) in [
        (
            &["direct", "--org", "O", "--utility", "sdge", "--ref-id", "R-1"][..],
            "https://www.addleap.com/O/sdge/getting-started?refId=R-1",
        ),
        (
            &["direct", "--org", "O", "--utility", "staging-test-utility-caiso"],
            "https://staging.addleap.com/O/staging-test-utility-caiso/getting-started",
        ),
        (
            &["connect", "--org", "O", "--title", "ca", "--utility", "pge", "--utility", "sce", "--ref-id", "R~1"],
            "https://onboarding.leap.energy/O/ca/?requestedUtilities=pge,sce&refId=R~1",
        ),
        (
            &["connect", "--base", "https://onboarding.leap.energy/O/ca?requestedUtilities=pge", "--ref-id", "R-1"],
            "https://onboarding.leap.energy/O/ca/?requestedUtilities=pge&refId=R-1",
        ),
        (
            &["connect", "--base", "http://127.0.0.1:8080/O/ca/", "--ref-id", "R-1"],
            "http://127.0.0.1:8080/O/ca/?refId=R-1",
        ),
        (
            &["connect-2025", "--account", "O", "--region", "ERCOT", "--variant", "COMMERCIAL", "--ref-id", "R-1"],
            "https://connect.leap.energy?transmissionRegion=ERCOT&variant=COMMERCIAL&account=O&refId=R-1",
        ),
    ] {
        assert_eq!(place.ok(&[&["link"], arguments].concat()), format!("{expected}\n"), "{arguments:?}");
    }
}

#[test]
fn links_that_leap_would_not_take_are_refused_with_the_reason() {
    let place = Place::new();
    for (arguments, reason) in [
        (&["direct", "--org", "O", "--utility", "pge", "--class", "commercial"][..], "so they need Leap Connect"),
        (&["direct", "--org", "O", "--utility", "cecony-utilityapi"], "has no direct flow"),
        (
            &["connect", "--org", "O", "--title", "t", "--utility", "pge", "--utility", "oru-utilityapi"],
            "CAISO and NYISO",
        ),
        (&["connect", "--base", "https://www.addleap.com/O/pge/getting-started"], "not that of a flow of Leap Connect"),
        (&["connect", "--base", "https://onboarding.leap.energy/O/t/?refId=R-1"], "a reference of its own, R-1"),
        (&["connect-2025", "--account", "O", "--region", "ISONE"], "Leap Connect has no links for ISONE"),
        (
            &["connect-2025", "--account", "O", "--region", "CAISO", "--class", "commercial"],
            "the variant of the link is residential",
        ),
    ] {
        let message = place.refused(&[&["link"], arguments].concat());
        assert!(message.contains(reason), "{message}");
    }
}

#[test]
fn a_link_without_a_reference_is_made_with_a_warning() {
    let run = Place::new().leap(&["link", "direct", "--org", "O", "--utility", "pge"]);
    assert_eq!(run.code, Some(0));
    assert!(run.stderr.starts_with("warning: the link has no reference"), "{}", run.stderr);
}

#[test]
fn a_link_is_stored_only_if_a_store_is_named() {
    let place = Place::new();
    let link = ["link", "direct", "--org", "O", "--utility", "pge", "--ref-id", "R-1", "--class", "residential"];
    place.ok(&link);
    assert_eq!(place.names(), [""; 0]);
    place.ok(&[&link[..], &["--store", "s.db", "--language", "es"]].concat());
    let next = place.json(&["next", "--store", "s.db"]);
    assert_eq!((&next[0]["ref_id"], &next[0]["action"]), (&json!("R-1"), &json!("wait")));
    assert!(next[0]["reason"].as_str().unwrap().starts_with("not_polled: "));
}

#[test]
fn an_address_is_checked() {
    let place = Place::new();
    let checked = place.json(&[
        "link",
        "check",
        "HTTPS://WWW.ADDLEAP.COM/O/pge/getting-started?refId=R1&fbclid=IwAR1&utm_source=x",
    ]);
    assert_eq!(
        checked,
        json!({
            "kind": "direct", "ref_id": "R1", "organisation": "O", "title": null, "utilities": ["pge"], "region": "CAISO",
            "variant": null, "class": null, "other_parameters": ["fbclid=IwAR1", "utm_source=x"],
            "warnings": ["the reference has fewer than 3 characters, which other services of Leap's refuse"],
            "altered": null,
        })
    );
    for older in ["https://onboarding.leap.energy/O/t?refId=R1", "https://onboarding.leap.energy/O/t/?ref-id=R1"] {
        let checked = place.json(&["link", "check", older]);
        assert_eq!((&checked["kind"], &checked["ref_id"]), (&json!("connect"), &json!("R1")));
    }
    assert_eq!(place.json(&["link", "check", "https://www.addleap.com/o/pge/getting-started"])["organisation"], "o");
}

#[test]
fn what_a_mail_tool_did_to_an_address_is_named_with_what_it_should_be() {
    let place = Place::new();
    let escaped =
        place.refused(&["link", "check", "https://onboarding.leap.energy/O/t/?requestedUtilities=pge&amp;refId=R1"]);
    assert_eq!(
        escaped,
        "error: escaped twice by a mail tool (&amp; for &); it should be https://onboarding.leap.energy/O/t/?requestedUtilities=pge&refId=R1\n"
    );
    let inner = "https%3A%2F%2Fwww.addleap.com%2FO%2Fpge%2Fgetting-started%3FrefId%3DR1";
    let wrapped = format!("https://nam01.safelinks.protection.outlook.com/?url={inner}&data=x");
    let message = place.refused(&["link", "check", &wrapped]);
    assert!(
        message.contains("wrapped by a mail filter") && message.ends_with("/O/pge/getting-started?refId=R1\n"),
        "{message}"
    );
    assert!(
        place
            .refused(&["link", "check", "https://www.addleap.com/o/PGE/getting-started"])
            .contains("no known utility has the id \"PGE\"")
    );
}

#[test]
fn an_altered_address_has_a_json_and_a_csv_too() {
    let place = Place::new();
    let inner = "https%3A%2F%2Fwww.addleap.com%2FO%2Fpge%2Fgetting-started%3FrefId%3DR1";
    let wrapped = format!("https://nam01.safelinks.protection.outlook.com/?url={inner}&amp;data=x");
    for (address, by, restored) in [
        (wrapped.as_str(), json!(["wrapped"]), "https://www.addleap.com/O/pge/getting-started?refId=R1"),
        (
            "https://onboarding.leap.energy/O/t/?requestedUtilities=pge&amp;refId=R1",
            json!(["escaped_twice"]),
            "https://onboarding.leap.energy/O/t/?requestedUtilities=pge&refId=R1",
        ),
        (
            "https://onboarding.leap.energy/o/t/?requestedutilities=pge&amp;refid=r1",
            json!(["escaped_twice", "lower_cased"]),
            "https://onboarding.leap.energy/o/t/?requestedUtilities=pge&refId=r1",
        ),
    ] {
        let in_format = |format: &str| place.leap(&["link", "check", address, "--format", format]);
        let (json, csv, table) = (in_format("json"), in_format("csv"), in_format("table"));
        assert_eq!((json.code, csv.code, table.code, table.stdout.len()), (Some(1), Some(1), Some(1), 0));
        assert_eq!((&json.stderr, &csv.stderr), (&table.stderr, &table.stderr));
        let checked: serde_json::Value = serde_json::from_str(&json.text()).unwrap();
        assert_eq!(checked["altered"], json!({ "by": by, "url": restored }), "{address}");
        assert_eq!((&checked["kind"], &checked["organisation"]), (&json!(null), &json!(null)), "nothing is repaired");
        let names = by.as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect::<Vec<_>>().join(" ");
        let csv = csv.text();
        assert!(csv.lines().nth(1).unwrap().ends_with(&format!(",{names},{restored}")), "{csv}");
    }
    assert_eq!(place.json(&["link", "check", "https://www.addleap.com/O/pge/getting-started"])["altered"], json!(null));
    // An address that is no link at all has nothing to tell.
    assert!(
        place
            .refused(&["link", "check", "https://leap.example/", "--format", "json"])
            .contains("is not a host of Leap's")
    );
}
