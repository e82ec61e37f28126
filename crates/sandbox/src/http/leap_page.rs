//! `/sandbox/leap`: how to ask Leap's API, what goes wrong for which key, its customers, and those who open a link.

use std::{fmt::Write as _, sync::Arc};

use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};

use super::{
    connect_api::origin,
    html::{NO_STORE, document, escape},
    pages,
    state::AppState,
};
use crate::leap::{
    CONNECTIONS_PATH, ENROLMENTS_PATH, METERS_PATH,
    customers::customers,
    journey::Outcome,
    keys::{GOOD_KEY, TROUBLES},
    query::{pairs, value},
};

/// The parameters of the sandbox's own, and what they do.
const PARAMETERS: [(&str, &str); 4] = [
    (
        "count=100000",
        "so many customers, up to a million: the ones below again and again, with references of their own",
    ),
    ("page-size=2", "so many to a page, up to 500; otherwise 10, or 500 with a count"),
    ("without=opened,locked", "all but these customers, as if they had vanished"),
    ("delay-ms=2000", "each page comes so much later, up to a minute"),
];

/// The page.
pub(super) async fn index(State(app): State<Arc<AppState>>, headers: HeaderMap) -> Response {
    let origin = escape(&origin(&headers));
    let mut body = format!(
        "<header><p class=\"eyebrow\">Sandbox</p><h1>Leap's API</h1>\
         <p class=\"lead\">It is at <code>{origin}/leap</code>, with the paths <code>{CONNECTIONS_PATH}</code>, \
         <code>{METERS_PATH}</code> and <code>{ENROLMENTS_PATH}</code>. The ages of its customers count from the sandbox's start.\
         </p><p><code>LEAP_API_KEY={GOOD_KEY} cargo run -p leap -- poll --store target/leap-sandbox.db --api-url {origin}/leap \
         --path {CONNECTIONS_PATH}</code></p></header>"
    );
    journeys(&mut body, &app);
    let keys = TROUBLES.iter().map(|(name, _, meaning)| (format!("sandbox:{name}"), *meaning));
    let others = [("production:ok".to_owned(), "403: another environment"), ("anything".to_owned(), "401")];
    section(&mut body, "keys", "Keys", keys.chain(others));
    section(
        &mut body,
        "parameters",
        "Parameters of the path",
        PARAMETERS.map(|(name, meaning)| (name.to_owned(), meaning)),
    );
    let people = customers().iter().map(|customer| (customer.name.clone(), customer.meaning.as_str()));
    section(&mut body, "customers", "Customers", people);
    body.push_str("<p><a href=\"/sandbox\">The customers of Connect</a></p>");
    document(StatusCode::OK, "Leap's API", &body)
}

/// A day passes, for the reference in the form or for all.
pub(super) async fn pass_a_day(State(app): State<Arc<AppState>>, body: Bytes) -> Response {
    let fields = pairs(&String::from_utf8_lossy(&body));
    let reference = value(&fields, "ref_id").filter(|reference| !reference.is_empty());
    if app.leap.journeys().pass_a_day(reference) == 0 && reference.is_some() {
        return pages::not_found();
    }
    let location = [(header::LOCATION, "/sandbox/leap#journeys")];
    (StatusCode::SEE_OTHER, location, NO_STORE).into_response()
}

/// The journeys of those who opened a link.
fn journeys(body: &mut String, app: &AppState) {
    let _ = write!(
        body,
        "<section aria-labelledby=\"journeys\"><h2 id=\"journeys\">Journeys</h2><p class=\"links\">Those who open a link at \
         <a href=\"{0}/\">{0}</a>. Once a customer is connected, Connect says ENROLLING, and a day later ACTIVE.</p>\
         <form method=\"post\" action=\"/sandbox/leap/day\"><button>A day passes for all</button></form><ul class=\"scenarios\">",
        escape(&app.journey_origin)
    );
    for journey in app.leap.journeys().all().iter().rev() {
        let reference = journey.reference.as_ref().map_or("no reference", |reference| reference.as_str());
        let _ = write!(body, "<li><code>{}</code><p>{} of {}", escape(reference), journey.status(), {
            escape(&journey.plan.organisation)
        });
        for attempt in &journey.attempts {
            let outcome = match attempt.outcome {
                Outcome::Open => "not connected",
                Outcome::Failed(code) => code,
                Outcome::Connected => "connected",
            };
            let _ = write!(body, "; {}: {outcome}", escape(&attempt.utility.name));
        }
        body.push_str("</p>");
        if let Some(reference) = &journey.reference {
            let reference = escape(reference.as_str());
            let _ = write!(
                body,
                "<form method=\"post\" action=\"/sandbox/leap/day\"><input type=\"hidden\" name=\"ref_id\" value=\"{reference}\">\
                 <button aria-label=\"A day passes for {reference}\">A day passes</button></form>"
            );
        }
        body.push_str("</li>");
    }
    body.push_str("</ul></section>");
}

fn section<'a>(body: &mut String, id: &str, title: &str, rows: impl IntoIterator<Item = (String, &'a str)>) {
    let _ = write!(body, "<section aria-labelledby=\"{id}\"><h2 id=\"{id}\">{title}</h2><ul class=\"scenarios\">");
    for (name, meaning) in rows {
        let _ = write!(body, "<li><code>{}</code><p>{}</p></li>", escape(&name), escape(meaning));
    }
    body.push_str("</ul></section>");
}
