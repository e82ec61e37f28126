//! Leap's API over real connections.

use sandbox::leap::{
    CONNECTIONS_PATH, METERS_PATH,
    customers::customers,
    keys::{GOOD_KEY, TROUBLES},
};

use super::encoded;
use crate::client::{Response, Server};

async fn get(server: &Server, key: &str, query: &str) -> Response {
    let path = format!("/leap{CONNECTIONS_PATH}?{query}");
    server.send("GET", &path, &format!("Authorization: Bearer {key}\r\n"), b"").await
}

#[tokio::test]
async fn the_api_is_below_leap() {
    let server = Server::start("leap").await;
    let page = get(&server, GOOD_KEY, "").await;
    assert_eq!((page.status, page.header("content-type")), (200, "application/json"));
    assert_eq!(page.json()["connections"].as_array().unwrap().len(), 10);
    let second =
        get(&server, GOOD_KEY, &format!("page-token={}", encoded(page.json()["nextPageToken"].as_str().unwrap())))
            .await;
    assert_eq!(second.status, 200);
    assert_eq!(server.get(&format!("/leap{CONNECTIONS_PATH}")).await.status, 401);
    assert_eq!(get(&server, "sandbox:busy", "").await.header("retry-after"), "1");
    assert_eq!(get(&server, "sandbox:redirect", "").await.header("location"), "/leap/elsewhere");
    let headers = format!("Authorization: Bearer {GOOD_KEY}\r\nContent-Type: application/json\r\n");
    let meters = server.send("POST", &format!("/leap{METERS_PATH}"), &headers, b"{}").await;
    assert!(!meters.json()["meters"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn a_page_can_be_cut_off_or_not_come_at_all() {
    let server = Server::start("leap-faults").await;
    let token = get(&server, "sandbox:truncated", "").await.json()["nextPageToken"].as_str().unwrap().to_owned();
    let query = format!("page-token={}", encoded(&token));
    let cut = get(&server, "sandbox:truncated", &query).await;
    let promised: usize = cut.header("content-length").parse().unwrap();
    assert!(cut.body.len() < promised && !cut.body.is_empty(), "{} of {promised}", cut.body.len());
    let path = format!("/leap{CONNECTIONS_PATH}?{query}");
    let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sandbox:dropped\r\n\r\n");
    assert_eq!(server.raw(request.as_bytes()).await, b"");
}

#[tokio::test]
async fn the_page_about_leap_has_every_key_and_customer_and_a_line_that_works() {
    let server = Server::start("leap-page").await;
    let page = server.get("/sandbox/leap").await;
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    for (name, ..) in TROUBLES {
        assert!(page.text().contains(&format!("<code>sandbox:{name}</code>")), "{name}");
    }
    for customer in customers() {
        assert!(page.text().contains(&format!("<code>{}</code>", customer.name)), "{}", customer.name);
    }
    let line = format!("--api-url http://{}/leap --path {CONNECTIONS_PATH}", server.address);
    assert!(page.text().split_whitespace().collect::<Vec<_>>().join(" ").contains(&line), "{}", page.text());
    assert!(server.get("/sandbox").await.text().contains("href=\"/sandbox/leap\""));
}
