//! The addresses and forms of Leap's journey, as they come from anybody.

use super::walk::{DIRECT, connect, entries, entry, led_to, open};
use crate::client::Server;

#[tokio::test]
async fn a_reference_has_one_entry_in_a_region_however_often_its_link_is_opened() {
    let server = Server::start("journey-again").await;
    let utility = open(&server, &format!("{DIRECT}?refId=again")).await;
    connect(&server, &utility).await;
    assert_eq!(open(&server, &format!("{DIRECT}?utm_source=mail&ref-id=again")).await, utility);
    led_to(&server.submit(&utility, "outcome=cancelled").await);
    assert_eq!(entry(&server, "again").await["connection_status"], "COMPLETED");
    open(&server, "/Acme/ny/?refId=again").await;
    assert_eq!(entries(&server, "again").await.len(), 2);
}

#[tokio::test]
async fn an_address_that_is_no_link_gets_a_page_that_says_why() {
    let server = Server::start("journey-malformed").await;
    for (address, status, reason) in [
        ("/Acme/pge/getting-started?refId=a%20b", 400, "U+0020 at character 2 is not allowed"),
        ("/Acme/pge/getting-started?refId=a&refId=b", 400, "the parameter refId comes twice"),
        ("/Acme/pge/getting-started?x=1&amp;refId=b", 400, "escaped twice by a mail tool"),
        ("/acme/PGE/getting-started", 400, "no known utility has the id"),
        ("/Acme/cecony-utilityapi/getting-started", 400, "has no direct flow"),
        ("/Acme/x/y/z", 400, "the path is /Acme/x/y/z"),
        ("/Acme/ca/?requestedUtilities=pge,oru-utilityapi", 400, "a link is for one region"),
        ("/Acme/ca/?requestedutilities=pge&refid=R", 400, "written in lower case by a mail tool"),
        ("/?account=Acme", 400, "the parameter transmissionRegion is missing"),
        ("/?transmissionRegion=CAISO&variant=AGREEMENTS&account=Acme", 400, "has no variant"),
        ("/%3Cscript%3E/ca/", 400, "the organisation"),
        ("/Nobody/ca/?refId=R", 404, "Leap knows no organisation"),
        ("/sandbox/journeys/99", 404, "Open the link again"),
        ("/sandbox/journeys/99/utilities/pge", 404, "Open the link again"),
        ("/sandbox/journeys/99/form", 404, "Open the link again"),
    ] {
        let page = server.visit(address).await;
        assert_eq!((page.status, page.header("content-type")), (status, "text/html; charset=utf-8"), "{address}");
        assert!(page.text().contains(reason), "{address}: {}", page.text());
        assert!(!page.text().contains("<script"), "{address}");
    }
    assert!(entries(&server, "R").await.is_empty());
    assert_eq!(server.submit(DIRECT, "").await.status, 405);
    assert_eq!(server.visit("/").await.status, 200);
}

#[tokio::test]
async fn a_form_that_says_nothing_known_changes_nothing() {
    let server = Server::start("journey-forms").await;
    let utility = open(&server, &format!("{DIRECT}?refId=forms")).await;
    for fields in ["", "outcome=", "outcome=COMPLETED", "outcome=logged-in&outcome=cancelled", "choice=agree"] {
        let page = server.submit(&utility, fields).await;
        assert!(page.status == 200 && page.text().contains("Log in at"), "{fields}");
        let fields = fields.replace("agree", "AGREE");
        let page = server.submit(&format!("{utility}/authorize"), &fields).await;
        assert!(page.status == 200 && page.text().contains("Share your meter&#39;s data?"), "{fields}");
    }
    // There is no form to sign here, and nobody returns who has not connected.
    let form = format!("{}/form", utility.split("/utilities/").next().unwrap());
    assert_eq!(led_to(&server.visit(&form).await), utility);
    assert_eq!(led_to(&server.submit(&form, "choice=sign").await), utility);
    assert_eq!(led_to(&server.visit(&form.replace("form", "thanks")).await), utility);
    assert_eq!(server.submit(&utility.replace("pge", "sce"), "outcome=logged-in").await.status, 404);
    assert_eq!(server.submit("/sandbox/journeys/99/form", "choice=sign").await.status, 404);
    assert_eq!(entry(&server, "forms").await["connection_status"], "NOT_STARTED");
}

#[tokio::test]
async fn the_pages_have_no_script_and_a_strict_policy() {
    let server = Server::start("journey-policy").await;
    let utility = open(&server, DIRECT).await;
    for path in ["/", "/nowhere", &utility, "/sandbox/sandbox.css", "/sandbox/icon.svg"] {
        let page = server.visit(path).await;
        let policy = page.header("content-security-policy").to_owned();
        assert!(policy.starts_with("default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"), "{path}");
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("script-src"), "{path}");
        assert_eq!(page.header("referrer-policy"), "no-referrer", "{path}");
        assert!(!page.text().contains("<script"), "{path}");
    }
}
