//! Lists of customers as spreadsheets write them: CSV in their encodings and with their delimiters.
//!
//! Nothing in a list is guessed: a quote that is never closed is an error, and a row with too few or too many cells is told
//! from the others. Rows are numbered as a spreadsheet shows them: the header is row 1.

mod error;
mod parse;
mod read;
mod text;
mod write;

pub use error::{RowFault, SheetError};
pub use read::{Row, Sheet};
pub use write::{WriteError, written};
