//! The stand-in for Leap's journey, on an origin of its own: a link is opened, a utility chosen, logged in at and authorized,
//! and the customer returns to their partner.
//!
//! All pages are plain HTML with forms. A step that changes something is a POST, which redirects to the next page.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{Path, Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use chrono::Utc;
use leap::{link::Link, utility::Utilities};

use super::{
    form::value,
    html::NO_STORE,
    journey_pages::{self as pages, Trial},
    state::AppState,
};
use crate::leap::{
    journey::{CANCELLED, Journey, Outcome},
    organisations::Organisation,
    plan::{Offer, Plan},
};

/// Opens a link. Any address without a page of its own is one.
pub(super) async fn open(State(app): State<Arc<AppState>>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    let target = request.uri().path_and_query().map_or("/", |target| target.as_str());
    if target == "/" {
        return pages::index(&app);
    }
    // Whatever name this machine was reached by, the rules take it for a stand-in of Leap's.
    let parsed = match Link::parse(&format!("http://localhost{target}"), &Utilities::built_in()) {
        Ok(parsed) => parsed,
        Err(error) => return pages::not_a_link(&error.to_string()),
    };
    let organisation = Plan::of(&parsed.link).organisation;
    if app.organisations.get(&organisation).is_none() {
        return pages::unknown_organisation(&organisation, &app.organisations);
    }
    begin(&app.leap.journeys().open(&parsed.link, Utc::now()))
}

/// Where the customer chooses a utility.
pub(super) async fn utilities(State(app): State<Arc<AppState>>, Path(number): Path<usize>) -> Response {
    app.leap.journeys().get(number).map_or_else(pages::no_journey, |journey| pages::utilities(&journey))
}

/// Where the customer logs in at a utility.
pub(super) async fn log_in(State(app): State<Arc<AppState>>, Path(step): Path<(usize, String)>) -> Response {
    at_utility(&app, &step, |journey, utility| pages::log_in(&journey, &utility))
}

/// The customer has tried to log in.
pub(super) async fn try_log_in(
    State(app): State<Arc<AppState>>,
    Path(step): Path<(usize, String)>,
    body: Bytes,
) -> Response {
    let body = String::from_utf8_lossy(&body);
    let trial = value(&body, "outcome").and_then(Trial::parse);
    at_utility(&app, &step, |journey, utility| {
        let outcome = match trial {
            None => return pages::log_in(&journey, &utility),
            Some(Trial::LoggedIn) => Outcome::Open,
            Some(Trial::Cancelled) => Outcome::Failed(CANCELLED),
            Some(Trial::Failed(failure)) => Outcome::Failed(failure.code),
        };
        end(&app, &journey, &utility, outcome)
    })
}

/// Where the customer decides about their data.
pub(super) async fn authorize(State(app): State<Arc<AppState>>, Path(step): Path<(usize, String)>) -> Response {
    at_utility(&app, &step, |journey, utility| pages::authorize(&journey, &utility))
}

/// The customer has decided.
pub(super) async fn decide(
    State(app): State<Arc<AppState>>,
    Path(step): Path<(usize, String)>,
    body: Bytes,
) -> Response {
    let body = String::from_utf8_lossy(&body);
    at_utility(&app, &step, |journey, utility| match value(&body, "choice") {
        Some("agree") => end(&app, &journey, &utility, Outcome::Connected),
        Some("cancel") => end(&app, &journey, &utility, Outcome::Failed(CANCELLED)),
        _ => pages::authorize(&journey, &utility),
    })
}

/// Where a journey ends that has failed at a utility.
pub(super) async fn failed(State(app): State<Arc<AppState>>, Path(step): Path<(usize, String)>) -> Response {
    at_utility(&app, &step, |journey, utility| match journey.outcome(&utility.id) {
        Some(Outcome::Failed(code)) => pages::failed(&journey, &utility, code),
        _ => pages::log_in(&journey, &utility),
    })
}

/// Where a form is signed.
pub(super) async fn form(State(app): State<Arc<AppState>>, Path(number): Path<usize>) -> Response {
    let Some(journey) = app.leap.journeys().get(number) else { return pages::no_journey() };
    journey.open_form().map_or_else(|| next(&app, &journey), |form| pages::form(&journey, form))
}

/// A form is signed, or not.
pub(super) async fn sign(State(app): State<Arc<AppState>>, Path(number): Path<usize>, body: Bytes) -> Response {
    let body = String::from_utf8_lossy(&body);
    if value(&body, "choice") != Some("sign") {
        return pages::not_signed();
    }
    let signed = app.leap.journeys().change(number, Journey::sign);
    signed.map_or_else(pages::no_journey, |journey| next(&app, &journey))
}

/// Leap's own page for those who are done and whose partner has no confirmation address.
pub(super) async fn thanks(State(app): State<Arc<AppState>>, Path(number): Path<usize>) -> Response {
    let show = |journey: Journey| if is_done(&journey) { pages::thanks() } else { begin(&journey) };
    app.leap.journeys().get(number).map_or_else(pages::no_journey, show)
}

fn at_utility(
    app: &AppState,
    (number, id): &(usize, String),
    show: impl FnOnce(Journey, Offer) -> Response,
) -> Response {
    let Some(journey) = app.leap.journeys().get(*number) else { return pages::no_journey() };
    match journey.plan.offer(id).cloned() {
        Some(utility) => show(journey, utility),
        None => pages::no_journey(),
    }
}

/// How far the customer has come at a utility, and the page that follows.
fn end(app: &AppState, journey: &Journey, utility: &Offer, outcome: Outcome) -> Response {
    let now = Utc::now();
    let changed = app.leap.journeys().change(journey.number, |journey| {
        journey.attempt(&utility.id, outcome, now);
    });
    match (changed, outcome) {
        (None, _) => pages::no_journey(),
        (Some(_), Outcome::Open) => redirect(&pages::at(journey, utility, "/authorize")),
        (Some(_), Outcome::Failed(_)) => redirect(&pages::at(journey, utility, "/failed")),
        (Some(journey), Outcome::Connected) => next(app, &journey),
    }
}

/// The first page of a journey: the utility that the link names, the choice of one, or what is left to sign.
fn begin(journey: &Journey) -> Response {
    match journey.plan.requested.as_slice() {
        _ if journey.open_form().is_some() => redirect(&pages::form_of(journey)),
        [only] => redirect(&pages::at(journey, only, "")),
        _ => redirect(&pages::choice_of(journey)),
    }
}

/// The page after a utility or a form: what is left to do, or the way back.
fn next(app: &AppState, journey: &Journey) -> Response {
    if is_done(journey) {
        give_back(app.organisations.get(&journey.plan.organisation), journey)
    } else {
        begin(journey)
    }
}

/// Whether the customer is done, as far as they know: also a household that has connected another utility than the requested
/// one.
fn is_done(journey: &Journey) -> bool {
    let is_elsewhere = journey.attempts.iter().any(|attempt| attempt.outcome == Outcome::Connected);
    let is_connected = journey.is_connected() || is_elsewhere && !journey.plan.is_commercial;
    is_connected && journey.open_form().is_none()
}

/// Leads the customer back to the partner.
fn give_back(organisation: Option<&Organisation>, journey: &Journey) -> Response {
    let reference = journey.reference.as_ref().map(|reference| reference.as_str());
    match organisation.and_then(|organisation| organisation.confirmation.as_ref()) {
        Some(address) => redirect(&address.with(&journey.authorization(), reference)),
        None => redirect(&pages::thanks_of(journey)),
    }
}

/// The address of another page, which is asked for by GET.
fn redirect(address: &str) -> Response {
    match HeaderValue::from_str(address) {
        Ok(location) => (StatusCode::SEE_OTHER, [(header::LOCATION, location)], NO_STORE).into_response(),
        Err(_) => pages::no_journey(),
    }
}
