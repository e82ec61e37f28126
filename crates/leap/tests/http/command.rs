//! What the command makes of hostile texts, of a company's proxy, and of its key. `tests/command` has everything else.

use crate::desk::{Desk, done};
use crate::tls::{HOST, Inspector};

#[test]
fn hostile_texts_do_not_command_a_terminal_or_a_spreadsheet() {
    let desk = Desk::new();
    let poll = desk.poll("sandbox:hostile", &[]);
    assert_eq!(poll.code, Some(0), "{poll:?}");
    for command in ["connections", "next", "meters", "funnel", "reengage"] {
        for format in ["table", "json", "csv"] {
            let run = desk.run("", &[command, "--format", format]);
            assert_eq!(run.code, Some(0), "{run:?}");
            // In a file, CSV has the texts as they came.
            if format != "csv" {
                let is_harmless = |c: char| c == '\n' || !(c.is_control() || c == '\u{202e}' || c == '\u{200b}');
                let text = run.out.clone() + &run.err;
                assert!(text.chars().all(is_harmless), "{command} {format}: {text:?}");
            }
            if format == "csv" {
                let cells = run.out.lines().flat_map(|line| line.split(','));
                let formulas: Vec<&str> =
                    cells.map(|cell| cell.trim_matches('"')).filter(|cell| cell.starts_with(['=', '+', '@'])).collect();
                assert_eq!(formulas, [""; 0], "{command}");
            }
        }
    }
}

#[test]
fn a_proxy_of_a_company_works_once_its_root_is_trusted_and_sees_no_key_before() {
    let body = r#"{"connections":[{"id":"1","ref_id":"R-1","connection_status":"NOT_STARTED"}]}"#;
    let length = body.len();
    let proxy =
        Inspector::start(&format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"));
    let desk = Desk::with(String::new());
    let key = "partner-0001:s3cr3t-0123456789";
    let url = format!("https://{HOST}");
    let poll = || {
        let mut command = desk.command(key, &["poll", "--api-url", &url, "--path", "v1/x?account=7"]);
        command.env("HTTPS_PROXY", proxy.address());
        command
    };
    let unknown = done(poll().output().unwrap());
    assert!(unknown.code == Some(1) && unknown.err.contains("SSL_CERT_FILE"), "{unknown:?}");
    let root = desk.folder.path().join("root.pem");
    std::fs::write(&root, proxy.root()).unwrap();
    let trusted = done(poll().env("SSL_CERT_FILE", root).output().unwrap());
    assert!(trusted.code == Some(0) && trusted.err.contains("1 connection: 1 new"), "{trusted:?}");
    assert_eq!(desk.references(), ["R-1"]);
    let request = proxy.requests().remove(0);
    assert!(request.starts_with("GET /v1/x?account=7 HTTP/1.1\r\n"), "{request}");
    assert!(request.contains(key) && !proxy.connects().concat().contains("s3cr3t"));
}

#[test]
fn no_message_has_the_key_however_much_is_said() {
    let refused = Desk::with("http://127.0.0.1:1".to_owned());
    let broken = Desk::new();
    let key = "partner-0001:s3cr3t-0123456789";
    for (desk, key) in [(&refused, key), (&broken, key), (&broken, "sandbox:echo--s3cr3t-0123456789")] {
        for more in [&["-vv"][..], &["--format", "json", "-vv"], &["--format", "csv"]] {
            let run = desk.poll(key, more);
            assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{run:?}");
            assert!(!run.err.contains("s3cr3t") && !run.err.is_empty(), "{run:?}");
        }
    }
    assert!(refused.poll(key, &[]).err.starts_with("error: no connection: "), "{:?}", refused.poll(key, &[]));
    let store = std::fs::read(broken.store()).unwrap();
    assert!(!store.windows(6).any(|bytes| bytes == b"s3cr3t"), "nor is it in the store");
}

#[test]
fn the_key_of_a_good_poll_is_in_no_file_of_the_store() {
    let desk = Desk::new();
    assert_eq!(desk.poll("sandbox:ok--0123456789", &["-vv"]).code, Some(0));
    for file in std::fs::read_dir(desk.folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(10).any(|part| part == b"0123456789"));
    }
}
