//! Lists of customers.

use crate::support::cases;
use leap::customers::{RowFault, Sheet, SheetError, written};
use proptest::prelude::*;

const KNOWN: [&str; 3] = ["ref_id", "kind", "org"];

fn read(bytes: &[u8]) -> Result<Sheet, SheetError> {
    Sheet::read(bytes, &KNOWN)
}

/// The cells of each row, with its number.
fn rows(bytes: &[u8]) -> Vec<(u64, Vec<String>)> {
    read(bytes).unwrap().rows().iter().map(|row| (row.number, row.cells.clone())).collect()
}

fn row(number: u64, cells: &[&str]) -> (u64, Vec<String>) {
    (number, cells.iter().map(|cell| (*cell).to_owned()).collect())
}

#[test]
fn each_encoding_is_read() {
    let text = "ref_id,name\nr1,é€\n";
    let utf_16 = |unit: fn(u16) -> [u8; 2], mark: &[u8]| {
        mark.iter().copied().chain(text.encode_utf16().flat_map(unit)).collect::<Vec<u8>>()
    };
    let expected = [row(2, &["r1", "é€"])];
    for (bytes, has_mark) in [
        (text.as_bytes().to_vec(), false),
        (["\u{feff}".as_bytes(), text.as_bytes()].concat(), true),
        (utf_16(u16::to_le_bytes, &[0xff, 0xfe]), true),
        (utf_16(u16::to_be_bytes, &[0xfe, 0xff]), true),
        (utf_16(u16::to_le_bytes, &[]), true),
        (utf_16(u16::to_be_bytes, &[]), true),
        (b"ref_id,name\nr1,\xe9\x80\n".to_vec(), true),
    ] {
        assert_eq!(rows(&bytes), expected, "{bytes:?}");
        assert_eq!(read(&bytes).unwrap().has_mark(), has_mark);
    }
    assert_eq!(read(&[0xff, 0xfe, b'r', 0, b'e']), Err(SheetError::NotText));
}

#[test]
fn the_delimiter_is_the_one_that_splits_the_header_into_known_columns() {
    for (text, delimiter) in [
        ("ref_id,kind\n", ','),
        ("ref_id;kind\n", ';'),
        ("ref_id\tkind\n", '\t'),
        ("name;more,ref_id,kind\n", ','),
        ("\"ref_id\";\"kind\"\n", ';'),
        ("ref_id\n", ','),
        ("sep=;\nref_id;kind\n", ';'),
        ("\"sep=\t\"\r\nref_id\tkind\n", '\t'),
    ] {
        assert_eq!(read(text.as_bytes()).unwrap().delimiter(), delimiter, "{text}");
    }
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_shows_them() {
    let text = b"ref_id,kind\r\n\r\n , \r\nr1,\"a\nb\"\rr2,x\n\n\"r\"\"3\",\"y\"";
    let expected = [row(4, &["r1", "a\nb"]), row(5, &["r2", "x"]), row(7, &["r\"3", "y"])];
    assert_eq!(rows(text), expected);
    let stated = b"sep=,\r\nref_id,kind\r\nr1,x\r\n";
    assert_eq!(rows(stated), [row(2, &["r1", "x"])], "a spreadsheet does not show the first line");
}

#[test]
fn nothing_is_guessed() {
    let open = |row| Err(SheetError::OpenQuote { row });
    assert_eq!(read(b"ref_id\nr1\n\"r2\nr3\n"), open(3));
    assert_eq!(read(b"\"ref_id\nr1\n"), open(1));
    assert_eq!(read(b"ref_id,x,Ref_ID \nr1,,\n"), Err(SheetError::RepeatedColumn("Ref_ID".to_owned())));
    for bytes in [&b""[..], b"\n", b"a,b\nc,d\n", b"kind,org\n"] {
        assert!(matches!(read(bytes), Err(SheetError::NoHeader { .. })), "{bytes:?}");
    }
    let sheet = read(b"ref_id,kind\nr1\nr2,x,y\nr3,x,,\n").unwrap();
    let faults: Vec<_> = sheet.rows().iter().map(|row| row.fault).collect();
    let (few, many) = (RowFault::TooFew { cells: 1, columns: 2 }, RowFault::TooMany { cells: 3, columns: 2 });
    assert_eq!(faults, [Some(few), Some(many), None], "empty cells beyond the header are no cells");
}

#[test]
fn columns_are_found_without_regard_to_case_and_spaces_and_others_are_kept() {
    let sheet = read(b" Ref_ID ,KIND,,E-Mail,\nr1,x,1,a@x.example,2\n").unwrap();
    let row = &sheet.rows()[0];
    assert_eq!(
        (sheet.cell(row, "ref_id"), sheet.cell(row, "kind"), sheet.cell(row, "org")),
        (Some("r1"), Some("x"), None)
    );
    assert_eq!(sheet.header(), [" Ref_ID ", "KIND", "", "E-Mail", ""]);
    assert_eq!(row.cells, ["r1", "x", "1", "a@x.example", "2"]);
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn what_is_written_is_read_back(
        cells in proptest::collection::vec("[a-z\"',;\t\r\n =+@é李-]{0,8}", 1..12),
        delimiter in prop_oneof![Just(','), Just(';'), Just('\t')],
        has_mark: bool,
    ) {
        let mut rows = vec![vec!["ref_id".to_owned(), "kind".to_owned(), "other".to_owned()]];
        // A first cell of ink keeps a row from being empty.
        rows.extend(cells.iter().map(|cell| vec!["r".to_owned(), cell.clone(), cell.clone()]));
        let bytes = written(&rows, delimiter, has_mark).unwrap();
        let sheet = read(&bytes).unwrap();
        prop_assert_eq!((sheet.delimiter(), sheet.has_mark()), (delimiter, has_mark));
        let read: Vec<_> = sheet.rows().iter().map(|row| row.cells.clone()).collect();
        prop_assert_eq!(read, &rows[1..]);
    }

    #[test]
    fn no_bytes_make_reading_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes);
        let _ = read(&[b"ref_id,kind\n", bytes.as_slice()].concat());
    }
}
