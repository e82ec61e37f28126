//! The steps of Leap's journey, and their outcomes.

use serde_json::Value;

use super::walk::{DIRECT, connect, entry, led_to, links, open};
use crate::client::{Response, Server};

#[tokio::test]
async fn a_direct_link_leads_through_the_utility_and_back_to_the_page() {
    let server = Server::start("journey-direct").await;
    let utility = open(&server, &format!("{DIRECT}?refId=R-1")).await;
    let opened = entry(&server, "R-1").await;
    assert_eq!(opened["connection_status"], "NOT_STARTED");
    assert_eq!(opened["utility_connections"], serde_json::json!([]));
    assert!(server.visit(&utility).await.text().contains("Log in at Pacific Gas &amp; Electric (PG&amp;E)"));

    let decision = led_to(&server.submit(&utility, "outcome=logged-in").await);
    assert_eq!(entry(&server, "R-1").await["connection_status"], "PARTIAL");
    assert_eq!(entry(&server, "R-1").await["utility_connections"][0]["status"], "NOT_CONNECTED");

    let back = led_to(&server.submit(&decision, "choice=agree").await);
    let done = entry(&server, "R-1").await;
    let connection = &done["utility_connections"][0];
    assert_eq!((&done["connection_status"], &connection["status"]), (&"COMPLETED".into(), &"CONNECTED".into()));
    let authorization = connection["authorization_uuid"].as_str().unwrap();
    assert_eq!(back, format!("http://{}/?authorizationId={authorization}&refId=R-1", server.address));
}

#[tokio::test]
async fn who_cancels_ends_on_a_page_without_a_way_back() {
    let server = Server::start("journey-cancel").await;
    for (reference, at_the_log_in) in [("at-log-in", true), ("at-decision", false)] {
        let utility = open(&server, &format!("{DIRECT}?refId={reference}")).await;
        let end = if at_the_log_in {
            led_to(&server.submit(&utility, "outcome=cancelled").await)
        } else {
            let decision = led_to(&server.submit(&utility, "outcome=logged-in").await);
            led_to(&server.submit(&decision, "choice=cancel").await)
        };
        let page = server.visit(&end).await;
        assert!(page.text().contains("You can close this page."), "{}", page.text());
        assert!(links(&page).iter().all(|link| link.starts_with('/')), "{:?}", links(&page));
        let entry = entry(&server, reference).await;
        assert_eq!(entry["connection_status"], "ERROR");
        assert_eq!(entry["utility_connections"][0]["error_code"], "USER_CANCELED");
    }
}

#[tokio::test]
async fn whatever_goes_wrong_has_its_code_and_can_be_tried_again() {
    let server = Server::start("journey-errors").await;
    for (outcome, code) in [
        ("wrong-login", "INVALID_CREDENTIALS"),
        ("second-factor", "MFA_FAILED"),
        ("locked", "ACCOUNT_LOCKED"),
        ("not-registered", "INCOMPLETE_REGISTRATION"),
        ("session", "SESSION_TIMEOUT"),
        ("outage", "UTILITY_UNAVAILABLE"),
    ] {
        let utility = open(&server, &format!("{DIRECT}?refId=try-{outcome}")).await;
        assert!(server.visit(&utility).await.text().contains(&format!("value=\"{outcome}\"")), "{outcome}");
        let end = led_to(&server.submit(&utility, &format!("outcome={outcome}")).await);
        let page = server.visit(&end).await;
        assert!(links(&page).contains(&utility), "{outcome}");
        let failed = entry(&server, &format!("try-{outcome}")).await;
        assert_eq!(failed["connection_status"], "ERROR", "{outcome}");
        assert_eq!(failed["utility_connections"][0]["error_code"], code, "{outcome}");
        assert!(connect(&server, &utility).await.contains(&format!("refId=try-{outcome}")), "{outcome}");
        let connected = entry(&server, &format!("try-{outcome}")).await;
        assert_eq!(connected["connection_status"], "COMPLETED", "{outcome}");
        assert_eq!(connected["utility_connections"][0].get("error_code"), None, "{outcome}");
    }
}

#[tokio::test]
async fn a_utility_is_chosen_only_if_the_link_names_none_or_several() {
    let server = Server::start("journey-choice").await;
    let one = open(&server, "/Acme/ca-utilities/?requestedUtilities=sdge&refId=one").await;
    assert!(one.ends_with("/utilities/sdge"), "{one}");
    let utilities = |page: &Response| -> Vec<String> {
        let of = |link: &String| link.split_once("/utilities/").map(|(_, id)| id.to_owned());
        links(page).iter().filter_map(of).collect()
    };
    for (link, all, is_hidden) in [
        ("/Acme/ca-utilities?refId=none", &["pge", "sce", "sdge"][..], false),
        ("/Acme/ny-utilities/", &["cecony-utilityapi", "oru-utilityapi", "psegli-utilityapi"], false),
        ("/Acme/ca/?requestedUtilities=sdge,pge&refId=two", &["sdge", "pge", "sce"], true),
        ("/Acme/ca/?requestedUtilities=pge,sce,sdge&refId=all", &["pge", "sce", "sdge"], false),
        (
            "/?transmissionRegion=NYISO&account=Acme&refId=ny",
            &["cecony-utilityapi", "oru-utilityapi", "psegli-utilityapi"],
            false,
        ),
        ("/?transmissionRegion=ERCOT&variant=RESIDENTIAL&account=Acme&refId=tx", &["test-utility"], false),
    ] {
        let page = server.visit(&open(&server, link).await).await;
        assert_eq!(utilities(&page), all, "{link}");
        let (shown, hidden) = page.text().split_once("Show all utilities").unwrap_or((page.text(), ""));
        assert_eq!(!hidden.is_empty(), is_hidden, "{link}");
        assert!(!is_hidden || !shown.contains("/utilities/sce"), "{link}");
    }
}

#[tokio::test]
async fn a_household_that_connects_another_utility_returns_and_stays_partial() {
    let server = Server::start("journey-elsewhere").await;
    let choice = open(&server, "/Acme/ca/?requestedUtilities=pge,sce&refId=elsewhere").await;
    let back = connect(&server, &format!("{choice}/utilities/sdge")).await;
    let entry = entry(&server, "elsewhere").await;
    assert_eq!(entry["connection_status"], "PARTIAL");
    let of = |field: &str| -> Vec<Value> {
        entry["utility_connections"].as_array().unwrap().iter().map(|one| one[field].clone()).collect()
    };
    assert_eq!(of("status"), ["NOT_CONNECTED", "NOT_CONNECTED", "CONNECTED"]);
    assert_eq!(of("utility_is_required"), [true, true, false]);
    assert!(back.contains(of("authorization_uuid")[2].as_str().unwrap()), "{back}");
}

#[tokio::test]
async fn a_business_connects_all_requested_utilities_and_signs() {
    let server = Server::start("journey-business").await;
    let choice = open(&server, "/Acme/ca-commercial/?requestedUtilities=pge,sce&refId=shop").await;
    assert!(server.visit(&choice).await.text().contains("Required"));
    assert_eq!(connect(&server, &format!("{choice}/utilities/pge")).await, choice);
    assert!(server.visit(&choice).await.text().contains("Connected"));
    let form = connect(&server, &format!("{choice}/utilities/sce")).await;
    let attestation = |entry: &Value| entry["agreements"]["prohibited_resource_attestation_status"].clone();
    let open_form = entry(&server, "shop").await;
    assert_eq!((open_form["connection_status"].clone(), attestation(&open_form)), ("PARTIAL".into(), "PENDING".into()));

    assert!(server.submit(&form, "choice=later").await.text().contains("sign later by the same link"));
    assert_eq!(open(&server, "/Acme/ca-commercial/?requestedUtilities=pge,sce&refId=shop").await, form);
    let back = led_to(&server.submit(&form, "choice=sign").await);
    assert!(back.contains("refId=shop"), "{back}");
    let signed = entry(&server, "shop").await;
    assert_eq!((signed["connection_status"].clone(), attestation(&signed)), ("COMPLETED".into(), "COMPLETED".into()));
}

#[tokio::test]
async fn a_link_for_agreements_only_leads_to_the_form() {
    let server = Server::start("journey-agreements").await;
    let link = "/?transmissionRegion=PJM&variant=RESIDENTIAL_AGREEMENTS_ONLY&account=Acme&refId=signer";
    let form = open(&server, link).await;
    assert!(server.visit(&form).await.text().contains("Demand Response Participation Agreement"));
    assert!(led_to(&server.submit(&form, "choice=sign").await).contains("refId=signer"));
    assert_eq!(entry(&server, "signer").await["connection_status"], "COMPLETED");
}
