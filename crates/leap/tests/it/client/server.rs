//! A server that gives the answers of a script, and keeps what it was asked.

use chrono::{DateTime, TimeDelta, Utc};
use leap::client::{
    ApiKey, ApiUrl, Client, ClientError, Clock, Filters, Parameters, PollPage, Proxies, Question, RequestPath, Wait,
};
use std::cell::RefCell;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::thread;

pub const KEY: &str = "partner-0001:s3cr3t-0123456789";

/// A running server. It answers as often as its script has answers, and closes each connection.
pub struct Server {
    origin: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Starts a server with these answers, each a whole one or what is left of it. An empty one closes the connection.
    pub fn start(answers: impl IntoIterator<Item = String>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (seen, answers) = (Arc::clone(&requests), answers.into_iter().collect::<Vec<_>>());
        thread::spawn(move || {
            for answer in answers {
                let Ok((stream, _)) = listener.accept() else { return };
                seen.lock().unwrap().push(request(&stream));
                let mut stream = stream;
                // The client may not want to read it all.
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        Self { origin, requests }
    }

    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// What was asked so far.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    /// The targets of what was asked so far.
    pub fn targets(&self) -> Vec<String> {
        self.requests().iter().map(|request| request.split(' ').nth(1).unwrap().to_owned()).collect()
    }

    pub fn client(&self) -> Client {
        Client::new(ApiUrl::parse(&self.origin).unwrap(), ApiKey::parse(KEY).unwrap(), &Proxies::none())
    }

    /// Polls to the end, with a clock that waits for nothing.
    pub fn poll(&self) -> (Vec<Result<PollPage, ClientError>>, TestClock) {
        let clock = TestClock::default();
        (self.client().with_clock(clock.clone()).poll(question(), None).collect(), clock)
    }

    /// The only thing that a poll gives.
    pub fn failure(&self) -> ClientError {
        let (mut pages, _) = self.poll();
        assert_eq!(pages.len(), 1);
        pages.remove(0).unwrap_err()
    }
}

/// A request as it came, with its body.
fn request(stream: &TcpStream) -> String {
    let mut reader = BufReader::new(stream);
    let mut text = String::new();
    while !text.ends_with("\r\n\r\n") {
        assert!(reader.read_line(&mut text).unwrap() > 0, "the request ends: {text}");
    }
    let length = text.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ").map(str::to_owned));
    let mut body = vec![0; length.map_or(0, |length| length.trim().parse().unwrap())];
    reader.read_exact(&mut body).unwrap();
    text + std::str::from_utf8(&body).unwrap()
}

/// An answer with a status, headers and a body.
pub fn answer(status: u16, headers: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}")
}

/// A page of JSON.
pub fn json(body: &str) -> String {
    answer(200, "Content-Type: application/json\r\n", body)
}

/// A page with one entry, and the token of the next page.
pub fn page(reference: &str, token: Option<&str>) -> String {
    let entry = serde_json::json!({ "id": reference, "ref_id": reference, "connection_status": "NOT_STARTED" });
    json(&serde_json::json!({ "connections": [entry], "nextPageToken": token }).to_string())
}

pub fn question() -> Question {
    let path = RequestPath::parse("/v1/x").unwrap();
    Question { path, filters: Filters::default(), parameters: Parameters::default() }
}

/// A clock that moves on when somebody waits.
#[derive(Clone)]
pub struct TestClock(Rc<RefCell<(DateTime<Utc>, Vec<Wait>)>>);

impl Default for TestClock {
    fn default() -> Self {
        Self(Rc::new(RefCell::new((crate::support::at("2026-07-01T12:00:00Z"), Vec::new()))))
    }
}

impl TestClock {
    /// How long was waited, in seconds.
    pub fn waits(&self) -> Vec<u64> {
        self.0.borrow().1.iter().map(|wait| wait.duration.as_secs()).collect()
    }

    /// For which statuses.
    pub fn statuses(&self) -> Vec<Option<u16>> {
        self.0.borrow().1.iter().map(|wait| wait.status).collect()
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        self.0.borrow().0
    }

    fn wait(&self, wait: &Wait) {
        let mut state = self.0.borrow_mut();
        state.0 += TimeDelta::from_std(wait.duration).unwrap();
        state.1.push(wait.clone());
    }
}
