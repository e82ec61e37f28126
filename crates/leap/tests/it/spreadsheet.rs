//! References that have been through a spreadsheet.

use crate::support::{cases, reference};
use leap::name::ReferenceId;
use leap::spreadsheet::{self, CellError, Change, change, guarded, unguarded};
use proptest::prelude::*;
use serde_json::Value;

/// The references in a file of the reports, with their rows as a spreadsheet counts them. These files have no quoted commas.
fn rows(file: &str) -> Vec<(u64, Result<ReferenceId, CellError>)> {
    let cell = |line: &str| {
        let cell = line.split(',').next().unwrap();
        let quoted = cell.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        quoted.map_or(cell.to_owned(), |inner| inner.replace("\"\"", "\""))
    };
    file.lines().zip(1..).skip(1).map(|(line, row)| (row, spreadsheet::reference(&cell(line)))).collect()
}

#[test]
fn the_references_of_the_files_are_read_or_refused_as_expected() {
    let expected: Value = serde_json::from_str(include_str!("inputs/expected.json")).unwrap();
    for (name, file) in [
        ("wrapped.csv", include_str!("inputs/wrapped.csv")),
        ("apostrophe.csv", include_str!("inputs/apostrophe.csv")),
        ("spaces.csv", include_str!("inputs/spaces.csv")),
        ("damaged.csv", include_str!("inputs/damaged.csv")),
        ("warn.csv", include_str!("inputs/warn.csv")),
    ] {
        let rows = rows(file);
        let good: Vec<&str> = rows.iter().filter_map(|(_, read)| Some(read.as_ref().ok()?.as_str())).collect();
        let bad: Vec<u64> = rows.iter().filter(|(_, read)| read.is_err()).map(|(row, _)| *row).collect();
        let warned: Vec<u64> = rows
            .iter()
            .filter(|(_, read)| read.as_ref().is_ok_and(|one| change(one).is_some()))
            .map(|(row, _)| *row)
            .collect();
        assert_eq!(serde_json::json!(good), expected[name]["good"], "{name}");
        assert_eq!(serde_json::json!(bad), expected[name]["bad_rows"], "{name}");
        if let Some(expected) = expected[name].get("warned_rows") {
            assert_eq!(&serde_json::json!(warned), expected, "{name}");
        }
    }
}

#[test]
fn a_refused_cell_names_the_character_or_what_a_spreadsheet_did() {
    let reasons =
        |file| rows(file).into_iter().filter_map(|(_, read)| Some(read.err()?.to_string())).collect::<Vec<_>>();
    let at_4 = ["U+0020", "U+00A0", "U+200B"].map(|character| format!("{character} at character 4 is not allowed"));
    assert_eq!(reasons(include_str!("inputs/spaces.csv")), at_4);
    let damaged = "a spreadsheet has turned this into a number (or an error)";
    assert_eq!(reasons(include_str!("inputs/damaged.csv")), [damaged; 3]);
    for cell in ["#N/A", "#REF!", "########", "#DIV/0!", "9.9E+15"] {
        assert_eq!(spreadsheet::reference(cell), Err(CellError::Damaged), "{cell}");
    }
    for cell in ["'abc", "#", "a+1", "E+1", "=\"a\"b\"", "=\"\""] {
        assert!(matches!(spreadsheet::reference(cell), Err(CellError::Text(_))), "{cell}");
    }
}

#[test]
fn only_a_formula_that_is_one_text_is_read_as_that_text() {
    for (cell, text) in
        [("=\"a\"", "a"), ("=\"a\"&\"b\"", "=\"a\"&\"b\""), ("=\"", "=\""), ("\"a\"", "\"a\""), ("a", "a")]
    {
        assert_eq!(spreadsheet::without_formula(cell), text);
    }
}

#[test]
fn references_that_the_next_spreadsheet_changes_are_told_with_the_reason() {
    for (text, expected) in [
        ("00123", Some(Change::LeadingZeros)),
        ("0", None),
        ("123", None),
        ("1E5", Some(Change::Exponent)),
        ("12e3", Some(Change::Exponent)),
        ("1.5E-3", Some(Change::Exponent)),
        ("E5", None),
        ("1E5A", None),
        ("123456789012345", None),
        ("1234567890123456", Some(Change::Digits)),
        ("1-2", Some(Change::Date)),
        ("2024-01-31", Some(Change::Date)),
        ("31.1.2024", Some(Change::Date)),
        ("MAR1", Some(Change::Date)),
        ("1mar", Some(Change::Date)),
        ("March-2024", Some(Change::Date)),
        ("SEPT-A", None),
        ("MARS1", None),
        ("1-2-3-4", None),
        ("1.50", Some(Change::Decimal)),
        (".5", Some(Change::Decimal)),
        ("1.2.3.4", None),
        ("true", Some(Change::Boolean)),
        ("FALSE", Some(Change::Boolean)),
        ("-abc", Some(Change::Formula)),
        ("R-1", None),
        (".", None),
        ("..", None),
        ("~", None),
        ("0341166e-ea92", None),
        ("910bfb80-8b22-4341-8b5b-8752a21dccad", None),
    ] {
        assert_eq!(change(&reference(text)), expected, "{text}");
    }
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn the_guard_and_its_removal_are_inverse(cell in "['=+@\t\r\n a1-]{0,6}") {
        let written = guarded(&cell);
        prop_assert_eq!(unguarded(&written), &cell);
        prop_assert!(!written.starts_with(['=', '+', '-', '@', '\t', '\r']));
    }

    #[test]
    fn every_reference_survives_export_and_import(text in "[A-Za-z0-9._~-]{1,50}") {
        let reference = ReferenceId::parse(&text).unwrap();
        prop_assert_eq!(spreadsheet::reference(&guarded(&text)), Ok(reference.clone()));
        prop_assert_eq!(spreadsheet::reference(&format!("=\"{text}\"")), Ok(reference.clone()));
        let _ = change(&reference);
    }
}
