//! Where customers return to from Leap's journey, and what the programme makes of them then.

use sandbox::leap::{
    CONNECTIONS_PATH, METERS_PATH,
    keys::GOOD_KEY,
    organisations::{ConfirmationAddress, Organisation},
};

use super::walk::{DIRECT, connect, entry, led_to, open};
use crate::client::{Server, body};

#[tokio::test]
async fn each_organisation_has_its_way_back() {
    let address = |text: &str| Some(ConfirmationAddress::parse(text).unwrap());
    let organisation = |name: &str, confirmation| Organisation { name: name.to_owned(), confirmation };
    let own = [
        organisation("Queried", address("https://portal.example/thanks?lang=en#done")),
        organisation("App", address("myapp://thanks")),
        organisation("AcmePortal", address("https://other.example/")),
    ];
    let server = Server::start_for("journey-organisations", &own).await;
    for (organisation, expected) in [
        ("Queried", "https://portal.example/thanks?lang=en&authorizationId=ID&refId=R#done"),
        ("App", "myapp://thanks?authorizationId=ID&refId=R"),
        ("AcmePortal", "https://other.example/?authorizationId=ID&refId=R"),
        ("AcmeThanks", "/sandbox/journeys/3/thanks"),
    ] {
        let utility = open(&server, &format!("/{organisation}/pge/getting-started?refId={organisation}")).await;
        let entered = entry(&server, organisation).await;
        let back = connect(&server, &utility).await;
        let id = entry(&server, organisation).await["utility_connections"][0]["authorization_uuid"].clone();
        let expected = expected.replace("ID", id.as_str().unwrap()).replace("=R", &format!("=R{organisation}"));
        assert_eq!(back.replace(&format!("refId={organisation}"), &format!("refId=R{organisation}")), expected);
        assert_eq!(entered["ref_id"], organisation);
    }
    let policy = server.visit("/sandbox/journeys/0").await.header("content-security-policy").to_owned();
    assert!(
        policy.contains(&format!(
            "form-action 'self' http://{} https://portal.example myapp: https://other.example;",
            server.address
        )),
        "{policy}"
    );
    assert!(server.visit("/sandbox/journeys/3/thanks").await.text().contains("Thank you"));
}

#[tokio::test]
async fn a_link_without_a_reference_works_and_leaves_no_data() {
    let server = Server::start("journey-nobody").await;
    let before = server
        .send(
            "GET",
            &format!("/leap{CONNECTIONS_PATH}?page-size=500"),
            &format!("Authorization: Bearer {GOOD_KEY}\r\n"),
            b"",
        )
        .await;
    let utility = open(&server, DIRECT).await;
    let back = connect(&server, &utility).await;
    assert!(back.contains("?authorizationId=") && !back.contains("refId"), "{back}");
    let after = server
        .send(
            "GET",
            &format!("/leap{CONNECTIONS_PATH}?page-size=500"),
            &format!("Authorization: Bearer {GOOD_KEY}\r\n"),
            b"",
        )
        .await;
    assert_eq!(after.json(), before.json());
    // Another one without a reference is another customer.
    assert_ne!(open(&server, DIRECT).await, utility);
}

/// What Connect says of a customer's participation.
async fn state(server: &Server, token: &str) -> String {
    let page = server.post(&body(token, "session_start", Some("VPP"))).await;
    page.json()["programme"]["participation_state"].as_str().unwrap().to_owned()
}

async fn pass_a_day(server: &Server, fields: &str) -> u16 {
    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    server.send("POST", "/sandbox/leap/day", form, fields.as_bytes()).await.status
}

#[tokio::test]
async fn a_customer_enrols_once_connected_and_is_active_a_day_later() {
    let server = Server::start("journey-state").await;
    for (scenario, before) in
        [("joining", "NOT_ENROLLED"), ("joining_failed", "FAILED"), ("joining_again", "UNENROLLED")]
    {
        let token = format!("cot_sandbox-{scenario}--{scenario}-1");
        let reference = format!("ref-{scenario}-1");
        assert_eq!(state(&server, &token).await, before);
        let utility = open(&server, &format!("{DIRECT}?refId={reference}")).await;
        led_to(&server.submit(&utility, "outcome=wrong-login").await);
        assert_eq!(state(&server, &token).await, before);
        connect(&server, &utility).await;
        assert_eq!(state(&server, &token).await, "ENROLLING");
        assert_eq!(state(&server, &token).await, "ENROLLING");
        assert_eq!(pass_a_day(&server, &format!("ref_id={reference}")).await, 303);
        assert_eq!(state(&server, &token).await, "ACTIVE");
        assert_eq!(state(&server, &format!("cot_sandbox-{scenario}--another")).await, before);
    }
    assert_eq!(pass_a_day(&server, "ref_id=nobody").await, 404);
    assert_eq!(pass_a_day(&server, "").await, 303);
}

#[tokio::test]
async fn a_meter_appears_when_a_day_has_passed() {
    let server = Server::start("journey-meter").await;
    let meters = async || {
        let headers = format!("Authorization: Bearer {GOOD_KEY}\r\nContent-Type: application/json\r\n");
        let found = server
            .send("POST", &format!("/leap{METERS_PATH}"), &headers, b"{\"connection_reference_ids\":[\"metered\"]}")
            .await;
        found.json()["meters"].as_array().unwrap().len()
    };
    let utility = open(&server, &format!("{DIRECT}?refId=metered")).await;
    connect(&server, &utility).await;
    assert_eq!(meters().await, 0);
    pass_a_day(&server, "").await;
    assert_eq!(meters().await, 1);
}

#[tokio::test]
async fn the_list_has_every_journey_and_lets_a_day_pass() {
    let server = Server::start("journey-list").await;
    let utility = open(&server, &format!("{DIRECT}?refId=listed")).await;
    led_to(&server.submit(&utility, "outcome=outage").await);
    let page = server.get("/sandbox/leap").await;
    for text in [
        "<code>listed</code><p>ERROR of Acme; Pacific Gas &amp; Electric (PG&amp;E): UTILITY_UNAVAILABLE",
        &format!("href=\"http://{}/\"", server.journey),
        "action=\"/sandbox/leap/day\"",
        "name=\"ref_id\" value=\"listed\"",
    ] {
        assert!(page.text().contains(text), "{text}: {}", page.text());
    }
    assert!(page.header("content-security-policy").contains("form-action 'self'"));
}

#[tokio::test]
async fn settings_are_put_into_the_page() {
    let link = ("vpp:leap-link", "http://localhost:1/Acme/ca/");
    let server = Server::start_set("journey-settings", &[link, ("vpp:leap-utilities", "pge sce")]).await;
    for path in ["/", "/v1/"] {
        let page = server.get(path).await;
        assert!(
            page.text().contains("<meta name=\"vpp:leap-link\" content=\"http://localhost:1/Acme/ca/\">"),
            "{path}"
        );
        assert!(page.text().contains("<meta name=\"vpp:leap-utilities\" content=\"pge sce\">"), "{path}");
    }
    assert!(!Server::start("journey-unset").await.get("/").await.text().contains("vpp:leap"));
}
