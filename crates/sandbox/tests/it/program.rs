//! The program: its command line and its output.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use sandbox::connect::{scenario::Group, scenarios};

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

/// Ends the program when the test ends, even by a panic.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_taken_port_is_reported_in_one_sentence() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (code, out, err) = output(&["--port", &port]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert_eq!(err.lines().count(), 1, "{err}");
    assert!(err.contains(&format!("Port {port} ")) && err.contains("`--port`"), "{err}");
}

#[test]
fn the_printed_links_lead_to_the_server() {
    let (_running, lines) = started(&["--port", "0", "--dist", "/nonexistent"]);
    let mut states = scenarios().iter().filter(|one| [Group::Participation, Group::Joining].contains(&one.group));
    let text = lines.join("\n");
    assert!(text.contains("/?fp_cot=cot_6587fa4362341be5b524de3b"), "{text}");
    assert!(states.all(|state| text.contains(&state.path(&state.token()))), "{text}");
    let index = lines.iter().find(|line| line.starts_with("All customers")).unwrap();
    let origin = index.split("http://").nth(1).unwrap();
    let origin = origin.strip_suffix("/sandbox").unwrap();
    let poll = format!("--api-url http://{origin}/leap --path {}", sandbox::leap::CONNECTIONS_PATH);
    assert!(
        text.contains(&format!("LEAP_API_KEY={} ", sandbox::leap::keys::GOOD_KEY)) && text.contains(&poll),
        "{text}"
    );
    assert!(origin.starts_with("127.0.0.1:"), "{origin}");
    let answer = get(origin, "/sandbox");
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    let journey = lines.iter().find(|line| line.starts_with("Leap's journey ")).unwrap();
    let (host, link) = journey.split("http://").nth(1).unwrap().split_once('/').unwrap();
    // Another name, so that browsers take it for another site.
    assert!(host.starts_with("localhost:"), "{host}");
    let answer = get(&host.replace("localhost", "127.0.0.1"), &format!("/{link}"));
    assert!(answer.starts_with("HTTP/1.1 303 "), "{answer}");
}

fn get(host: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(host).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// Two ports, one after the other.
fn neighbours() -> (TcpListener, TcpListener) {
    let pair = || {
        let first = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let next = first.local_addr().unwrap().port().checked_add(1)?;
        Some((first, TcpListener::bind(("127.0.0.1", next)).ok()?))
    };
    (0..100).find_map(|_| pair()).expect("two neighbouring ports are free")
}

fn port_of(listener: &TcpListener) -> u16 {
    listener.local_addr().unwrap().port()
}

/// A running program with these options, and what it has printed.
fn started(arguments: &[&str]) -> (Running, Vec<String>) {
    let mut child = program(arguments).stdout(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let running = Running(child);
    let mut printed = Vec::new();
    for line in lines {
        printed.push(line);
        if printed.last().is_some_and(|line| line.contains("--api-url")) {
            return (running, printed);
        }
    }
    panic!("the program ended: {printed:?}");
}

/// The port of Leap's journey of a program with these options.
fn journey_port(arguments: &[&str]) -> u16 {
    let (_running, lines) = started(arguments);
    let line = lines.iter().find(|line| line.starts_with("Leap's journey ")).expect("the journey is printed");
    line.split("localhost:").nth(1).unwrap().split('/').next().unwrap().parse().unwrap()
}

#[test]
fn leaps_journey_is_at_the_next_port_or_at_any_or_at_the_given_one() {
    let (first, next) = neighbours();
    let (port, taken) = (port_of(&first), port_of(&next));
    drop(first);
    let port = port.to_string();
    let other = journey_port(&["--port", &port]);
    assert!(other != taken && other != 0, "{other}");
    let (code, _, err) = output(&["--port", &port, "--leap-port", &taken.to_string()]);
    assert_eq!(code, Some(1));
    assert!(err.contains(&format!("Port {taken} ")) && err.contains("`--leap-port`"), "{err}");
    drop(next);
    assert_eq!(journey_port(&["--port", &port]), taken);
    assert_eq!(journey_port(&["--port", "0", "--leap-port", &taken.to_string()]), taken);
    assert_ne!(journey_port(&["--port", "0", "--leap-port", "0"]), 0);
}

#[test]
fn organisations_and_settings_are_options() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("program");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("index.html"), "<head></head>").unwrap();
    let options = [
        ["--dist", folder.to_str().unwrap()],
        ["--confirmation", "Own=https://own.example/thanks?lang=en"],
        ["--confirmation", "Acme="],
        ["--setting", "vpp:leap-link={leap}/Own/ca-utilities/"],
        ["--setting", "vpp:leap-utilities=pge sce"],
    ];
    let (_running, lines) = started(&[&["--port", "0"], options.as_flattened()].concat());
    let origin = |start: &str| {
        let line = lines.iter().find(|line| line.starts_with(start)).unwrap();
        line.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned()
    };
    let journey = origin("Leap's journey ");
    let page = get(&origin("All customers "), "/");
    assert!(
        page.contains(&format!("<meta name=\"vpp:leap-link\" content=\"http://{journey}/Own/ca-utilities/\">")),
        "{page}"
    );
    assert!(page.contains("<meta name=\"vpp:leap-utilities\" content=\"pge sce\">"), "{page}");
    let index = get(&journey.replace("localhost", "127.0.0.1"), "/");
    assert!(index.contains("https://own.example/thanks?lang=en"), "{index}");
    assert!(index.contains("<h2>Acme</h2><p>Its customers return to a page of Leap&#39;s."), "{index}");
}

#[test]
fn wrong_options_are_refused() {
    for (arguments, message) in [
        (&["--prot", "1"][..], "unexpected argument '--prot' found"),
        (&["dist"], "unexpected argument 'dist' found"),
        (&["--port"], "a value is required for '--port <N>' but none was supplied"),
        (&["--dist="], "a value is required for '--dist <PATH>' but none was supplied"),
        (&["--host="], "a value is required for '--host <ADDRESS>' but none was supplied"),
        (&["--port="], "invalid value '' for '--port <N>': cannot parse integer from empty string"),
        (&["--port", "80800"], "invalid value '80800' for '--port <N>': 80800 is not in 0..=65535"),
        (
            &["--today", "2025-02-30"],
            "invalid value '2025-02-30' for '--today <YYYY-MM-DD>': not a date such as 2025-02-28",
        ),
        (
            &["--connect-url", "connect.example"],
            "invalid value 'connect.example' for '--connect-url <URL>': not an http or https address",
        ),
        (
            &["--connect-url=javascript:x"],
            "invalid value 'javascript:x' for '--connect-url <URL>': not an http or https address",
        ),
        (
            &["--connect-url=https://a.example; script-src *"],
            "invalid value 'https://a.example; script-src *' for '--connect-url <URL>': not an http or https address",
        ),
        (
            &["--allow-origins", "https://a.example https://b.example/path"],
            "invalid value 'https://a.example https://b.example/path' for '--allow-origins <LIST>': \
             `https://b.example/path` is not an origin such as https://portal.example",
        ),
        (
            &["--confirmation", "Acme"],
            "invalid value 'Acme' for '--confirmation <ORG=URL>': not an organisation and an address, such as \
             Acme=https://a.example",
        ),
        (
            &["--confirmation", "A B=https://a.example"],
            "invalid value 'A B=https://a.example' for '--confirmation <ORG=URL>': the organisation: U+0020 at character 2 \
             is not allowed",
        ),
        (
            &["--confirmation", "Acme=https://a.example/; script-src *"],
            "invalid value 'Acme=https://a.example/; script-src *' for '--confirmation <ORG=URL>': not an address such as \
             https://a.example/thanks",
        ),
        (
            &["--setting", "title=X"],
            "invalid value 'title=X' for '--setting <NAME=CONTENT>': not a name such as vpp:title",
        ),
        (&["--allow-origins="], "invalid value '' for '--allow-origins <LIST>': a list of origins is required"),
    ] {
        let (code, out, err) = output(arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?}");
        assert_eq!(err.lines().next(), Some(format!("error: {message}").as_str()), "{arguments:?}");
        assert!(err.contains("--help"), "{err}");
    }
}

#[test]
fn help_lists_the_options() {
    for option in ["--help", "-h"] {
        let (code, out, _) = output(&[option]);
        assert_eq!(code, Some(0));
        for name in
            ["dist", "port", "host", "connect-url", "allow-origins", "leap-port", "confirmation", "setting", "today"]
        {
            assert!(out.contains(&format!("--{name} <")), "{name}: {out}");
        }
    }
}

#[test]
fn an_option_that_is_given_twice_takes_its_last_value() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (code, _, err) = output(&["--port", "1", "--host", "0.0.0.0", "--host", "127.0.0.1", "--port", &port]);
    assert_eq!(code, Some(1));
    assert!(err.starts_with(&format!("Port {port} on 127.0.0.1 is taken")), "{err}");
}
