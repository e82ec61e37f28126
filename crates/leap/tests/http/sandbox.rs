//! A running sandbox.

use ::sandbox::connect::Sandbox;
use ::sandbox::http::{AppState, router, serve};
use ::sandbox::leap::{CONNECTIONS_PATH, Leap};
use chrono::{DateTime, TimeDelta, Utc};
use leap::client::{
    ApiKey, ApiUrl, Client, ClientError, Clock, Filters, Parameters, PollPage, Proxies, Question, RequestPath, Wait,
};
use std::cell::Cell;
use std::rc::Rc;
use std::sync::mpsc;
use std::thread;

/// Starts a sandbox whose customers' ages are relative to this time, and gives its origin. It runs until the tests end.
pub fn start(time: DateTime<Utc>) -> String {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
            let origin = format!("http://{}", listener.local_addr().unwrap());
            let state = AppState::new(&origin, Sandbox::new(), Leap::new(time));
            sender.send(origin).unwrap();
            serve(listener, router(state)).await
        })
    });
    receiver.recv().unwrap()
}

/// When the tests of the client take place: before any clock that is right.
pub fn now() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339("2023-07-01T12:00:00Z").unwrap().to_utc()
}

/// A client of a sandbox, with a clock that waits for nothing.
pub fn client(origin: &str, key: &str) -> Client {
    let url = ApiUrl::parse(&format!("{origin}/leap")).unwrap();
    Client::new(url, ApiKey::parse(key).unwrap(), &Proxies::none()).with_clock(Quick(Rc::new(Cell::new(now()))))
}

/// What is asked, with a query of the sandbox's own.
pub fn question(query: &str) -> Question {
    let path = RequestPath::parse(&format!("{CONNECTIONS_PATH}?{query}")).unwrap();
    Question { path, filters: Filters::default(), parameters: Parameters::default() }
}

/// Polls to the end.
pub fn poll(client: &Client, query: &str) -> Vec<Result<PollPage, ClientError>> {
    client.poll(question(query), None).collect()
}

struct Quick(Rc<Cell<DateTime<Utc>>>);

impl Clock for Quick {
    fn now(&self) -> DateTime<Utc> {
        self.0.get()
    }

    fn wait(&self, wait: &Wait) {
        self.0.set(self.0.get() + TimeDelta::from_std(wait.duration).unwrap());
    }
}
