//! One table of documents and values for both JSON parsers. Here it runs through serde_json; the browser's tests run the
//! same file through `JSON.parse`.

use serde_json::{Value, json};
use vpp_core::connect::json::Json;
use vpp_core::domain::Decimal;

/// Each document with the values at its paths, or `null` where the text is not JSON. A value is what its only accessor gives:
/// `{"string": …}`, `{"bool": …}`, `{"number": …}` as the text of a [`Decimal`] or null where it is out of range,
/// `{"items": …}` with their number, `"object"`, or `"missing"`.
const TABLE: &str = include_str!("../fixtures/json.json");

/// The value at a path, in the form of the table.
fn describe<J: Json>(document: &J, path: &Value) -> Value {
    let mut value = document.clone();
    for step in path.as_array().unwrap() {
        let next = match step {
            Value::String(key) => value.get(Box::leak(key.clone().into_boxed_str())),
            index => value.items().and_then(|items| items.get(usize::try_from(index.as_u64()?).ok()?).cloned()),
        };
        let Some(next) = next else { return json!("missing") };
        value = next;
    }
    let number = value.digits().map(|digits| Decimal::parse(&digits).map(|number| number.to_string()));
    let forms = [
        value.as_string().map(|text| json!({"string": text})),
        value.as_bool().map(|flag| json!({"bool": flag})),
        number.map(|number| json!({"number": number})),
        value.items().map(|items| json!({"items": items.len()})),
        value.is_object().then(|| json!("object")),
    ];
    let mut forms: Vec<Value> = forms.into_iter().flatten().collect();
    if forms.len() == 1 { forms.remove(0) } else { json!(forms) }
}

fn check<J: Json>(table: &str) {
    let table: Value = serde_json::from_str(table).unwrap();
    for entry in table.as_array().unwrap() {
        let (name, text) = (&entry["name"], entry["document"].as_str().unwrap());
        let Some(values) = entry["values"].as_array() else {
            assert!(J::parse(text).is_none(), "{name}: {text} is not JSON");
            continue;
        };
        let document = J::parse(text).unwrap_or_else(|| panic!("{name}: {text} is JSON"));
        for value in values {
            assert_eq!(describe(&document, &value["path"]), value["is"], "{name}: {}", value["path"]);
        }
    }
}

#[test]
fn every_value_of_the_table_is_read_as_stated() {
    check::<Value>(TABLE);
}

#[test]
fn every_kind_of_value_is_in_the_table() {
    for kind in [
        "\"string\"",
        "\"bool\"",
        "\"number\"",
        "\"number\": null",
        "\"items\"",
        "\"object\"",
        "\"missing\"",
        "\"values\": null",
    ] {
        assert!(TABLE.contains(kind), "{kind}");
    }
}
