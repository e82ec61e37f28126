//! The files in `dist/` and how they are served.

use std::fs;

use sandbox::http::set_connect_url;

use crate::client::Server;

#[tokio::test]
async fn files_are_cached_and_compressed() {
    let server = Server::start("files").await;
    let immutable = "public, max-age=31536000, immutable";
    for (path, accept, kind, encoding, cache, content) in [
        ("/page-0123456789abcdef.wasm", "br, gzip", "application/wasm", "br", immutable, "brotli wasm"),
        ("/page-0123456789abcdef.wasm", "gzip", "application/wasm", "gzip", immutable, "gzip wasm"),
        ("/page-0123456789abcdef.wasm", "identity", "application/wasm", "", immutable, "plain wasm"),
        ("/page-fedcba9876543210.js", "br, gzip", "text/javascript", "", immutable, "plain script"),
        ("/logo.svg", "br", "image/svg+xml", "", "no-cache", "<svg/>"),
    ] {
        let accept = format!("Accept-Encoding: {accept}\r\n");
        let file = server.send("GET", path, &accept, b"").await;
        assert_eq!(file.status, 200, "{path}");
        assert_eq!(file.header("content-type"), kind, "{path}");
        assert_eq!(file.header("content-encoding"), encoding, "{path}");
        assert_eq!(file.header("cache-control"), cache, "{path}");
        assert_eq!(file.text(), content, "{path}");
    }
    let missing = server.get("/page-00000000.wasm").await;
    assert_eq!((missing.status, missing.header("cache-control")), (404, "no-cache"));
}

#[tokio::test]
async fn a_coding_that_the_browser_refuses_is_never_sent() {
    let server = Server::start("codings").await;
    for (accept, encoding) in [
        ("gzip, br;q=0", "gzip"),
        ("gzip, br ; q=0.000", "gzip"),
        ("gzip, BR;Q=0.0", "gzip"),
        ("gzip;q=0, br", "br"),
        ("gzip, *;q=0", "gzip"),
        ("br;q=0, gzip;q=0", ""),
        ("*;q=0", ""),
        ("identity;q=0, gzip;q=0.5", "gzip"),
        ("identity;q=0", ""),
    ] {
        let header = format!("Accept-Encoding: {accept}\r\n");
        let file = server.send("GET", "/page-0123456789abcdef.wasm", &header, b"").await;
        assert_eq!((file.status, file.header("content-encoding")), (200, encoding), "{accept}");
    }
}

#[tokio::test]
async fn hidden_files_and_files_outside_the_folder_are_not_served() {
    let server = Server::start("outside").await;
    for path in [
        "/.env",
        "/.git/config",
        "/%2egit/config",
        "/%2Egit/config",
        "/../outside.txt",
        "/%2e%2e/outside.txt",
        "/..%2foutside.txt",
        "/%2e%2e%2foutside.txt",
        "/x/../../outside.txt",
        "/..\\outside.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/x%2f.env",
        "/%2f.env",
        "/x%5c.env",
        "/%252eenv",
    ] {
        let response = server.get(path).await;
        assert!(matches!(response.status, 400 | 404), "{path}: {}", response.status);
        assert!(!response.text().contains("secret"), "{path}");
    }
    assert_eq!(server.send("DELETE", "/logo.svg", "", b"").await.status, 405);
}

#[tokio::test]
async fn the_served_page_uses_the_sandbox_or_the_given_connect() {
    let server = Server::start("own").await;
    for path in ["/", "/index.html", "/?fp_cot=cot_x"] {
        let page = server.get(path).await;
        assert!(page.text().contains("<meta name=\"vpp:connect-url\" content=\"/connect\">"), "{path}");
        assert_eq!(page.header("cache-control"), "no-cache");
    }
    // A new build is served without a restart.
    fs::write(server.dist.join("index.html"), "<head></head>new").unwrap();
    assert!(server.get("/").await.text().ends_with("content=\"/connect\"></head>new"));
    fs::remove_file(server.dist.join("index.html")).unwrap();
    let missing = server.get("/").await;
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("cargo xtask build"));

    let server = Server::start_with("other", Some("https://connect.example/api?x=1&y")).await;
    let page = server.get("/").await;
    assert!(page.text().contains("content=\"https://connect.example/api?x=1&amp;y\""));
    let policy = page.header("content-security-policy");
    assert!(policy.contains("connect-src 'self' https://connect.example; "), "{policy}");
}

#[test]
fn the_setting_is_replaced_in_minified_pages() {
    for html in [
        "<meta charset=utf-8><meta name=vpp:connect-url content=https://a.example><p>",
        "<meta charset=\"utf-8\"><meta content=\"https://a.example\" name=\"vpp:connect-url\"/><p>",
    ] {
        let pointed = set_connect_url(html, "/connect");
        assert!(pointed.ends_with("<meta name=\"vpp:connect-url\" content=\"/connect\"><p>"), "{pointed}");
        assert!(pointed.starts_with("<meta charset=") && !pointed.contains("a.example"), "{pointed}");
    }
}

#[test]
fn an_address_is_escaped_in_its_attribute() {
    let pointed = set_connect_url("<meta name=vpp:connect-url>", "https://a.example/?\"'><script>&");
    let content = "https://a.example/?&quot;&#39;&gt;&lt;script&gt;&amp;";
    assert_eq!(pointed, format!("<meta name=\"vpp:connect-url\" content=\"{content}\">"));
}

#[tokio::test]
async fn the_folder_is_also_served_below_its_version() {
    let server = Server::start("versioned").await;
    let page = server.get("/v1/").await;
    assert!(page.text().contains("<meta name=\"vpp:connect-url\" content=\"/connect\">"));
    assert_eq!(page.header("cross-origin-embedder-policy"), "require-corp");
    let file = server.get("/v1/page-fedcba9876543210.js").await;
    assert_eq!((file.text(), file.header("cache-control")), ("plain script", "public, max-age=31536000, immutable"));
    for path in ["/v1/.env", "/v1/../.env", "/v1//.env", "/v1/%2e%2e/outside.txt", "/v2/", "/v1"] {
        assert!(matches!(server.get(path).await.status, 400 | 404), "{path}");
    }
}

#[tokio::test]
async fn the_page_may_lead_to_the_app_of_its_customer() {
    let page = Server::start("apps").await.get("/v1/").await;
    assert!(page.text().contains("<meta name=\"vpp:app-schemes\" content=\"myapp\">"));
}

#[tokio::test]
async fn one_list_sets_who_may_show_the_page_in_a_frame() {
    let none = Server::start("frames-none").await.get("/").await;
    assert!(none.header("content-security-policy").contains("frame-ancestors 'none';"));
    assert!(!none.text().contains("vpp:allowed-origins"));
    let list = "https://portal.example http://localhost:9";
    let page = Server::start_allowing("frames-some", list).await.get("/v1/").await;
    assert!(page.header("content-security-policy").contains(&format!("frame-ancestors {list};")));
    assert!(page.text().contains(&format!("<meta name=\"vpp:allowed-origins\" content=\"{list}\">")));
}

#[tokio::test]
async fn partners_may_load_only_the_element() {
    let server = Server::start("element").await;
    fs::write(server.dist.join("vpp-summary.js"), "element").unwrap();
    for path in ["/vpp-summary.js", "/v1/vpp-summary.js"] {
        let script = server.get(path).await;
        assert_eq!(script.header("access-control-allow-origin"), "*", "{path}");
        assert_eq!(script.header("cross-origin-resource-policy"), "cross-origin", "{path}");
        assert_eq!(script.header("cache-control"), "no-cache", "{path}");
    }
    let module = server.get("/v1/page-0123456789abcdef.wasm").await;
    assert_eq!(module.header("access-control-allow-origin"), "");
}
