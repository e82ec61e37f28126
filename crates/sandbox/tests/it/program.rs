//! The program: its command line, and what it says.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Output, Stdio},
};

use sandbox::{scenario::Group, scenarios};

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sandbox"));
    command.args(arguments).stdin(Stdio::null());
    command
}

fn output(arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = program(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

/// Ends the program with the test, however the test ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_taken_port_is_one_readable_sentence() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (code, out, err) = output(&["--port", &port]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert_eq!(err.lines().count(), 1, "{err}");
    assert!(err.contains(&format!("Port {port} ")) && err.contains("`--port`"), "{err}");
}

#[test]
fn links_are_printed_and_lead_to_the_page() {
    let mut child = program(&["--port", "0", "--dist", "/nonexistent"]).stdout(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let _running = Running(child);
    let states = scenarios().iter().filter(|one| one.group == Group::Participation);
    let lines: Vec<String> = lines.take(2 + states.clone().count()).map(Result::unwrap).collect();
    let text = lines.join("\n");
    assert!(text.contains("/?fp_cot=cot_6587fa4362341be5b524de3b"), "{text}");
    assert!(states.clone().all(|state| text.contains(&state.token())), "{text}");
    let origin = lines.last().unwrap().split("http://").nth(1).unwrap();
    let origin = origin.strip_suffix("/sandbox").unwrap();
    assert!(origin.starts_with("127.0.0.1:"), "{origin}");
    let mut stream = TcpStream::connect(origin).unwrap();
    write!(stream, "GET /sandbox HTTP/1.1\r\nHost: {origin}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
}

#[test]
fn wrong_options_are_refused() {
    for (arguments, message) in [
        (&["--prot", "1"][..], "There is no option `--prot`."),
        (&["dist"], "There is no option `dist`."),
        (&["--port"], "`--port` needs a value."),
        (&["--port="], "`--port` needs a value."),
        (&["--port", "80800"], "`--port 80800` is not a number from 0 to 65535."),
        (&["--today", "2025-02-30"], "`--today 2025-02-30` is not a date such as 2025-02-28."),
        (&["--connect-url", "connect.example"], "`--connect-url connect.example` is not an http or https address."),
        (&["--connect-url=javascript:x"], "`--connect-url javascript:x` is not an http or https address."),
    ] {
        let (code, _, err) = output(arguments);
        assert_eq!(code, Some(2), "{arguments:?}");
        assert_eq!(err.trim_end(), format!("{message} `--help` lists the options."));
    }
    let (code, out, _) = output(&["--help"]);
    assert!(code == Some(0) && out.contains("--connect-url URL"));
}
