//! The key: what is one, and that it is shown to nobody.

use super::server::{KEY, Server, answer, json, question};
use leap::client::{ApiKey, ApiUrl, Client, KeyError, Proxies, RequestPath};

#[test]
fn a_key_is_read_as_a_file_has_it() {
    for text in [KEY.to_owned(), format!("\u{feff}{KEY}\r\n"), format!("  {KEY}\t\n\n")] {
        let server = Server::start([json("[]")]);
        let url = ApiUrl::parse(server.origin()).unwrap();
        let client = Client::new(url, ApiKey::parse(&text).unwrap(), &Proxies::none());
        assert!(client.poll(question(), None).all(|page| page.is_ok()));
        assert!(server.requests()[0].to_lowercase().contains(&format!("\r\nauthorization: bearer {KEY}\r\n")));
    }
    for empty in ["", "\u{feff}", " \r\n"] {
        assert_eq!(ApiKey::parse(empty).err(), Some(KeyError::Empty));
    }
}

#[test]
fn a_key_that_no_header_can_carry_is_refused_without_being_shown() {
    for (text, reason) in [
        ("secret\nkey", "the key: U+000A at character 7 is not allowed"),
        ("secret key", "the key: U+0020 at character 7 is not allowed"),
        ("secret\u{a0}key", "the key: U+00A0 at character 7 is not allowed"),
        ("s\0e\0c\0", "the key: U+0000 at character 2 is not allowed"),
    ] {
        let error = ApiKey::parse(text).err().unwrap();
        assert_eq!(error.to_string(), reason);
        assert!(!format!("{error:?}").contains("secret"));
    }
}

#[test]
fn the_key_is_in_no_message_even_if_leap_repeats_it() {
    let secret = KEY.split(':').nth(1).unwrap();
    let padded = "x".repeat(190);
    let bodies = [
        format!(r#"{{"title":"Bearer {KEY}","status":400,"details":{{"header":"{secret}"}}}}"#),
        format!(r#"{{"title":"x","details":"{padded}{KEY}"}}"#),
        format!(r#"{{"code":1,"message":"{padded}{KEY}","error_code":"{KEY}"}}"#),
        format!(r#"{{"error":"{KEY}","message":"{}"}}"#, KEY.replace(':', "%3A")),
        format!("\"{padded}{KEY}\""),
        format!("<p>{padded}{KEY}"),
    ];
    for status in [200, 302, 400, 401, 403, 404, 429, 500] {
        for body in &bodies {
            let headers = format!("Content-Type: {KEY}\r\nRetry-After: 601\r\nLocation: /{KEY}\r\n");
            let error = Server::start([answer(status, &headers, body)]).failure();
            for text in [error.to_string(), format!("{error:?}")] {
                // Also no part of it that would be left at a cut.
                assert!(!text.contains(&secret[..4]), "{status}: {text}");
            }
        }
    }
    let problem = Server::start([json(&format!(
        r#"[{{"id":"1","ref_id":"a","connection_status":"X","agreements":{{"{KEY}":1}}}}]"#
    ))]);
    let page = problem.poll().0.remove(0).unwrap();
    assert_eq!(page.problems[0].path, "[0].agreements[\"[key]\"]");
    assert_eq!(format!("{:?} {:?}", problem.client(), ApiKey::parse(KEY)), "Client Ok(ApiKey([key]))");
}

#[test]
fn the_key_is_sent_by_https_or_to_this_machine_only() {
    let cases = [
        ("https://api.leap.energy", "https://api.leap.energy"),
        ("HTTPS://API.leap.energy/", "https://api.leap.energy"),
        ("https://api.leap.energy:8443/base/", "https://api.leap.energy:8443/base"),
        ("http://127.0.0.1:8080/leap", "http://127.0.0.1:8080/leap"),
        ("http://localhost", "http://localhost"),
        ("http://[::1]:1", "http://[::1]:1"),
    ];
    for (text, read) in cases {
        assert_eq!(ApiUrl::parse(text).map(|url| url.to_string()).as_deref(), Ok(read));
    }
    for (text, reason) in [
        ("http://api.leap.energy", "http://api.leap.energy: the key is sent by https only, or by http to this machine"),
        (
            "http://127.0.0.1.evil.example",
            "http://127.0.0.1.evil.example: the key is sent by https only, or by http to this machine",
        ),
        (
            "http://localhost.evil.example",
            "http://localhost.evil.example: the key is sent by https only, or by http to this machine",
        ),
        ("ftp://127.0.0.1", "ftp://127.0.0.1: the key is sent by https only, or by http to this machine"),
        ("https://user@api.leap.energy", "the API's address has no user; the key is given by itself"),
        (
            "https://api.leap.energy?x=1",
            "https://api.leap.energy?x=1: the API's address has no query; give it with the path",
        ),
        (
            "https://api.leap.energy/#x",
            "https://api.leap.energy/#x: the API's address has no query; give it with the path",
        ),
        ("api.leap.energy", "api.leap.energy: not an address such as https://api.leap.energy"),
        ("https://", "https://: not an address such as https://api.leap.energy"),
        ("https://a b", "https://a%20b: not an address such as https://api.leap.energy"),
        ("https://a\\@b", "https://a\\@b: not an address such as https://api.leap.energy"),
        ("https://\u{e9}.example", "https://%C3%A9.example: not an address such as https://api.leap.energy"),
        ("https://user:pass@api.leap.energy", "the API's address has no user; the key is given by itself"),
    ] {
        assert_eq!(ApiUrl::parse(text).map_err(|error| error.to_string()), Err(reason.to_owned()));
    }
}

#[test]
fn a_path_may_lack_its_slash_and_have_parameters() {
    let full = |text: &str| RequestPath::parse(text).map(|path| path.with_query("page-token=a"));
    assert_eq!(full("v1/x").as_deref(), Ok("/v1/x?page-token=a"));
    assert_eq!(full("/v1/x?account=7").as_deref(), Ok("/v1/x?account=7&page-token=a"));
    assert_eq!(full("/v1/x?").as_deref(), Ok("/v1/x?page-token=a"));
    assert_eq!(RequestPath::parse("/v1/x").unwrap().with_query(""), "/v1/x");
    // The host stays what it is: a path is written behind it.
    assert_eq!(full("//evil.example/x").as_deref(), Ok("//evil.example/x?page-token=a"));
    for wrong in ["", "https://evil.example/x", "/a b", "/a#b", "/a\\b", "/é", "/a\r\nX: y"] {
        assert!(RequestPath::parse(wrong).is_err(), "{wrong:?}");
    }
}
