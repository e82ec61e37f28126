//! Reads files. A hyphen stands for standard input.

use super::failure::Failure;
use super::output;
use leap::decode::{self, Page};
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// How a file is called that is standard input or output.
pub(crate) const STANDARD: &str = "-";

/// The name of a file for people.
pub(crate) fn name(file: &Path) -> String {
    if file.as_os_str() == STANDARD { "standard input".to_owned() } else { file.display().to_string() }
}

/// The contents of a file.
pub(crate) fn bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    let read = if file.as_os_str() == STANDARD {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(file)
    };
    read.map_err(|error| Failure::Read { file: name(file), error })
}

/// The contents of a text file.
pub(crate) fn text(file: &Path) -> Result<String, Failure> {
    let invalid = || io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8");
    String::from_utf8(bytes(file)?).map_err(|_| Failure::Read { file: name(file), error: invalid() })
}

/// The connections in a saved answer. What cannot be read in it is reported.
pub(crate) fn saved_answer(file: &Path) -> Result<Page, Failure> {
    let decoded = decode::bytes(&bytes(file)?);
    let page = decoded.map_err(|error| Failure::Decode { file: name(file), error })?;
    for problem in &page.problems {
        output::warn(&problem.to_string());
    }
    if page.next_page != decode::NextPage::Last {
        output::warn("the answer has a next page, which is not in this file");
    }
    Ok(page)
}
