//! `GET /v1.1/connect/connections`: the connection statuses, page by page.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::{
    answer::{LeapAnswer, titled},
    customers::{Customer, customers, hostile},
    entry::{Known, Person},
    keys::Trouble,
    query::{pairs, value},
    request::Request,
    token,
};

/// The entries of a page, unless the query says another number.
const PAGE: usize = 10;

/// The entries of a page of many.
const LARGE_PAGE: usize = 500;

/// The most customers.
const MOST: usize = 1_000_000;

/// Answers a request.
pub(super) fn answer(request: &Request<'_>, trouble: Trouble, known: &Known) -> LeapAnswer {
    let pairs = pairs(request.query);
    let selection = match Selection::read(&pairs, trouble) {
        Ok(selection) => selection,
        Err(refused) => return refused,
    };
    // A token belongs to the question without it.
    let question: Vec<String> =
        pairs.iter().filter(|(name, _)| name != "page-token").map(|(name, value)| format!("{name}={value}")).collect();
    let question = question.join("&");
    let offset = match value(&pairs, "page-token") {
        None => 0,
        Some(_) if trouble == Trouble::ExpiredToken => return titled(410, "The page token has expired", json!({})),
        Some(written) => match token::read(written, &question) {
            Some(offset) => offset,
            None => {
                return titled(
                    400,
                    "The page token is damaged, or belongs to another question",
                    json!({ "page-token": written }),
                );
            }
        },
    };
    let page = offset / selection.page_size;
    match trouble {
        Trouble::Limited if page > 0 => {
            return titled(429, "Too many requests", json!({})).with_header("retry-after", 86_400);
        }
        Trouble::Dropped if page == 1 => return LeapAnswer::dropped(),
        _ => {}
    }
    let people = (0..selection.count).filter_map(|index| Person::at(&selection.customers, index, known.start));
    let people = people.chain(known.travellers().filter(|_| selection.has_travellers));
    let wanted = people.filter(|person| person.has_entry() && selection.wants(person));
    let mut entries: Vec<Value> =
        wanted.skip(offset).take(selection.page_size + 1).filter_map(|person| person.entry()).collect();
    let mut body = Map::new();
    if entries.len() > selection.page_size {
        entries.pop();
        let next = if trouble == Trouble::RepeatedToken && page >= 2 { 1 } else { page + 1 };
        body.insert("nextPageToken".to_owned(), json!(token::write(next * selection.page_size, &question)));
    }
    body.insert("connections".to_owned(), json!(entries));
    let answer = LeapAnswer::json(200, &Value::Object(body));
    if trouble == Trouble::Truncated && page == 1 { answer.cut_off() } else { answer }
}

/// Which customers are asked for.
struct Selection {
    customers: Vec<&'static Customer>,
    /// The names of those who are left out. The others keep their places, and so their ids.
    without: BTreeSet<String>,
    count: usize,
    /// Whether those on a journey of their own belong to it.
    has_travellers: bool,
    page_size: usize,
    is_halved: bool,
    references: Vec<String>,
    started_since: Option<DateTime<Utc>>,
    active_since: Option<DateTime<Utc>>,
}

impl Selection {
    fn read(pairs: &[(String, String)], trouble: Trouble) -> Result<Self, LeapAnswer> {
        let without = value(pairs, "without").unwrap_or_default().split(',').map(str::to_owned).collect();
        let all = match trouble {
            Trouble::Hostile => hostile(),
            Trouble::Empty => &[],
            _ => customers(),
        };
        let customers: Vec<&Customer> = all.iter().collect();
        let count = number(pairs, "count", MOST)?;
        let size = number(pairs, "page-size", LARGE_PAGE)?.filter(|size| *size > 0);
        let references = pairs.iter().filter(|(name, _)| name == "ref-id").map(|(_, value)| value.clone());
        Ok(Self {
            count: if customers.is_empty() { 0 } else { count.unwrap_or(customers.len()) },
            customers,
            has_travellers: count.is_none() && !matches!(trouble, Trouble::Hostile | Trouble::Empty),
            without,
            page_size: size.unwrap_or(if count.is_some() { LARGE_PAGE } else { PAGE }),
            is_halved: trouble == Trouble::Half,
            references: references.collect(),
            started_since: time(pairs, "start-date-time-utc")?,
            active_since: time(pairs, "last-interaction-date-time-utc")?,
        })
    }

    fn wants(&self, person: &Person<'_>) -> bool {
        !self.without.contains(&person.customer.name)
            && (self.references.is_empty() || self.references.iter().any(|one| *one == person.reference()))
            && self.started_since.is_none_or(|since| person.started >= since)
            && self.active_since.is_none_or(|since| person.last_interaction >= since)
            && !(self.is_halved && person.index % 2 == 1)
    }
}

fn number(pairs: &[(String, String)], name: &str, most: usize) -> Result<Option<usize>, LeapAnswer> {
    let Some(text) = value(pairs, name) else { return Ok(None) };
    let number = text.parse().ok().filter(|number| *number <= most);
    number
        .map(Some)
        .ok_or_else(|| titled(400, "Not a number that is small enough", json!({ name: text, "most": most })))
}

fn time(pairs: &[(String, String)], name: &str) -> Result<Option<DateTime<Utc>>, LeapAnswer> {
    let Some(text) = value(pairs, name) else { return Ok(None) };
    let time = DateTime::parse_from_rfc3339(text);
    time.map(|time| Some(time.to_utc())).map_err(|_| titled(400, "Not a date-time", json!({ name: text })))
}
