//! The server over real connections.

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    time::Duration,
};

use sandbox::{
    Sandbox,
    http::{App, point_at, router, serve},
    scenarios, schema,
};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

/// A response as it came.
struct Response {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Response {
    fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// A running server with a folder of its own.
struct Server {
    address: SocketAddr,
    dist: PathBuf,
}

impl Server {
    async fn start(name: &str) -> Self {
        Self::start_with(name, None).await
    }

    async fn start_with(name: &str, connect_url: Option<&str>) -> Self {
        let dist = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(name)
            .join("dist");
        fs::create_dir_all(dist.join(".git")).unwrap();
        for (file, content) in [
            (
                "index.html",
                "<html><head><meta name=\"vpp:connect-url\" content=\"https://connect.example\"></head></html>",
            ),
            ("page-0123456789abcdef.wasm", "plain wasm"),
            ("page-0123456789abcdef.wasm.br", "brotli wasm"),
            ("page-0123456789abcdef.wasm.gz", "gzip wasm"),
            ("page-fedcba9876543210.js", "plain script"),
            ("logo.svg", "<svg/>"),
            (".env", "secret"),
            (".git/config", "secret"),
            ("../outside.txt", "secret"),
        ] {
            fs::write(dist.join(file), content).unwrap();
        }
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let app = App {
            sandbox: Sandbox::new().with_origin(format!("http://{address}")),
            dist: dist.clone(),
            connect_url: connect_url.map(str::to_owned),
        };
        tokio::spawn(serve(listener, router(app)));
        Self { address, dist }
    }

    /// What the server sends until it closes the connection.
    async fn raw(&self, request: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(request).await.unwrap();
        let mut received = Vec::new();
        let read = stream.read_to_end(&mut received);
        tokio::time::timeout(Duration::from_secs(10), read)
            .await
            .unwrap()
            .unwrap();
        received
    }

    async fn send(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> Response {
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n",
            self.address,
            body.len()
        )
        .into_bytes();
        request.extend_from_slice(body);
        let received = self.raw(&request).await;
        let end = received
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .expect("a response");
        let head = std::str::from_utf8(&received[..end]).unwrap();
        let mut lines = head.split("\r\n");
        let status = lines
            .next()
            .unwrap()
            .split(' ')
            .nth(1)
            .unwrap()
            .parse()
            .unwrap();
        let headers = lines
            .map(|line| line.split_once(": ").unwrap())
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect();
        let body = received[end + 4..].to_vec();
        Response {
            status,
            headers,
            body,
        }
    }

    async fn get(&self, path: &str) -> Response {
        self.send("GET", path, "", b"").await
    }

    async fn post(&self, body: &Value) -> Response {
        let body = body.to_string();
        self.send(
            "POST",
            "/connect",
            "Content-Type: application/json\r\n",
            body.as_bytes(),
        )
        .await
    }
}

fn body(token: &str, route: &str, action: Option<&str>) -> Value {
    let mut body = json!({"connect_token": token, "route": route, "type": "submit"});
    if let Some(action) = action {
        body["action"] = json!(action);
    }
    body
}

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

#[tokio::test]
async fn the_whole_journey() {
    let server = Server::start("journey").await;
    let token = "cot_sandbox-documented--journey";
    let summary = server
        .post(&body(token, "session_start", Some("VPP")))
        .await;
    assert_eq!(
        (summary.status, summary.header("content-type")),
        (200, "application/json")
    );
    assert_eq!(summary.json()["connect_token"], token);

    let redirect = server
        .post(&body(token, "vpp_summary", Some("CONNECT_TARIFF")))
        .await
        .json();
    let url = format!("http://{}/sandbox/tariff", server.address);
    assert_eq!(redirect["data"]["redirect_url"], url);
    let tariff = server.get(&format!("/sandbox/tariff?fp_cot={token}")).await;
    assert!(
        tariff
            .text()
            .contains(&format!("name=\"fp_cot\" value=\"{token}\""))
    );
    assert!(
        tariff
            .header("content-security-policy")
            .contains("form-action 'self'")
    );

    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    for (choice, connected) in [("later", false), ("connect", true)] {
        let fields = format!("fp_cot={token}&choice={choice}");
        let back = server
            .send("POST", "/sandbox/tariff", form, fields.as_bytes())
            .await;
        assert_eq!(
            (back.status, back.header("location")),
            (303, &*format!("/?fp_cot={token}"))
        );
        let restored = server
            .post(&body(token, "session_restore", None))
            .await
            .json();
        assert_eq!(restored["tariff_connected"], connected);
    }

    let complete = server
        .post(&body(token, "vpp_summary", Some("CLOSE")))
        .await
        .json();
    let callback = complete["data"]["callback_url"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = callback
        .strip_prefix(&format!("http://{}", server.address))
        .unwrap()
        .to_owned();
    assert!(
        server
            .get(&path)
            .await
            .text()
            .contains("Back with the partner")
    );
}

#[tokio::test]
async fn the_tariff_page_takes_known_tokens_only() {
    let server = Server::start("tariff").await;
    for query in [
        "",
        "?fp_cot=",
        "?fp_cot=cot_nobody",
        "?fp_cot=%22%3E%3Cscript%3E",
        "?fp_cot=\"><script>",
    ] {
        let page = server.get(&format!("/sandbox/tariff{query}")).await;
        assert!(
            page.status == 404 || page.status == 400,
            "{query}: {}",
            page.status
        );
        assert!(!page.text().contains("<script"), "{query}");
    }
    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    for fields in [
        "",
        "choice=connect",
        "fp_cot=//evil.example&choice=connect",
        "fp_cot=cot_a%0d%0aSet-Cookie:x",
    ] {
        let answer = server
            .send("POST", "/sandbox/tariff", form, fields.as_bytes())
            .await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (404, ""),
            "{fields}"
        );
    }
}

#[tokio::test]
async fn the_index_lists_every_scenario() {
    let server = Server::start("index").await;
    let page = server.get("/sandbox").await;
    assert_eq!(
        (page.status, page.header("content-type")),
        (200, "text/html; charset=utf-8")
    );
    for scenario in scenarios() {
        assert!(
            page.text()
                .contains(&format!("href=\"/?fp_cot={}\"", scenario.token())),
            "{}",
            scenario.name
        );
        assert!(
            page.text().contains(&format!(">{}</a>", scenario.title)),
            "{}",
            scenario.name
        );
    }
    let style = server.get("/sandbox/sandbox.css").await;
    assert_eq!(
        (style.status, style.header("content-type")),
        (200, "text/css; charset=utf-8")
    );
}

#[tokio::test]
async fn every_response_carries_the_security_headers() {
    let server = Server::start("security").await;
    for path in [
        "/",
        "/page-0123456789abcdef.wasm",
        "/no",
        "/.env",
        "/sandbox",
        "/sandbox/callback",
        "/connect",
    ] {
        let response = server.get(path).await;
        assert_eq!(response.header("content-security-policy"), POLICY, "{path}");
        assert_eq!(
            response.header("x-content-type-options"),
            "nosniff",
            "{path}"
        );
        assert_eq!(response.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(
            response.header("cross-origin-opener-policy"),
            "same-origin",
            "{path}"
        );
        assert!(
            response
                .header("permissions-policy")
                .contains("geolocation=()"),
            "{path}"
        );
        let resource = if path == "/connect" {
            ""
        } else {
            "same-origin"
        };
        assert_eq!(
            response.header("cross-origin-resource-policy"),
            resource,
            "{path}"
        );
    }
}

#[tokio::test]
async fn files_are_cached_and_compressed_as_they_should_be() {
    let server = Server::start("files").await;
    let immutable = "public, max-age=31536000, immutable";
    for (path, accept, kind, encoding, cache, content) in [
        (
            "/page-0123456789abcdef.wasm",
            "br, gzip",
            "application/wasm",
            "br",
            immutable,
            "brotli wasm",
        ),
        (
            "/page-0123456789abcdef.wasm",
            "gzip",
            "application/wasm",
            "gzip",
            immutable,
            "gzip wasm",
        ),
        (
            "/page-0123456789abcdef.wasm",
            "identity",
            "application/wasm",
            "",
            immutable,
            "plain wasm",
        ),
        (
            "/page-fedcba9876543210.js",
            "br, gzip",
            "text/javascript",
            "",
            immutable,
            "plain script",
        ),
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
    assert_eq!(
        (missing.status, missing.header("cache-control")),
        (404, "no-cache")
    );
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
        assert!(
            matches!(response.status, 400 | 404),
            "{path}: {}",
            response.status
        );
        assert!(!response.text().contains("secret"), "{path}");
    }
    assert_eq!(
        server.send("DELETE", "/logo.svg", "", b"").await.status,
        405
    );
}

#[tokio::test]
async fn the_page_is_pointed_at_its_connect() {
    let server = Server::start("own").await;
    for path in ["/", "/index.html", "/?fp_cot=cot_x"] {
        let page = server.get(path).await;
        assert!(
            page.text()
                .contains("<meta name=\"vpp:connect-url\" content=\"/connect\">"),
            "{path}"
        );
        assert_eq!(page.header("cache-control"), "no-cache");
    }
    // A new build is served without a restart.
    fs::write(server.dist.join("index.html"), "<head></head>new").unwrap();
    assert!(
        server
            .get("/")
            .await
            .text()
            .ends_with("content=\"/connect\"></head>new")
    );
    fs::remove_file(server.dist.join("index.html")).unwrap();
    let missing = server.get("/").await;
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("cargo xtask build"));

    let server = Server::start_with("other", Some("https://connect.example/api?x=1&y")).await;
    let page = server.get("/").await;
    assert!(
        page.text()
            .contains("content=\"https://connect.example/api?x=1&amp;y\"")
    );
    let policy = page.header("content-security-policy");
    assert!(
        policy.contains("connect-src 'self' https://connect.example; "),
        "{policy}"
    );
}

#[test]
fn the_setting_is_found_in_minified_pages() {
    for html in [
        "<meta charset=utf-8><meta name=vpp:connect-url content=https://a.example><p>",
        "<meta charset=\"utf-8\"><meta content=\"https://a.example\" name=\"vpp:connect-url\"/><p>",
    ] {
        let pointed = point_at(html, "/connect");
        assert!(
            pointed.ends_with("<meta name=\"vpp:connect-url\" content=\"/connect\"><p>"),
            "{pointed}"
        );
        assert!(
            pointed.starts_with("<meta charset=") && !pointed.contains("a.example"),
            "{pointed}"
        );
    }
}

#[tokio::test]
async fn other_origins_may_use_the_api() {
    let server = Server::start("origins").await;
    let preflight = server
        .send(
            "OPTIONS",
            "/connect",
            "Origin: https://partner.example\r\n",
            b"",
        )
        .await;
    assert_eq!(preflight.status, 204);
    assert_eq!(preflight.header("access-control-allow-origin"), "*");
    assert_eq!(
        preflight.header("access-control-allow-headers"),
        "content-type"
    );
    let limited = server
        .post(&body(
            "cot_sandbox-rate_limit--origins",
            "session_start",
            Some("VPP"),
        ))
        .await;
    assert_eq!((limited.status, limited.header("retry-after")), (429, "5"));
    assert_eq!(limited.header("access-control-allow-origin"), "*");
    assert_eq!(
        limited.header("access-control-expose-headers"),
        "retry-after"
    );
    assert_eq!(server.get("/connect").await.status, 405);
}

#[tokio::test]
async fn bodies_have_to_be_small_json() {
    let server = Server::start("bodies").await;
    let large = vec![b' '; 64 * 1024 + 1];
    let json = "Content-Type: application/json\r\n";
    for (headers, content, status) in [
        (json, &large[..], 413),
        (json, &large[1..], 422),
        (json, b"{", 422),
        ("", b"{}", 422),
        ("Content-Type: text/plain\r\n", b"{}", 422),
        (
            "Content-Type: Application/JSON; charset=utf-8\r\n",
            b"[]",
            422,
        ),
    ] {
        let response = server.send("POST", "/connect", headers, content).await;
        assert_eq!(response.status, status, "{headers}");
        schema::check("answer/error", &response.json()).unwrap();
        assert_eq!(response.json()["code"], "data_json_invalid");
    }
}

#[tokio::test]
async fn a_refused_connection_gets_no_answer() {
    let server = Server::start("refused").await;
    let content = body(
        "cot_sandbox-refused_connection",
        "session_start",
        Some("VPP"),
    )
    .to_string();
    let request = format!(
        "POST /connect HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{content}",
        content.len()
    );
    assert_eq!(server.raw(request.as_bytes()).await, b"");
    assert_eq!(server.get("/sandbox").await.status, 200);
}

#[tokio::test]
async fn a_strange_host_is_not_repeated() {
    let server = Server::start("host").await;
    let content = body("cot_sandbox-documented--host", "vpp_summary", Some("CLOSE")).to_string();
    let request = format!(
        "POST /connect HTTP/1.1\r\nHost: a@b/<c>\r\nConnection: close\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{content}",
        content.len()
    );
    let received = server.raw(request.as_bytes()).await;
    assert!(!String::from_utf8_lossy(&received).contains("<c>"));
}
