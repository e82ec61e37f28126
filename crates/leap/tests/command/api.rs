//! The sandbox's stand-in for Leap's API, and one that does as a test says.

use sandbox::connect::Sandbox;
use sandbox::http::{self, AppState};
use sandbox::leap::{CONNECTIONS_PATH, Leap};
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, LazyLock, Mutex};

pub const KEY: &str = "sandbox:ok";

/// The address of the sandbox that all tests of this binary share. It stays the same for everybody but for keys.
static SANDBOX: LazyLock<String> = LazyLock::new(|| {
    let (send, receive) = channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            let origin = format!("http://{}", listener.local_addr().unwrap());
            let state = AppState::new(&origin, Sandbox::new(), Leap::new(chrono::Utc::now()));
            send.send(origin).unwrap();
            http::serve(listener, http::router(state)).await;
        });
    });
    receive.recv().unwrap()
});

/// The address of the API.
pub fn url() -> String {
    format!("{}/leap", *SANDBOX)
}

/// The arguments of a poll with all entries on one page, and more parameters.
pub fn poll_arguments(query: &str) -> Vec<String> {
    let path = format!("{CONNECTIONS_PATH}?page-size=60{query}");
    ["poll", "--api-url", &url(), "--path", &path].map(str::to_owned).to_vec()
}

/// A server that hands each request to the test, which answers it when it wants to.
pub struct Manual {
    pub origin: String,
    requests: Receiver<(String, TcpStream)>,
    count: Arc<Mutex<usize>>,
}

impl Manual {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let (send, requests): (Sender<(String, TcpStream)>, _) = channel();
        let count = Arc::new(Mutex::new(0));
        let counted = Arc::clone(&count);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else { return };
                let target = target(&stream);
                *counted.lock().unwrap() += 1;
                if send.send((target, stream)).is_err() {
                    return;
                }
            }
        });
        Self { origin, requests, count }
    }

    /// Waits for a request, and gives its target. It is answered by the closure.
    pub fn next(&self) -> (String, impl FnOnce(&str)) {
        let (target, mut stream) = self.requests.recv().unwrap();
        let answer = move |body: &str| {
            let head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ";
            // A client that was killed does not want it.
            let _ = stream.write_all(format!("{head}{}\r\n\r\n{body}", body.len()).as_bytes());
        };
        (target, answer)
    }

    /// How many requests have come.
    pub fn count(&self) -> usize {
        *self.count.lock().unwrap()
    }
}

/// The target of a request, whose head is read to its end.
fn target(stream: &TcpStream) -> String {
    let mut reader = BufReader::new(stream);
    let (mut first, mut line) = (String::new(), String::new());
    reader.read_line(&mut first).unwrap();
    while reader.read_line(&mut line).is_ok_and(|length| length > 2) {
        line.clear();
    }
    first.split(' ').nth(1).unwrap_or_default().to_owned()
}

/// A page with these references, and the token of the next.
pub fn page(references: &[&str], token: Option<&str>) -> String {
    let entry = |reference: &&str| {
        serde_json::json!({
            "id": format!("CAISO_1_{reference}"), "transmission_region": "CAISO", "ref_id": reference,
            "connection_status": "NOT_STARTED", "last_interaction_date_time_utc": "2026-07-01T10:00:00Z",
        })
    };
    let entries: Vec<_> = references.iter().map(entry).collect();
    serde_json::json!({ "connections": entries, "nextPageToken": token }).to_string()
}
