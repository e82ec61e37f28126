//! Decoding what the Connect API answers.

use leap::connection::{Connection, ConnectionStatus, Moment, UtilityStatus};
use leap::decode::{self, DecodeError, NextPage, Page};

use crate::support::at;

pub const DOCUMENTED: &str = include_str!("inputs/documented.json");

fn page(json: &str) -> Page {
    decode::json(json).unwrap_or_else(|error| panic!("{json}: {error}"))
}

fn problems(page: &Page) -> Vec<String> {
    page.problems.iter().map(ToString::to_string).collect()
}

#[test]
fn every_field_of_the_documented_example_is_read() {
    let page = page(DOCUMENTED);
    assert_eq!((page.connections.len(), problems(&page)), (1, Vec::new()));
    let connection = &page.connections[0];
    assert_eq!(connection.id.as_deref(), Some("CAISO_62631455-9dfd-433b-9482-fd043f2336d4_Test1012"));
    assert_eq!(connection.region.as_deref(), Some("CAISO"));
    assert_eq!(connection.reference_id().unwrap().unwrap().as_str(), "Test1012");
    assert_eq!(connection.started, Moment::At(at("2023-01-11T02:44:57Z")));
    assert_eq!(connection.last_interaction, Moment::At(at("2023-01-11T02:45:50Z")));
    assert_eq!(connection.status, Some(ConnectionStatus::Error));
    assert!(connection.other.is_empty());
    let [utility] = &connection.utilities[..] else { panic!("there is one utility") };
    assert_eq!(utility.authorization.as_deref(), Some("910bfb80-8b22-4341-8b5b-8752a21dccad"));
    assert_eq!(utility.name.as_deref(), Some("SDG&E: San Diego Gas & Electric"));
    assert_eq!(utility.is_required, Some(true));
    assert_eq!(utility.status, Some(UtilityStatus::Error));
    assert_eq!(utility.error_code.as_deref(), Some("USER_CANCELED"));
    assert_eq!(utility.started, Moment::At(at("2023-01-11T02:44:57Z")));
    assert_eq!(utility.last_interaction, Moment::At(at("2023-01-11T02:45:50Z")));
    assert!(utility.other.is_empty());
    let forms: Vec<_> = connection.agreements.iter().map(|form| (form.name.as_str(), form.status.as_str())).collect();
    assert_eq!(
        forms,
        [
            ("demand_response_participation_agreement_status", "NOT_REQUIRED"),
            ("prohibited_resource_attestation_status", "NOT_REQUIRED"),
        ]
    );
}

#[test]
fn a_bare_array_one_entry_and_every_envelope_are_read() {
    let entry: serde_json::Value = serde_json::from_str(DOCUMENTED).unwrap();
    let expected = page(DOCUMENTED).connections;
    assert_eq!(page(&format!("[{DOCUMENTED}]")).connections, expected);
    for name in ["connections", "results", "items", "data"] {
        let envelope = serde_json::json!({ "count": 1, name: [entry], "nextPageToken": "+RID:~j3==#RT:1|x" });
        let page = page(&envelope.to_string());
        assert_eq!(page.connections, expected, "{name}");
        assert_eq!(page.next_page, NextPage::Token("+RID:~j3==#RT:1|x".to_owned()));
        assert_eq!(page.other["count"], 1);
    }
    assert_eq!(page(r#"{"data":{"x":1},"results":[]}"#).connections, []);
    for other in ["3", "3.5", "\"a\"", "true", "null", "{}", r#"{"connections":null}"#, r#"{"data":{}}"#] {
        assert_eq!(decode::json(other), Err(DecodeError::NoConnections), "{other}");
    }
}

#[test]
fn a_token_that_cannot_be_read_is_not_the_last_page() {
    let next = |token: &str| page(&format!(r#"{{"items":[],{token}}}"#)).next_page;
    for last in [r#""nextPageToken":null"#, r#""nextPageToken":"""#, r#""a":1"#] {
        assert_eq!(next(last), NextPage::Last);
    }
    assert_eq!(next(r#""next_page_token":"a""#), NextPage::Token("a".to_owned()));
    assert_eq!(next(r#""nextPageToken":"a","next_page_token":"b""#), NextPage::Token("a".to_owned()));
    for unreadable in [r#""nextPageToken":7"#, r#""nextPageToken":{}"#, r#""nextPageToken":"a","next_page_token":[]"#] {
        assert_eq!(next(unreadable), NextPage::Unreadable);
    }
}

#[test]
fn a_document_that_is_not_whole_is_refused_with_the_position() {
    let refused = |json: &str| decode::json(json).unwrap_err().to_string();
    assert_eq!(refused("[]\n[]"), "something follows the end of the JSON document at line 2, column 1");
    assert_eq!(
        refused("{\"connections\":[]} x"),
        "something follows the end of the JSON document at line 1, column 20"
    );
    assert_eq!(refused("[{}"), "not JSON at line 1, column 3: EOF while parsing a list");
    assert_eq!(refused("<html>"), "not JSON at line 1, column 1: expected value");
    assert_eq!(refused(" \n"), "it is empty");
    assert!(refused(&"[".repeat(100_000)).starts_with("not JSON at line 1"));
    let whole = format!("[{DOCUMENTED}]");
    for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
        assert!(decode::json(&whole[..end]).is_err(), "the first {end} bytes");
    }
}

#[test]
fn utf_16_and_byte_order_marks_are_read() {
    let saved = decode::bytes(include_bytes!("inputs/powershell.json")).unwrap();
    assert_eq!(saved.connections.len(), 1);
    assert_eq!(saved.connections[0].reference.as_deref(), Some("r1"));
    assert_eq!(problems(&saved), [""; 0]);
    let text = "[{\"id\":\"1\",\"ref_id\":\"r\u{1f50c}\",\"connection_status\":\"PARTIAL\"}]";
    let units = || text.encode_utf16();
    let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
    let marked = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
    for bytes in [
        text.as_bytes().to_vec(),
        marked(&[0xef, 0xbb, 0xbf], text.as_bytes()),
        marked(&[0xff, 0xfe], &little),
        marked(&[0xfe, 0xff], &big),
        little.clone(),
        big,
    ] {
        assert_eq!(decode::bytes(&bytes).unwrap().connections[0].reference.as_deref(), Some("r\u{1f50c}"));
    }
    assert_eq!(decode::bytes(b"[\xff]"), Err(DecodeError::NotText { byte: 2 }));
    assert_eq!(
        decode::bytes(&marked(&[0xff, 0xfe], &little[1..])),
        Err(DecodeError::NotText { byte: little.len() + 1 })
    );
    assert_eq!(decode::bytes(&[0xff, 0xfe, b'[', 0, 0, 0xd8, b']', 0]), Err(DecodeError::NotText { byte: 5 }));
    assert_eq!(decode::bytes(b"\xef\xbb\xbf[\xff]"), Err(DecodeError::NotText { byte: 5 }));
    let after_a_pair: Vec<u8> = [0x5b, 0xd83d, 0xdd0c, 0xd800, 0x5d].into_iter().flat_map(u16::to_le_bytes).collect();
    assert_eq!(decode::bytes(&after_a_pair), Err(DecodeError::NotText { byte: 7 }));
    assert_eq!(decode::bytes(b""), Err(DecodeError::Empty));
}

#[test]
fn what_cannot_be_read_is_reported_with_its_path_and_the_rest_is_kept() {
    let json = r#"{"connections":[7,{
        "id":null,"ref_id":1.5,"transmission_region":4,"connection_status":[],"start_date_time_utc":true,
        "utility_connections":[null,{"utility_name":{},"utility_is_required":"true","status":3,"error_code":["x"],"last_interaction_date_time_utc":"soon"}],
        "agreements":{"a b":5,"c":null}},
        {"id":"1","ref_id":"","connection_status":"PARTIAL","utility_connections":{},"agreements":[]},
        {"id":"2","ref_id":"r","connection_status":"PARTIAL"}]}"#;
    let page = page(json);
    assert_eq!(
        problems(&page),
        [
            "connections[0]: expected an object, found a number",
            "connections[1].id: expected a text, found null",
            "connections[1].ref_id: expected a text, found a number",
            "connections[1].transmission_region: expected a text, found a number",
            "connections[1].start_date_time_utc: expected a date-time, found true or false",
            "connections[1].connection_status: expected a text, found an array",
            "connections[1].utility_connections[0]: expected an object, found null",
            "connections[1].utility_connections[1].utility_name: expected a text, found an object",
            "connections[1].utility_connections[1].utility_is_required: expected true or false, found a text",
            "connections[1].utility_connections[1].status: expected a text, found a number",
            "connections[1].utility_connections[1].error_code: expected a text, found an array",
            "connections[1].utility_connections[1].last_interaction_date_time_utc: expected a date-time, found another text",
            "connections[1].agreements[\"a b\"]: expected a text or null, found a number",
            "connections[2].ref_id: expected a text of 1 to 256 characters, found an empty text",
            "connections[2].utility_connections: expected an array, found an object",
            "connections[2].agreements: expected an object, found an array",
        ]
    );
    assert_eq!(page.connections.len(), 3);
    let forms: Vec<_> = page.connections[0].agreements.iter().map(|form| form.status.as_str()).collect();
    assert_eq!(forms, ["5", "null"]);
    assert_eq!(page.connections[0].started, Moment::Unreadable("true".to_owned()));
    let kept = Connection {
        id: Some("2".to_owned()),
        reference: Some("r".to_owned()),
        status: Some(ConnectionStatus::Partial),
        ..Connection::default()
    };
    assert_eq!(page.connections[2], kept);
}

#[test]
fn unknown_things_are_kept_as_they_came() {
    let json = r#"[{"id":"1","ref_id":"a b/é","connection_status":"completed","new":{"x":[1.10]},
        "transmission_region":"MARS",
        "utility_connections":[{"status":"PENDING","error_code":"Néw","x":null},{"status":"CONNECTED","error_code":401}],
        "agreements":{"new_form":"READ","other_status":null}}]"#;
    let page = page(json);
    assert_eq!(problems(&page), [""; 0]);
    let connection = &page.connections[0];
    assert_eq!(connection.reference.as_deref(), Some("a b/é"));
    assert!(connection.reference_id().unwrap().is_err());
    assert_eq!(connection.status.as_ref().unwrap().as_str(), "completed");
    assert_eq!((connection.region.as_deref(), connection.known_region()), (Some("MARS"), None));
    assert_eq!(serde_json::to_string(&connection.other).unwrap(), r#"{"new":{"x":[1.10]}}"#);
    assert_eq!(connection.utilities[0].status, Some(UtilityStatus::Other("PENDING".to_owned())));
    assert_eq!(connection.utilities[0].error_code.as_deref(), Some("Néw"));
    assert!(connection.utilities[0].other.contains_key("x"));
    assert_eq!(connection.utilities[1].error_code.as_deref(), Some("401"));
    let forms: Vec<_> = connection.agreements.iter().map(|form| (form.name.as_str(), form.status.as_str())).collect();
    assert_eq!(forms, [("new_form", "READ"), ("other_status", "null")]);
}

#[test]
fn an_object_with_a_reference_or_a_status_is_one_entry() {
    assert_eq!(page(r#"{"ref_id":"a","data":[]}"#).connections[0].reference.as_deref(), Some("a"));
    assert!(page(r#"{"connection_status":"PARTIAL"}"#).connections[0].status.is_some());
}

#[test]
fn a_reference_has_at_most_256_characters_and_an_empty_code_is_none() {
    let read = |length: usize| {
        let json = format!(
            r#"{{"id":"1","connection_status":"PARTIAL","ref_id":"{}","utility_connections":[{{"status":"ERROR","error_code":""}}]}}"#,
            "é".repeat(length)
        );
        page(&json).connections.remove(0)
    };
    assert_eq!(read(256).reference.map(|text| text.chars().count()), Some(256));
    assert_eq!(read(257).reference, None);
    assert_eq!(read(1).utilities[0].error_code, None);
}

#[test]
fn a_path_quotes_names_that_are_not_plain() {
    let json = r#"{"id":"1","ref_id":"r","connection_status":"PARTIAL","agreements":{"a\"b\\\u202e":1,"":2}}"#;
    let paths: Vec<String> = page(json).problems.into_iter().map(|problem| problem.path).collect();
    assert_eq!(paths, [r#"agreements[""]"#, r#"agreements["a\"b\\\u{202e}"]"#]);
}

#[test]
fn a_reference_that_is_a_number_is_exact() {
    let reference = |number: &str| {
        page(&format!("[{{\"id\":\"1\",\"connection_status\":\"PARTIAL\",\"ref_id\":{number}}}]")).connections[0]
            .reference
            .clone()
    };
    assert_eq!(reference("123456789012345678").as_deref(), Some("123456789012345678"));
    assert_eq!(reference("98765432109876543210987654321").as_deref(), Some("98765432109876543210987654321"));
    for other in ["1e5", "1.0", "-1"] {
        assert_eq!(reference(other), None, "{other}");
    }
}
