//! Writes a list.

use std::error::Error;
use std::fmt;

/// Writes rows as CSV in UTF-8. Cells are quoted where they have to be; guards against formulas are up to the caller, who
/// knows where a cell comes from.
///
/// ```
/// use leap::customers::written;
///
/// let csv = written([vec!["ref_id", "name"], vec!["R1", "Müller, Anna"]], ',', false)?;
/// assert_eq!(csv, "ref_id,name\nR1,\"Müller, Anna\"\n".as_bytes());
/// # Ok::<(), leap::customers::WriteError>(())
/// ```
///
/// # Errors
/// If the delimiter is not an ASCII character.
pub fn written<R, C>(rows: impl IntoIterator<Item = R>, delimiter: char, has_mark: bool) -> Result<Vec<u8>, WriteError>
where
    R: IntoIterator<Item = C>,
    C: AsRef<[u8]>,
{
    let delimiter = u8::try_from(delimiter).map_err(|_| WriteError)?;
    let start = if has_mark { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(start);
    for row in rows {
        writer.write_record(row).map_err(|_| WriteError)?;
    }
    writer.into_inner().map_err(|_| WriteError)
}

/// A list cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriteError;

impl fmt::Display for WriteError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the list cannot be written as CSV")
    }
}

impl Error for WriteError {}
