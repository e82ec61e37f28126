//! Where the command takes its key from, and that it shows it to nobody.

use crate::desk::{Desk, Done, done};
use sandbox::leap::CONNECTIONS_PATH;
use std::io::Write as _;
use std::process::{Command, Stdio};

const KEY: &str = "sandbox:ok--0123456789";

/// A poll without the variable.
fn poll(desk: &Desk, more: &[&str]) -> Command {
    let url = format!("{}/leap", desk.origin);
    let mut command = desk.command("", &[&["poll", "--api-url", &url, "--path", CONNECTIONS_PATH][..], more].concat());
    command.env_remove("LEAP_API_KEY");
    command
}

fn with_file(desk: &Desk, content: &[u8], mode: u32) -> Done {
    let file = desk.folder.path().join("key");
    std::fs::write(&file, content).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
    }
    done(poll(desk, &["--api-key-file", file.to_str().unwrap()]).output().unwrap())
}

#[test]
fn a_key_file_may_have_a_byte_order_mark_and_white_space() {
    let desk = Desk::new();
    let run = with_file(&desk, format!("\u{feff}{KEY}\r\n").as_bytes(), 0o600);
    assert!(run.code == Some(0) && run.err.contains("50 connections") && !run.err.contains("chmod"), "{run:?}");
    let readable = with_file(&desk, KEY.as_bytes(), 0o644);
    assert!(readable.code == Some(0) && readable.err.contains("others can read the key"), "{readable:?}");
}

#[test]
fn a_key_comes_from_standard_input_too() {
    let desk = Desk::new();
    let mut child = poll(&desk, &["--api-key-file", "-"]).stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(format!("{KEY}\n").as_bytes()).unwrap();
    let run = done(child.wait_with_output().unwrap());
    assert!(run.code == Some(0) && run.err.contains("50 connections"), "{run:?}");
}

#[test]
fn a_key_that_cannot_be_used_is_named_as_the_fault_and_nothing_is_asked() {
    // Nothing listens there, so asking would be another fault.
    let desk = Desk::with("http://127.0.0.1:1".to_owned());
    for (content, text) in [
        (&b""[..], "the key is empty"),
        (b" \r\n", "the key is empty"),
        (b"secret-one\nsecret-two", "U+000A at character 11"),
        (b"secret\xff", "not UTF-8"),
    ] {
        let run = with_file(&desk, content, 0o600);
        assert!(run.code == Some(1) && run.err.contains(text) && !run.err.contains("secret"), "{run:?}");
    }
    let none = done(poll(&desk, &[]).output().unwrap());
    assert!(none.code == Some(1) && none.err.contains("LEAP_API_KEY"), "{none:?}");
    let missing = done(poll(&desk, &["--api-key-file", "/nonexistent/key"]).output().unwrap());
    assert!(missing.code == Some(1) && missing.err.contains("/nonexistent/key"), "{missing:?}");
    let argument = desk.run("", &["poll", "--api-key", "secret"]);
    assert_eq!(argument.code, Some(2), "there is no argument for a key: {argument:?}");
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
    assert_eq!(desk.poll(KEY, &["-vv"]).code, Some(0));
    for file in std::fs::read_dir(desk.folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(10).any(|part| part == b"0123456789"));
    }
}
