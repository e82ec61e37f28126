//! A running server, and a client that sees exactly what the connection carries.

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use chrono::Utc;
use sandbox::{
    connect::Sandbox,
    http::{AppState, Setting, journey_router, router, serve},
    leap::{Leap, organisations::Organisation},
};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

/// A response as received.
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Response {
    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// A running server with a folder of its own.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    /// Where Leap's journey is.
    pub(crate) journey: SocketAddr,
    pub(crate) dist: PathBuf,
}

impl Server {
    pub(crate) async fn start(name: &str) -> Self {
        Self::start_with(name, None).await
    }

    /// With more organisations at Leap.
    pub(crate) async fn start_for(name: &str, organisations: &[Organisation]) -> Self {
        Self::start_changed(name, |mut state| {
            let all = std::mem::take(&mut state.organisations);
            AppState { organisations: organisations.iter().cloned().fold(all, |all, one| all.with(one)), ..state }
        })
        .await
    }

    /// With settings in the page.
    pub(crate) async fn start_set(name: &str, settings: &[(&str, &str)]) -> Self {
        let setting =
            |(name, content): &(&str, &str)| Setting { name: (*name).to_owned(), content: (*content).to_owned() };
        let settings = settings.iter().map(setting).collect();
        Self::start_changed(name, |state| AppState { settings, ..state }).await
    }

    pub(crate) async fn start_with(name: &str, connect_url: Option<&str>) -> Self {
        Self::start_as(name, connect_url, None).await
    }

    pub(crate) async fn start_allowing(name: &str, origins: &str) -> Self {
        Self::start_as(name, None, Some(origins)).await
    }

    async fn start_as(name: &str, connect_url: Option<&str>, origins: Option<&str>) -> Self {
        let (connect_url, allowed_origins) = (connect_url.map(str::to_owned), origins.map(str::to_owned));
        Self::start_changed(name, |state| AppState { connect_url, allowed_origins, ..state }).await
    }

    async fn start_changed(name: &str, change: impl FnOnce(AppState) -> AppState) -> Self {
        let dist = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name).join("dist");
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
        let journeys = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let journey = journeys.local_addr().unwrap();
        let state = AppState::new(&format!("http://{address}"), Sandbox::new(), Leap::new(Utc::now()));
        let state = AppState { dist: dist.clone(), journey_origin: format!("http://{journey}"), ..state };
        let state = Arc::new(change(state));
        tokio::spawn(serve(journeys, journey_router(Arc::clone(&state))));
        tokio::spawn(serve(listener, router(state)));
        Self { address, journey, dist }
    }

    /// Everything that the server sends until it closes the connection.
    pub(crate) async fn raw(&self, request: &[u8]) -> Vec<u8> {
        raw(self.address, request).await
    }

    pub(crate) async fn send(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> Response {
        send(self.address, method, path, headers, body).await
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.send("GET", path, "", b"").await
    }

    pub(crate) async fn post(&self, body: &Value) -> Response {
        let body = body.to_string();
        self.send("POST", "/connect", "Content-Type: application/json\r\n", body.as_bytes()).await
    }

    /// Opens a page of Leap's journey.
    pub(crate) async fn visit(&self, path: &str) -> Response {
        send(self.journey, "GET", path, "", b"").await
    }

    /// Submits a form of Leap's journey.
    pub(crate) async fn submit(&self, path: &str, fields: &str) -> Response {
        let form = "Content-Type: application/x-www-form-urlencoded\r\n";
        send(self.journey, "POST", path, form, fields.as_bytes()).await
    }
}

async fn raw(address: SocketAddr, request: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request).await.unwrap();
    let mut received = Vec::new();
    let read = stream.read_to_end(&mut received);
    tokio::time::timeout(Duration::from_secs(10), read).await.unwrap().unwrap();
    received
}

async fn send(address: SocketAddr, method: &str, path: &str, headers: &str, body: &[u8]) -> Response {
    let mut request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n",
        address,
        body.len()
    )
    .into_bytes();
    request.extend_from_slice(body);
    let received = raw(address, &request).await;
    let end = received.windows(4).position(|four| four == b"\r\n\r\n").expect("a response");
    let head = std::str::from_utf8(&received[..end]).unwrap();
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers = lines
        .map(|line| line.split_once(": ").unwrap())
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let body = received[end + 4..].to_vec();
    Response { status, headers, body }
}

/// The body of a request.
pub(crate) fn body(token: &str, route: &str, action: Option<&str>) -> Value {
    let mut body = json!({"connect_token": token, "route": route, "type": "submit"});
    if let Some(action) = action {
        body["action"] = json!(action);
    }
    body
}
