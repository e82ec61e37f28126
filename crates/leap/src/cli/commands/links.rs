//! `leap links`: makes the links of a list of customers.

mod row;

use crate::cli::args::{LinksArguments, Options};
use crate::cli::clock::Clock;
use crate::cli::failure::Failure;
use crate::cli::outcome::Outcome;
use crate::cli::output::Format;
use crate::cli::{data_files, files, input, output, stores};
use leap::customers::{Row, Sheet, written};
use leap::name::ReferenceId;
use leap::spreadsheet::{change, guarded};
use leap::store::StoredLink;
use row::{Defaults, RowProblem};
use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};

/// The columns that are read.
const COLUMNS: [&str; 11] =
    ["ref_id", "kind", "org", "title", "base", "utility", "class", "region", "variant", "language", "time_zone"];

/// The column of the result that has the link. One that is there already is filled again.
const LINK: &str = "link";

/// How many rows a warning names.
const MOST_NAMED: usize = 20;

pub(crate) fn run(arguments: &LinksArguments, options: &Options, clock: &Clock) -> Result<Outcome, Failure> {
    // The result lacks the rows that are refused, so it must not replace the only list that has them.
    if files::is_same(&arguments.from, &arguments.to) {
        return Err(Failure::SameFile(input::name(&arguments.to)));
    }
    let file = input::name(&arguments.from);
    let sheet = Sheet::read(&input::bytes(&arguments.from)?, &COLUMNS);
    let sheet = sheet.map_err(|error| Failure::Sheet { file, error })?;
    let utilities = data_files::utilities(options)?;
    let defaults = Defaults { arguments, language: options.language, utilities: &utilities, now: clock.now() };
    let mut store = stores::to_write(options)?;
    let made = made(&sheet, &defaults, &store.forgotten()?);
    let bytes = match options.format {
        Format::Json => output::json(&json(&sheet, &made.links))?.into_bytes(),
        Format::Table | Format::Csv => {
            let mut rows = vec![header(&sheet)];
            rows.extend(made.links.iter().map(|(row, link)| cells(&sheet, row, link, guarded)));
            written(&rows, sheet.delimiter(), sheet.has_mark())?
        }
    };
    // The list appears whole or not at all, and only if the customers are stored.
    let pending = files::Pending::write(&arguments.to, &bytes)?;
    let links: Vec<StoredLink> = made.links.into_iter().map(|(_, link)| link).collect();
    let stored = store.put_links(&links)?;
    pending.finish()?;
    for (number, problem) in &made.problems {
        output::error(&format!("row {number}: {problem}"));
    }
    for (warning, rows) in &made.warnings {
        output::warn(&format!("{warning}: {}", named(rows.iter().map(u64::to_string))));
    }
    if !made.changing.is_empty() {
        let rows = made.changing.iter().map(|(row, how)| format!("{row} ({how})"));
        output::warn(&format!("a spreadsheet would change the references in {}", named(rows)));
    }
    if stored.new == 0 && stored.changed == 0 && !links.is_empty() {
        let customers = match stored.same {
            1 => "the customer was".to_owned(),
            same => format!("all {same} customers were"),
        };
        output::note(&format!("nothing has changed: {customers} in the store"));
    } else {
        output::note(&format!("{} new, {} changed, {} as before", stored.new, stored.changed, stored.same));
    }
    Ok(if made.problems.is_empty() { Outcome::Done } else { Outcome::SomeRefused })
}

/// The links of a list, and what is wrong with it.
struct Made<'a> {
    links: Vec<(&'a Row, StoredLink)>,
    /// The rows with something that is allowed, but seldom meant.
    warnings: BTreeMap<String, Vec<u64>>,
    problems: Vec<(u64, RowProblem)>,
    /// The rows whose reference the next spreadsheet changes, and how.
    changing: Vec<(u64, String)>,
}

fn made<'a>(sheet: &'a Sheet, defaults: &Defaults<'_>, forgotten: &BTreeSet<String>) -> Made<'a> {
    let mut made = Made { links: Vec::new(), warnings: BTreeMap::new(), problems: Vec::new(), changing: Vec::new() };
    let mut first: BTreeMap<String, u64> = BTreeMap::new();
    for row in sheet.rows() {
        let link = row::link(sheet, row, defaults).and_then(|(link, warnings)| match first.get(&link.reference) {
            Some(other) => Err(RowProblem::Repeated { reference: link.reference, row: *other }),
            None if forgotten.contains(&link.reference) => Err(RowProblem::Forgotten(link.reference)),
            None => Ok((link, warnings)),
        });
        match link {
            Err(problem) => made.problems.push((row.number, problem)),
            Ok((link, warnings)) => {
                for warning in warnings {
                    made.warnings.entry(warning.to_string()).or_default().push(row.number);
                }
                let reference = ReferenceId::parse(&link.reference).ok();
                let change = reference.as_ref().and_then(change).map(|change| (row.number, change.to_string()));
                made.changing.extend(change);
                first.insert(link.reference.clone(), row.number);
                made.links.push((row, link));
            }
        }
    }
    made
}

fn header(sheet: &Sheet) -> Vec<String> {
    let mut header = sheet.header().to_vec();
    if sheet.column(LINK).is_none() {
        header.push(LINK.to_owned());
    }
    header
}

/// The cells of the result. The reference and the link are ours, and written in a way that suits the format; the others pass
/// through as they came.
fn cells(sheet: &Sheet, row: &Row, link: &StoredLink, ours: fn(&str) -> String) -> Vec<String> {
    let mut cells = row.cells.clone();
    if let Some(cell) = sheet.column("ref_id").and_then(|at| cells.get_mut(at)) {
        *cell = ours(&link.reference);
    }
    match sheet.column(LINK).and_then(|at| cells.get_mut(at)) {
        Some(cell) => *cell = ours(&link.address),
        None => cells.push(ours(&link.address)),
    }
    cells
}

/// The rows of the result as objects, with the columns in their order.
fn json(sheet: &Sheet, links: &[(&Row, StoredLink)]) -> Vec<JsonRow> {
    let names = distinct(header(sheet));
    let row = |(row, link): &(&Row, StoredLink)| cells(sheet, row, link, str::to_owned);
    links.iter().map(|link| JsonRow(names.iter().cloned().zip(row(link)).collect())).collect()
}

/// The names of columns. Those that come again, which an object cannot have, get a number.
fn distinct(names: Vec<String>) -> Vec<String> {
    let mut distinct: Vec<String> = Vec::with_capacity(names.len());
    for name in names {
        let numbered = |number: usize| if number == 1 { name.clone() } else { format!("{name} ({number})") };
        let free = (1..).map(numbered).find(|one| !distinct.contains(one));
        distinct.push(free.unwrap_or(name));
    }
    distinct
}

/// A row of the result as an object.
struct JsonRow(Vec<(String, String)>);

impl Serialize for JsonRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, cell)| (name, cell)))
    }
}

/// Such as `row 2`, or the first rows of many and how many more there are.
fn named(rows: impl ExactSizeIterator<Item = String>) -> String {
    let noun = if rows.len() == 1 { "row" } else { "rows" };
    let more = rows.len().saturating_sub(MOST_NAMED);
    let named = rows.take(MOST_NAMED).collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{noun} {named} and {more} more") } else { format!("{noun} {named}") }
}
