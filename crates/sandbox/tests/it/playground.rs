//! The playground, and the page in its frame.

use std::{collections::BTreeSet, fs, path::Path};

use sandbox::connect::scenarios;

use crate::client::{Response, Server};

#[tokio::test]
async fn the_page_lists_every_customer_and_shows_no_token() {
    let page = Server::start("playground").await.get("/sandbox/playground?accent=123456").await;
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    for scenario in scenarios() {
        assert!(page.text().contains(&format!("<option value=\"{}\">", scenario.name)), "{}", scenario.name);
    }
    assert!(!page.text().contains("cot_") && !page.text().contains("<!-- customers -->"));
}

#[tokio::test]
async fn every_file_of_the_folder_is_served_and_no_other() {
    let server = Server::start("playground-files").await;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/playground");
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let names: BTreeSet<String> = names.filter(|name| name != "index.html").collect();
    assert!(names.contains("playground.js"));
    for name in names {
        let file = server.get(&format!("/sandbox/playground/{name}")).await;
        let kind = if name.ends_with(".css") { "text/css" } else { "text/javascript" };
        assert_eq!((file.status, file.header("content-type")), (200, &*format!("{kind}; charset=utf-8")), "{name}");
    }
    for name in ["index.html", "nothing.js", "..%2fsandbox.css", "%2e%2e/sandbox.css"] {
        assert_eq!(server.get(&format!("/sandbox/playground/{name}")).await.status, 404, "{name}");
    }
}

#[tokio::test]
async fn only_the_playground_may_show_a_page_in_a_frame() {
    let server = Server::start("playground-policy").await;
    let policy = |page: &Response| page.header("content-security-policy").to_owned();
    let playground = policy(&server.get("/sandbox/playground").await);
    assert!(playground.contains("frame-src 'self';") && playground.contains("frame-ancestors 'none';"), "{playground}");
    assert!(playground.contains("script-src 'self' ") && !playground.contains("unsafe-inline"), "{playground}");
    let others = policy(&server.get("/sandbox").await);
    assert!(!others.contains("frame-src"), "{others}");
}

#[tokio::test]
async fn the_page_in_its_frame_allows_this_server_and_the_deployments_page_stays_as_it_is() {
    let server = Server::start_allowing("playground-frame", "https://portal.example").await;
    let framed = server.get("/sandbox/v1/").await;
    assert!(framed.header("content-security-policy").contains("frame-ancestors 'self';"));
    let own = format!("http://{0} https://{0}", server.address);
    assert!(framed.text().contains(&format!("name=\"vpp:allowed-origins\" content=\"{own}\"")), "{}", framed.text());
    let link = format!("name=\"vpp:leap-link\" content=\"http://{}/Acme/pge/getting-started\"", server.journey);
    assert!(framed.text().contains(&link), "{}", framed.text());
    let page = server.get("/v1/").await;
    assert!(page.header("content-security-policy").contains("frame-ancestors https://portal.example;"));
    assert!(page.text().contains("name=\"vpp:allowed-origins\" content=\"https://portal.example\""));
    assert!(!page.text().contains("vpp:leap-link"));
    // Nothing of a malformed host gets into the page.
    let answer = server.raw(b"GET /sandbox/v1/ HTTP/1.1\r\nHost: a@b/<c>\r\nConnection: close\r\n\r\n").await;
    assert!(!String::from_utf8_lossy(&answer).contains("<c>"));
    // The files beside it, and nothing above them.
    let file = server.get("/sandbox/v1/page-fedcba9876543210.js").await;
    assert_eq!((file.text(), file.header("cache-control")), ("plain script", "public, max-age=31536000, immutable"));
    for path in ["/sandbox/v1/.env", "/sandbox/v1/../.env", "/sandbox/v1//.env", "/sandbox/v1/%2e%2e/outside.txt"] {
        assert!(matches!(server.get(path).await.status, 400 | 404), "{path}");
    }
}

#[tokio::test]
async fn a_setting_for_joining_counts_in_the_playground_too() {
    let link = "https://www.addleap.com/Own/pge/getting-started";
    let page = Server::start_set("playground-leap", &[("vpp:leap-link", link)]).await.get("/sandbox/v1/").await;
    assert!(page.text().contains(&format!("content=\"{link}\"")) && !page.text().contains("/Acme/"), "{}", page.text());
}
