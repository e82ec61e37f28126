//! A gate before the sandbox, which holds a request until it is told to let it go.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

/// A running gate.
pub struct Gate {
    origin: String,
    shared: Arc<(Mutex<State>, Condvar)>,
}

struct State {
    requests: usize,
    hold: Option<usize>,
    is_held: bool,
}

impl Gate {
    /// A gate before a server, which holds the request with this number.
    pub fn start(server: &str, hold: Option<usize>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let shared = Arc::new((Mutex::new(State { requests: 0, hold, is_held: false }), Condvar::new()));
        let (inner, server) = (Arc::clone(&shared), server.trim_start_matches("http://").to_owned());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (shared, server) = (Arc::clone(&inner), server.clone());
                thread::spawn(move || pass(stream, &server, &shared));
            }
        });
        Self { origin, shared }
    }

    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// How many requests came.
    pub fn requests(&self) -> usize {
        self.shared.0.lock().unwrap().requests
    }

    /// Waits until a request is held.
    pub fn wait_for_held(&self) {
        let (state, changed) = (&self.shared.0, &self.shared.1);
        drop(changed.wait_while(state.lock().unwrap(), |state| !state.is_held).unwrap());
    }

    /// Lets the request go, and holds no other.
    pub fn release(&self) {
        self.shared.0.lock().unwrap().hold = None;
        self.shared.1.notify_all();
    }
}

/// Passes one request on, and its answer back.
fn pass(client: TcpStream, server: &str, shared: &(Mutex<State>, Condvar)) {
    let mut head = String::new();
    let mut reader = BufReader::new(&client);
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).unwrap_or(0) == 0 {
            return;
        }
    }
    let (state, changed) = (&shared.0, &shared.1);
    let mut locked = state.lock().unwrap();
    locked.requests += 1;
    if locked.hold == Some(locked.requests) {
        locked.is_held = true;
        changed.notify_all();
        locked = changed.wait_while(locked, |state| state.hold.is_some()).unwrap();
    }
    drop(locked);
    let mut upstream = TcpStream::connect(server).unwrap();
    // One request a connection, so that the end of the answer is its end.
    let head = head.replacen("\r\n", "\r\nConnection: close\r\n", 1);
    upstream.write_all(head.as_bytes()).unwrap();
    // A client that was killed does not read it.
    let _ = std::io::copy(&mut upstream, &mut &client);
}
