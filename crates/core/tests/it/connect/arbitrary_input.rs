//! Arbitrary input: the decoder never panics.

use crate::support::{SECRET, documented_page, read, read_page};
use proptest::{collection, prelude::*, sample};
use serde_json::{Map, Value, json};

/// Keys of the API, so that arbitrary objects come close to real ones.
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

fn any_value() -> impl Strategy<Value = Value> {
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
    #![proptest_config(crate::support::cases(192))]

    #[test]
    fn arbitrary_json_never_panics_and_its_problems_hold_no_token(status in prop_oneof![Just(200u16), 0..600u16], json in any_value()) {
        if let Err(problem) = read(status, &json.to_string()) {
            let text = format!("{problem:?}");
            prop_assert!(!text.contains(SECRET), "{}", text);
        }
    }

    #[test]
    fn arbitrary_text_never_panics(status in prop_oneof![Just(200u16), any::<u16>()], body in ".{0,200}") {
        let _ = read(status, &body);
    }

    #[test]
    fn a_page_with_arbitrary_parts_never_panics(
        parts in collection::vec((sample::select(NAMES.to_vec()), any_value(), 0..3u8), 1..4),
    ) {
        let mut page = documented_page();
        for (name, value, parent) in parts {
            match parent {
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
