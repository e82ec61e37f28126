//! Stand-ins for the pages to which the customer's page redirects: the tariff flow, the payment provider, the partner.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{RawQuery, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};

use super::{
    form::{value, values},
    html::{NO_STORE, document, escape},
    pages::unknown_session,
    state::AppState,
};
use crate::connect::{request::is_token, scenario};

/// The stand-in for the tariff connection flow.
pub(super) async fn tariff(RawQuery(query): RawQuery) -> Response {
    let Some(token) = token_in(query.as_deref().unwrap_or_default()).map(escape) else {
        return unknown_session();
    };
    let body = format!(
        "<header><p class=\"eyebrow\">Stand-in for the tariff flow</p><h1>Your electricity tariff</h1>\
         <p class=\"lead\">Northlight Energy, Evening Saver</p></header>\
         <dl><div><dt>Standing charge</dt><dd>0.42 a day</dd></div>\
         <div><dt>Day rate</dt><dd>0.18 per kWh</dd></div>\
         <div><dt>Evening rate</dt><dd>0.31 per kWh</dd></div></dl>\
         <form method=\"post\" action=\"/sandbox/tariff\">\
         <input type=\"hidden\" name=\"fp_cot\" value=\"{token}\">\
         <button class=\"primary\" name=\"choice\" value=\"connect\">Connect this tariff</button>\
         <button name=\"choice\" value=\"later\">Not now</button></form>"
    );
    document(StatusCode::OK, "Your electricity tariff", &body)
}

/// The target of the tariff page's form: leads back to the customer's page.
pub(super) async fn finish_tariff(State(app): State<Arc<AppState>>, body: Bytes) -> Response {
    let form = String::from_utf8_lossy(&body);
    let Some(token) = token_in(&form) else {
        return unknown_session();
    };
    app.sandbox.finish_tariff(token, values(&form, "choice").any(|choice| choice == "connect"));
    // A token needs no escaping in a query.
    let location = [(header::LOCATION, format!("/?fp_cot={token}"))];
    (StatusCode::SEE_OTHER, location, NO_STORE).into_response()
}

/// The stand-in for a payment provider, where a customer sets up a payment method.
pub(super) async fn payments(RawQuery(query): RawQuery) -> Response {
    let Some(token) = token_in(query.as_deref().unwrap_or_default()).map(escape) else {
        return unknown_session();
    };
    let body = format!(
        "<header><p class=\"eyebrow\">Stand-in for a payment provider</p><h1>Your payment method</h1>\
         <p class=\"lead\">This is where the customer enters the account for their payments.</p></header>\
         <p><a class=\"primary\" href=\"/?fp_cot={token}\">Save and go back</a></p>"
    );
    document(StatusCode::OK, "Your payment method", &body)
}

/// The stand-in for the partner's own page.
pub(super) async fn callback() -> Response {
    let body = "<header><p class=\"eyebrow\">Stand-in for the partner</p><h1>Back with the partner</h1>\
         <p class=\"lead\">The session is complete and the customer is back at the callback address.</p></header>\
         <p><a class=\"primary\" href=\"/sandbox\">All customers of the sandbox</a></p>";
    document(StatusCode::OK, "Back with the partner", body)
}

/// The token in a query or form, if there is exactly one and it selects a scenario. Two would be ambiguous, as they are
/// to a provider that reads the first while another one reads the last.
fn token_in(fields: &str) -> Option<&str> {
    let token = value(fields, "fp_cot").filter(|token| is_token(token))?;
    scenario::by_token(token).is_some().then_some(token)
}
