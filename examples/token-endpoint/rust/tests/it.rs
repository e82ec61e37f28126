//! The endpoint as a program, with a stand-in for Connect.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot continue must stop")]

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
};

const SECRET: &str = "secret-5f1c";

/// A program that ends with the test.
struct Endpoint(Child, String);

impl Drop for Endpoint {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

/// Connect: gives these answers one after the other, and tells what it was asked.
fn connect(answers: &'static [&'static str]) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (sender, asked) = channel();
    thread::spawn(move || {
        for answer in answers {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = Vec::new();
            while !request.ends_with(b"}") {
                let mut byte = [0];
                assert_eq!(stream.read(&mut byte).unwrap(), 1);
                request.push(byte[0]);
            }
            sender.send(String::from_utf8(request).unwrap()).unwrap();
            stream.write_all(answer.as_bytes()).unwrap();
        }
    });
    (format!("http://{address}/tokens"), asked)
}

fn start(url: &str) -> Endpoint {
    let mut child = Command::new(env!("CARGO_BIN_EXE_token-endpoint"))
        .envs([("CONNECT_TOKEN_URL", url), ("CONNECT_SECRET", SECRET), ("PORT", "0")])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
    Endpoint(child, address)
}

/// The whole answer to a request with these headers.
fn ask(endpoint: &Endpoint, line: &str, headers: &str) -> String {
    let mut stream = TcpStream::connect(&endpoint.1).unwrap();
    write!(stream, "{line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n{headers}\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn whoever_is_signed_in_gets_a_token_and_nobody_gets_the_secret() {
    let (url, asked) = connect(&[
        "HTTP/1.1 200 OK\r\nContent-Length: 27\r\n\r\n{\"connect_token\":\"cot_abc\"}",
        "HTTP/1.1 200 OK\r\nContent-Length: 31\r\nConnection: close\r\n\r\n{\"connect_token\":\"<b>cot_x</b>\"}",
        "HTTP/1.1 500 Oops\r\nContent-Length: 11\r\n\r\nsecret-5f1c",
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
    ]);
    let mut endpoint = start(&url);
    let cookie = "Cookie: other=1; session=demo\r\nSec-Fetch-Site: same-origin\r\n";
    let answer = ask(&endpoint, "POST /connect-token", cookie);
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("\r\n\r\ncot_abc"), "{answer}");
    assert!(answer.contains("cache-control: no-store"), "{answer}");
    let request = asked.recv().unwrap();
    assert!(request.contains(&format!("authorization: Bearer {SECRET}\r\n")), "{request}");
    assert!(request.ends_with("{\"customer_id\":\"customer-1\"}"), "{request}");
    for failure in ["no token", "a failure", "a redirect"] {
        let answer = ask(&endpoint, "POST /connect-token", cookie);
        assert!(answer.starts_with("HTTP/1.1 502 ") && answer.ends_with("\r\n\r\n"), "{failure}: {answer}");
        asked.recv().unwrap();
    }
    for (line, headers, status) in [
        ("GET /connect-token", cookie, "405"),
        ("POST /other", cookie, "404"),
        ("POST /connect-token", "", "401"),
        ("POST /connect-token", "Cookie: session=demo2\r\n", "401"),
        ("POST /connect-token", "Cookie: session=demo\r\nSec-Fetch-Site: cross-site\r\n", "403"),
    ] {
        assert!(ask(&endpoint, line, headers).starts_with(&format!("HTTP/1.1 {status} ")), "{line} {headers}");
    }
    endpoint.0.kill().unwrap();
    let mut said = String::new();
    endpoint.0.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(said.lines().count(), 3, "{said}");
    assert!(!said.contains(SECRET) && !said.contains("cot_"), "{said}");
}
