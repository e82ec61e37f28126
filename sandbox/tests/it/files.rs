//! The files of `dist/` and how they are served.

use std::fs;

use sandbox::http::point_at;

use crate::client::Server;

#[tokio::test]
async fn files_are_cached_and_compressed_as_they_should_be() {
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
async fn nothing_outside_of_the_folder_is_served() {
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
async fn the_page_is_pointed_at_its_connect() {
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
fn the_setting_is_found_in_minified_pages() {
    for html in [
        "<meta charset=utf-8><meta name=vpp:connect-url content=https://a.example><p>",
        "<meta charset=\"utf-8\"><meta content=\"https://a.example\" name=\"vpp:connect-url\"/><p>",
    ] {
        let pointed = point_at(html, "/connect");
        assert!(pointed.ends_with("<meta name=\"vpp:connect-url\" content=\"/connect\"><p>"), "{pointed}");
        assert!(pointed.starts_with("<meta charset=") && !pointed.contains("a.example"), "{pointed}");
    }
}

#[test]
fn an_address_cannot_leave_its_attribute() {
    let pointed = point_at("<meta name=vpp:connect-url>", "https://a.example/?\"'><script>&");
    let content = "https://a.example/?&quot;&#39;&gt;&lt;script&gt;&amp;";
    assert_eq!(pointed, format!("<meta name=\"vpp:connect-url\" content=\"{content}\">"));
}
