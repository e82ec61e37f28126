//! `POST /v2/meters/search` and `POST /v2/meters/enrollments/search`.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{
    answer::{LeapAnswer, titled},
    customers::{Customer, customers},
    entry::{Known, OwnedMeter, Person},
    keys::Trouble,
    request::Request,
    token,
};

/// The most meters of a page, and the number without `page_size`.
const PAGE: usize = 500;

/// What no reference may have.
const BANNED: &str = "\\/?[]{}!#$%^&*()<>|";

/// Answers the meter search.
pub(super) fn details(request: &Request<'_>, trouble: Trouble, known: &Known) -> LeapAnswer {
    search(request, trouble, known, |meter| meter.details())
}

/// Answers the enrolment search.
pub(super) fn enrolments(request: &Request<'_>, trouble: Trouble, known: &Known) -> LeapAnswer {
    search(request, trouble, known, |meter| meter.enrolment())
}

fn search(request: &Request<'_>, trouble: Trouble, known: &Known, write: fn(&OwnedMeter<'_>) -> Value) -> LeapAnswer {
    let filter = match Filter::read(request.body) {
        Ok(filter) => filter,
        Err(refused) => return refused,
    };
    let question = filter.question();
    let offset = match &filter.page_token {
        None => 0,
        Some(_) if trouble == Trouble::ExpiredToken => return titled(410, "The page token has expired", json!({})),
        Some(written) => match token::read(written, &question) {
            Some(offset) => offset,
            None => return titled(400, "The page token is not valid", json!({ "page_token": written })),
        },
    };
    let all: Vec<&Customer> = if trouble == Trouble::Empty { Vec::new() } else { customers().iter().collect() };
    let named = (0..all.len()).filter_map(|index| Person::at(&all, index, known.start));
    let people: Vec<Person<'_>> = named.chain(known.travellers().filter(|_| trouble != Trouble::Empty)).collect();
    let meters = people.iter().flat_map(|person| person.meters(known.now)).filter(|meter| filter.wants(meter));
    let size = filter.page_size.unwrap_or(PAGE);
    let mut page: Vec<Value> = meters.skip(offset).take(size + 1).map(|meter| write(&meter)).collect();
    let mut body = Map::new();
    if page.len() > size {
        page.pop();
        let next = if trouble == Trouble::RepeatedToken && offset >= size * 2 { size } else { offset + size };
        body.insert("next_page_token".to_owned(), json!(token::write(next, &question)));
    }
    body.insert("meters".to_owned(), json!(page));
    LeapAnswer::json(200, &Value::Object(body))
}

/// The body of a request. Leap has more filters than these.
#[derive(Debug, Default, Deserialize)]
struct Filter {
    page_token: Option<String>,
    page_size: Option<usize>,
    connection_reference_ids: Option<Vec<String>>,
    partner_references: Option<Vec<String>>,
    meter_ids: Option<Vec<String>>,
    created_after_date_time: Option<DateTime<Utc>>,
    created_before_date_time: Option<DateTime<Utc>>,
}

impl Filter {
    fn read(body: &[u8]) -> Result<Self, LeapAnswer> {
        let filter: Self = serde_json::from_slice(body)
            .map_err(|error| titled(400, "The request is not valid", json!({ "reason": error.to_string() })))?;
        if filter.page_size.is_some_and(|size| !(1..=PAGE).contains(&size)) {
            return Err(titled(400, "page_size has to be between 1 and 500", json!({ "page_size": filter.page_size })));
        }
        let lists = [
            ("connection_reference_ids", &filter.connection_reference_ids, 100),
            ("partner_references", &filter.partner_references, 1000),
            ("meter_ids", &filter.meter_ids, 1000),
        ];
        for (name, list, most) in lists {
            let Some(list) = list else { continue };
            let is_wrong =
                |text: &&String| !(3..=256).contains(&text.chars().count()) || text.contains(|c| BANNED.contains(c));
            if list.is_empty() || list.len() > most {
                return Err(titled(
                    400,
                    &format!("{name} has to have 1 to {most} items"),
                    json!({ "items": list.len() }),
                ));
            }
            if let Some(wrong) = list.iter().find(is_wrong) {
                return Err(titled(400, &format!("{name} has an item that is not allowed"), json!({ "item": wrong })));
            }
        }
        Ok(filter)
    }

    fn wants(&self, meter: &OwnedMeter<'_>) -> bool {
        let has = |list: &Option<Vec<String>>, value: &str| {
            list.as_ref().is_none_or(|list| list.iter().any(|one| one == value))
        };
        let references = meter.connection_references();
        let of_connection = &self.connection_reference_ids;
        of_connection.as_ref().is_none_or(|list| references.iter().any(|one| list.iter().any(|wanted| one == wanted)))
            && has(&self.partner_references, &meter.partner_reference())
            && has(&self.meter_ids, &meter.id)
            && self.created_after_date_time.is_none_or(|after| meter.created > after)
            && self.created_before_date_time.is_none_or(|before| meter.created < before)
    }

    /// The question, to which a token belongs.
    fn question(&self) -> String {
        let lists = [&self.connection_reference_ids, &self.partner_references, &self.meter_ids];
        format!("{lists:?} {:?} {:?}", self.created_after_date_time, self.created_before_date_time)
    }
}
