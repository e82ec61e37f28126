//! Walks through Leap's journey over real connections.

use sandbox::leap::{CONNECTIONS_PATH, keys::GOOD_KEY};
use serde_json::Value;

use crate::client::{Response, Server};

pub(super) const DIRECT: &str = "/Acme/pge/getting-started";

/// The page to which a step leads.
pub(super) fn led_to(response: &Response) -> String {
    assert_eq!(response.status, 303, "{}", response.text());
    response.header("location").to_owned()
}

/// Opens a link and gives the first page.
pub(super) async fn open(server: &Server, link: &str) -> String {
    led_to(&server.visit(link).await)
}

/// Logs in and agrees at the utility whose page this is, and gives what follows.
pub(super) async fn connect(server: &Server, utility: &str) -> String {
    assert_eq!(server.visit(utility).await.status, 200);
    let decision = led_to(&server.submit(utility, "outcome=logged-in").await);
    assert_eq!(server.visit(&decision).await.status, 200);
    led_to(&server.submit(&decision, "choice=agree").await)
}

/// The entries of a reference in the Connect API.
pub(super) async fn entries(server: &Server, reference: &str) -> Vec<Value> {
    let path = format!("/leap{CONNECTIONS_PATH}?ref-id={reference}");
    let page = server.send("GET", &path, &format!("Authorization: Bearer {GOOD_KEY}\r\n"), b"").await;
    page.json()["connections"].as_array().unwrap().clone()
}

pub(super) async fn entry(server: &Server, reference: &str) -> Value {
    let entries = entries(server, reference).await;
    assert_eq!(entries.len(), 1, "{entries:?}");
    entries[0].clone()
}

/// The links on a page.
pub(super) fn links(page: &Response) -> Vec<String> {
    page.text().split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}
