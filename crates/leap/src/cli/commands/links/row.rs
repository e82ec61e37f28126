//! Reads one row of a list of customers.

use crate::cli::args::LinksArguments;
use crate::cli::made_links;
use chrono::{DateTime, Utc};
use leap::class::CustomerClass;
use leap::customers::{Row, RowFault, Sheet};
use leap::language::Language;
use leap::link::{Link, LinkKind, LinkRefusal, LinkWarning, Variant};
use leap::name::{FlowTitle, OrgName};
use leap::reengagement::time_zone;
use leap::region::Region;
use leap::spreadsheet::{self, CellError, unguarded};
use leap::store::StoredLink;
use leap::text::visible;
use leap::utility::{Utilities, Utility};
use std::fmt;

/// What stands for cells that are empty.
pub(super) struct Defaults<'a> {
    pub(super) arguments: &'a LinksArguments,
    pub(super) language: Option<Language>,
    pub(super) utilities: &'a Utilities,
    pub(super) now: DateTime<Utc>,
}

/// Why a row is refused.
#[derive(Debug)]
pub(super) enum RowProblem {
    /// It has too few or too many cells.
    Fault(RowFault),
    /// There is no reference in its cell.
    Reference(CellError),
    /// A cell is refused.
    Cell { column: &'static str, reason: String },
    /// A cell is empty, and no option stands for it.
    Missing { column: &'static str, kind: LinkKind },
    /// There is no such link.
    Refused(LinkRefusal),
    /// An earlier row has the same reference.
    Repeated { reference: String, row: u64 },
    /// The customer was forgotten.
    Forgotten(String),
}

impl fmt::Display for RowProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fault(fault) => fault.fmt(formatter),
            Self::Reference(error) => write!(formatter, "ref_id: {error}"),
            Self::Cell { column, reason } => write!(formatter, "{column}: {}", visible(reason)),
            Self::Missing { column, kind } => {
                let option = column.replace('_', "-");
                write!(
                    formatter,
                    "{column} is empty, and {} needs it; --{option} stands for empty cells",
                    kind.as_str()
                )
            }
            Self::Refused(refusal) => refusal.fmt(formatter),
            Self::Repeated { reference, row } => write!(formatter, "{reference} is in row {row} already"),
            Self::Forgotten(reference) => {
                write!(formatter, "{reference} was forgotten: a customer who returns needs a new reference")
            }
        }
    }
}

/// The link of a row, and what in it is allowed, but seldom meant.
pub(super) fn link(
    sheet: &Sheet,
    row: &Row,
    defaults: &Defaults<'_>,
) -> Result<(StoredLink, Vec<LinkWarning>), RowProblem> {
    if let Some(fault) = row.fault {
        return Err(RowProblem::Fault(fault));
    }
    let reference = spreadsheet::reference(sheet.cell(row, "ref_id").unwrap_or_default());
    let reference = reference.map_err(RowProblem::Reference)?;
    let cells = Cells { sheet, row };
    let options = defaults.arguments;
    let kind = cells
        .parsed("kind", |text| LinkKind::parse(text).ok_or_else(|| unknown(text, "direct, connect or connect-2025")))?;
    let kind = kind.or(options.kind);
    // A flow's address says the kind by itself.
    let base = cells.text("base").map(str::to_owned).or_else(|| options.base.clone());
    let kind = kind.or(base.as_ref().map(|_| LinkKind::Connect));
    let kind = kind.ok_or(RowProblem::Cell { column: "kind", reason: "it is empty, and so is --kind".to_owned() })?;
    let class = cells.parsed("class", CustomerClass::parse)?.or(options.class);
    let needs = |column| RowProblem::Missing { column, kind };
    let org = cells.exact("org", OrgName::parse)?.or_else(|| options.org.clone());
    let utilities = utilities(&cells, defaults)?;
    let link = match kind {
        LinkKind::Direct => {
            let [utility] = &utilities[..] else {
                return Err(if utilities.is_empty() { needs("utility") } else { several_for_direct() });
            };
            Link::direct(org.ok_or(needs("org"))?, utility.clone(), class).map_err(RowProblem::Refused)?
        }
        LinkKind::Connect => {
            let flow = match base {
                Some(base) => made_links::flow_at(&base, defaults.utilities)
                    .map_err(|reason| RowProblem::Cell { column: "base", reason })?,
                None => {
                    let title = cells.exact("title", FlowTitle::parse)?.or_else(|| options.title.clone());
                    Link::connect(org.ok_or(needs("org"))?, title.ok_or(needs("title"))?)
                }
            };
            if utilities.is_empty() { flow } else { flow.with_utilities(utilities).map_err(RowProblem::Refused)? }
        }
        LinkKind::Connect2025 => {
            let region = cells.parsed("region", Region::parse)?.or(options.region);
            let variant =
                |text: &str| Variant::parse(text).ok_or_else(|| unknown(text, "a variant such as RESIDENTIAL"));
            let variant = cells.parsed("variant", variant)?.or(options.variant);
            Link::connect_2025(org.ok_or(needs("org"))?, region.ok_or(needs("region"))?, variant)
                .map_err(RowProblem::Refused)?
        }
    };
    let class = class_of(&link, class)?;
    let known = |text: &str| Language::of_tag(text).ok_or_else(|| unknown(text, "en, en-US, de, fr, es, nl or ar"));
    let language = cells.parsed("language", known)?.or(defaults.language);
    let zone = cells.parsed("time_zone", time_zone)?.or(options.time_zone);
    let link = link.with_reference(reference);
    let stored = made_links::stored(&link, class, language, zone, defaults.now);
    let stored = stored.ok_or(RowProblem::Cell { column: "ref_id", reason: "it is empty".to_owned() })?;
    Ok((stored, link.warnings()))
}

/// The requested utilities: those of the row, or else those of the options.
fn utilities(cells: &Cells<'_>, defaults: &Defaults<'_>) -> Result<Vec<Utility>, RowProblem> {
    let known = |id: &str| {
        let utility = defaults.utilities.by_id(id).cloned();
        utility.map_err(|error| RowProblem::Cell { column: "utility", reason: error.to_string() })
    };
    match cells.text("utility") {
        Some(text) => text.split_ascii_whitespace().map(known).collect(),
        None => defaults.arguments.utility.iter().map(|id| known(id)).collect(),
    }
}

/// The class of the customer: that of the link, where it tells one.
fn class_of(link: &Link, stated: Option<CustomerClass>) -> Result<Option<CustomerClass>, RowProblem> {
    match (link.class(), stated) {
        (Some(of_link), Some(stated)) if of_link != stated => Err(RowProblem::Cell {
            column: "class",
            reason: format!("it is {}, and the variant of the link is {}", stated.as_str(), of_link.as_str()),
        }),
        (of_link, stated) => Ok(of_link.or(stated)),
    }
}

fn several_for_direct() -> RowProblem {
    RowProblem::Cell { column: "utility", reason: "a direct link is for one utility".to_owned() }
}

fn unknown(text: &str, expected: &str) -> String {
    format!("\"{text}\" is not {expected}")
}

/// The cells of a row, by column.
struct Cells<'a> {
    sheet: &'a Sheet,
    row: &'a Row,
}

impl<'a> Cells<'a> {
    /// A cell without its guard and outer spaces; `None` if it is empty or there is no such column.
    fn text(&self, column: &str) -> Option<&'a str> {
        let text = unguarded(self.sheet.cell(self.row, column)?).trim();
        (!text.is_empty()).then_some(text)
    }

    /// A cell whose outer spaces mean nothing.
    fn parsed<T, E: ToString>(
        &self,
        column: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Result<Option<T>, RowProblem> {
        let refused = |error: E| RowProblem::Cell { column, reason: error.to_string() };
        self.text(column).map(|text| parse(text).map_err(refused)).transpose()
    }

    /// A cell that stands in the link as it is.
    fn exact<T, E: ToString>(
        &self,
        column: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Result<Option<T>, RowProblem> {
        let refused = |error: E| RowProblem::Cell { column, reason: error.to_string() };
        let cell = self.sheet.cell(self.row, column).map(unguarded).filter(|cell| !cell.is_empty());
        cell.map(|cell| parse(cell).map_err(refused)).transpose()
    }
}
