//! Nothing that can arrive makes the decoder panic.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use proptest::{collection, prelude::*, sample};
use serde_json::{Map, Value, json};
use support::{SECRET, documented_page, read, read_page};

/// Names of the API and others, so that arbitrary objects come close to real ones.
const NAMES: [&str; 20] = [
    "route",
    "object",
    "type",
    "code",
    "request_id",
    "programme",
    "performance",
    "actions",
    "timezone",
    "currency_code",
    "period_type",
    "period_start",
    "period_end",
    "series",
    "date",
    "earnings",
    "data",
    "redirect_url",
    "callback_url",
    "x",
];

fn anything() -> impl Strategy<Value = Value> {
    let near =
        ["vpp_summary", "session_redirect", "session_complete", "error", "MONTH", "2025-02-01", "USD", "CLOSE", SECRET];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        sample::select(near.to_vec()).prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 48, 6, |inner| {
        let members = collection::vec((sample::select(NAMES.to_vec()), inner.clone()), 0..6);
        prop_oneof![
            collection::vec(inner, 0..6).prop_map(Value::from),
            members.prop_map(|members| {
                Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
            }),
        ]
    })
}

proptest! {
    #![proptest_config(support::cases(512))]

    #[test]
    fn no_json_makes_the_decoder_panic_or_repeat_a_token(status in prop_oneof![Just(200u16), 0..600u16], json in anything()) {
        if let Err(problem) = read(status, &json.to_string()) {
            let text = format!("{problem:?}");
            prop_assert!(!text.contains(SECRET), "{}", text);
        }
    }

    #[test]
    fn no_text_makes_the_decoder_panic(status in prop_oneof![Just(200u16), any::<u16>()], body in ".{0,200}") {
        let _ = read(status, &body);
    }

    #[test]
    fn no_page_with_parts_of_anything_makes_the_decoder_panic(
        parts in collection::vec((sample::select(NAMES.to_vec()), anything(), 0..3u8), 1..4),
    ) {
        let mut page = documented_page();
        for (name, value, place) in parts {
            match place {
                0 => page[name] = value,
                1 => page["performance"] = json!({"period_type": "MONTH", name: value}),
                _ => page["programme"][name] = value,
            }
            if !page["programme"].is_object() {
                break;
            }
        }
        let _ = read_page(&page);
    }
}
