//! Decodes what the meter search and the enrolment search answer.

use super::meter::{Enrolment, Meter, ProgrammeEnrolment, RequiredAction, RequiredOf};
use crate::decode::{DecodeError, Fields, NextPage, Path, Problem, decoded, kind, next_page, value};
use serde_json::{Map, Value};

/// The names that the list of meters may have: that of the documented searches, and that of the one before them.
const LISTS: [&str; 2] = ["meters", "results"];

/// A page of meters, or of enrolments.
#[derive(Clone, Debug, PartialEq)]
pub struct InventoryPage<T> {
    /// The meters or enrolments, in Leap's order.
    pub items: Vec<T>,
    /// What could not be read. The rest of its meter is kept.
    pub problems: Vec<Problem>,
    /// What follows the page.
    pub next_page: NextPage,
}

/// Decodes an answer of `POST /v2/meters/search`.
///
/// ```
/// let page = leap::inventory::meters(br#"{ "meters": [{
///     "meter_id": "m1", "connection_references": ["R1"], "meter_type": "UTILITY_METER", "transmission_region": "CAISO",
///     "audit": { "created_at": "2026-07-02T10:00:00.000Z" }, "customer": { "end_customer_name": "not kept" }
/// }] }"#)?;
/// assert_eq!((page.items[0].id.as_str(), page.items[0].references.as_slice()), ("m1", ["R1".to_owned()].as_slice()));
/// # Ok::<(), leap::decode::DecodeError>(())
/// ```
///
/// # Errors
/// If it is not one whole JSON document, or has no list of meters.
pub fn meters(bytes: &[u8]) -> Result<InventoryPage<Meter>, DecodeError> {
    page(bytes, meter)
}

/// Decodes an answer of `POST /v2/meters/enrollments/search`.
///
/// ```
/// let page = leap::inventory::enrolments(br#"{ "meters": [{
///     "meter_id": "m1", "global_enrollment_status": "PENDING",
///     "required_actions": { "partner": [{ "action_type": "DOCUMENTS_SIGNED" }] }
/// }] }"#)?;
/// assert_eq!(page.items[0].status.as_deref(), Some("PENDING"));
/// assert_eq!(page.items[0].actions[0].action.as_deref(), Some("DOCUMENTS_SIGNED"));
/// # Ok::<(), leap::decode::DecodeError>(())
/// ```
///
/// # Errors
/// If it is not one whole JSON document, or has no list of meters.
pub fn enrolments(bytes: &[u8]) -> Result<InventoryPage<Enrolment>, DecodeError> {
    page(bytes, enrolment)
}

type Read<T> = fn(Value, Path<'_>, &mut Vec<Problem>) -> Option<T>;

fn page<T>(bytes: &[u8], read: Read<T>) -> Result<InventoryPage<T>, DecodeError> {
    let (Value::Object(mut envelope), mut problems) = value(&decoded(bytes)?)? else {
        return Err(DecodeError::NoMeters);
    };
    let (name, list) = list(&mut envelope).ok_or(DecodeError::NoMeters)?;
    let next_page = next_page(&mut envelope, &mut problems);
    let root = Path::Root;
    let path = root.key(name);
    let items = list.into_iter().enumerate();
    let items = items.filter_map(|(at, item)| read(item, path.index(at), &mut problems)).collect();
    Ok(InventoryPage { items, problems, next_page })
}

fn list(envelope: &mut Map<String, Value>) -> Option<(&'static str, Vec<Value>)> {
    LISTS.into_iter().find_map(|name| match envelope.remove(name) {
        Some(Value::Array(list)) => Some((name, list)),
        _ => None,
    })
}

fn meter(value: Value, path: Path<'_>, problems: &mut Vec<Problem>) -> Option<Meter> {
    let mut fields = Fields::of(value, path, problems)?;
    let id = fields.required("meter_id")?;
    let mut meter = Meter {
        id,
        references: fields.texts("connection_references"),
        partner_reference: fields.text("partner_reference").filter(|text| !text.is_empty()),
        kind: fields.text("meter_type"),
        region: fields.text("transmission_region"),
        class: fields.text("customer_classification"),
        is_archived: fields.bool("is_archived"),
        ..Meter::default()
    };
    meter.created = fields.within("audit", |audit| audit.moment("created_at")).unwrap_or_default();
    meter.utility = fields.within("utility", |utility| utility.text("utility_name")).flatten();
    Some(meter)
}

fn enrolment(value: Value, path: Path<'_>, problems: &mut Vec<Problem>) -> Option<Enrolment> {
    let mut fields = Fields::of(value, path, problems)?;
    let meter = fields.required("meter_id")?;
    let status = fields.text("global_enrollment_status");
    let programmes = fields.each("program_enrollment", |programme| ProgrammeEnrolment {
        programme: programme.text("program_identifier"),
        period: programme.text("delivery_period"),
        status: programme.text("enrollment_status"),
    });
    let actions = fields.within("required_actions", |actions| {
        let mut list = required(actions, "partner", RequiredOf::Partner);
        list.extend(required(actions, "leap", RequiredOf::Leap));
        list
    });
    Some(Enrolment { meter, status, programmes, actions: actions.unwrap_or_default() })
}

fn required(actions: &mut Fields<'_>, name: &str, of: RequiredOf) -> Vec<RequiredAction> {
    actions.each(name, |action| RequiredAction {
        of,
        action: action.text("action_type"),
        code: action.text("action_code"),
        description: action.text("action_description"),
    })
}

impl Fields<'_> {
    /// Reads an object in a field; `None` if there is none.
    fn within<T>(&mut self, name: &str, read: impl FnOnce(&mut Fields<'_>) -> T) -> Option<T> {
        let value = self.take(name)?;
        let path = self.path.key(name);
        Fields::of(value, path, self.problems).map(|mut fields| read(&mut fields))
    }

    /// Reads each object of a list in a field.
    fn each<T>(&mut self, name: &str, read: impl Fn(&mut Fields<'_>) -> T) -> Vec<T> {
        let list = self.list(name);
        let path = self.path.key(name);
        let mut read_items = Vec::with_capacity(list.len());
        for (at, item) in list.into_iter().enumerate() {
            read_items.extend(Fields::of(item, path.index(at), self.problems).map(|mut fields| read(&mut fields)));
        }
        read_items
    }

    /// The texts of a list in a field.
    fn texts(&mut self, name: &str) -> Vec<String> {
        let list = self.list(name);
        let path = self.path.key(name);
        let mut texts = Vec::with_capacity(list.len());
        for (at, item) in list.into_iter().enumerate() {
            match item {
                Value::String(text) => texts.push(text),
                other => {
                    let path = path.index(at).written();
                    self.problems.push(Problem { path, expected: "a text", found: kind(&other) });
                }
            }
        }
        texts
    }

    fn list(&mut self, name: &str) -> Vec<Value> {
        match self.take(name) {
            None => Vec::new(),
            Some(Value::Array(list)) => list,
            Some(other) => {
                self.report(name, "an array", kind(&other));
                Vec::new()
            }
        }
    }
}
