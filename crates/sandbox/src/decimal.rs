//! Exact decimals: integers in minor units, written as JSON numbers without passing through a float.

use std::str::FromStr;

use serde_json::{Number, Value};

/// The number of decimal places of a currency in ISO 4217. Covers the currencies of the scenarios.
pub fn currency_digits(code: &str) -> u32 {
    match code {
        "JPY" | "KRW" | "ISK" | "CLP" | "VND" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

/// An amount in minor units as text with `digits` decimal places, such as `62.10` for 6210 and 2.
pub fn text(minor: i64, digits: u32) -> String {
    if digits == 0 {
        return minor.to_string();
    }
    let sign = if minor < 0 { "-" } else { "" };
    let unit = 10_u64.pow(digits);
    let size = minor.unsigned_abs();
    let width = digits as usize;
    format!("{sign}{}.{:0width$}", size / unit, size % unit)
}

/// The same as a JSON number, which keeps that text.
pub fn number(minor: i64, digits: u32) -> Value {
    Number::from_str(&text(minor, digits)).map_or(Value::Null, Value::Number)
}
