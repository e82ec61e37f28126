//! The sandbox's own pages: plain HTML, no script, one stylesheet.

use std::{collections::HashMap, fmt::Write as _, path::Path, sync::Arc};

use axum::{
    body::Bytes,
    extract::{RawQuery, State},
    http::{HeaderName, StatusCode, header},
    response::{Html, IntoResponse as _, Response},
};

use super::{App, index_html::escape};
use crate::{
    request::is_token,
    scenario::{self, Group, Scenario, scenarios},
};

const STYLE: &str = include_str!("../../assets/sandbox.css");
const ICON: &str = include_str!("../../assets/icon.svg");

/// These pages show what is, never what was.
const FRESH: [(HeaderName, &str); 1] = [(header::CACHE_CONTROL, "no-store")];

/// The stylesheet of the pages below.
pub(super) async fn style() -> Response {
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    (headers, STYLE).into_response()
}

/// Their icon; without one browsers ask for a file that is not there.
pub(super) async fn icon() -> Response {
    let headers = [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "no-cache")];
    (headers, ICON).into_response()
}

/// All scenarios, by group.
pub(super) async fn index() -> Response {
    let mut body = String::from(
        "<header><p class=\"eyebrow\">Sandbox</p><h1>Choose a customer</h1>\
         <p class=\"lead\">Each link opens the page as that customer's partner would. A token may carry a suffix, \
         such as <code>--mine</code>, to get a session of its own.</p></header>",
    );
    for group in Group::ALL {
        let heading = format!("{group:?}").to_lowercase();
        let _ = write!(
            body,
            "<section aria-labelledby=\"{heading}\"><h2 id=\"{heading}\">{}</h2><ul class=\"scenarios\">",
            escape(group.title())
        );
        for scenario in scenarios().iter().filter(|one| one.group == group) {
            body.push_str(&entry(scenario));
        }
        body.push_str("</ul></section>");
    }
    page(StatusCode::OK, "Sandbox", &body)
}

fn entry(scenario: &Scenario) -> String {
    let token = escape(&scenario.token());
    format!(
        "<li><a href=\"/?fp_cot={token}\">{}</a><p>{}</p><code>{token}</code></li>",
        escape(&scenario.title),
        escape(&scenario.description),
    )
}

/// The stand-in for the tariff connection flow.
pub(super) async fn tariff(RawQuery(query): RawQuery) -> Response {
    let fields = fields(query.as_deref().unwrap_or_default());
    let Some((token, _)) = addressed(&fields) else {
        return lost();
    };
    let token = escape(token);
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
    page(StatusCode::OK, "Your electricity tariff", &body)
}

/// What the tariff page's form leads to: back to the customer's page.
pub(super) async fn finish(State(app): State<Arc<App>>, body: Bytes) -> Response {
    let text = String::from_utf8_lossy(&body);
    let fields = fields(&text);
    let Some((token, _)) = addressed(&fields) else {
        return lost();
    };
    let connected = fields.get("choice").is_some_and(|choice| choice == "connect");
    app.sandbox.finish_tariff(token, connected);
    // Nothing in a token needs escaping in a query.
    let location = [(header::LOCATION, format!("/?fp_cot={token}"))];
    (StatusCode::SEE_OTHER, location, FRESH).into_response()
}

/// The stand-in for the partner's own page.
pub(super) async fn callback() -> Response {
    let body = "<header><p class=\"eyebrow\">Stand-in for the partner</p><h1>Back with the partner</h1>\
         <p class=\"lead\">The session is complete and the customer came back to the callback address.</p></header>\
         <p><a class=\"primary\" href=\"/sandbox\">All customers of the sandbox</a></p>";
    page(StatusCode::OK, "Back with the partner", body)
}

/// There is nothing at this address.
pub(super) fn not_found() -> Response {
    let body = "<header><h1>Nothing here</h1><p class=\"lead\">There is no file at this address.</p></header>\
         <p><a class=\"primary\" href=\"/sandbox\">All customers of the sandbox</a></p>";
    page(StatusCode::NOT_FOUND, "Nothing here", body)
}

/// The page itself is missing.
pub(super) fn not_built(dist: &Path) -> Response {
    let body = format!(
        "<header><h1>The page is not built yet</h1><p class=\"lead\">There is no index.html in \
         <code>{}</code>. <code>cargo xtask build</code> puts it there.</p></header>",
        escape(&dist.display().to_string())
    );
    page(StatusCode::NOT_FOUND, "The page is not built yet", &body)
}

fn lost() -> Response {
    let body = "<header><h1>No such session</h1><p class=\"lead\">The address names no token of the sandbox.</p></header>\
         <p><a class=\"primary\" href=\"/sandbox\">All customers of the sandbox</a></p>";
    page(StatusCode::NOT_FOUND, "No such session", body)
}

fn page(status: StatusCode, title: &str, body: &str) -> Response {
    let html = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><meta name=\"robots\" content=\"noindex\">\
         <title>{}</title><link rel=\"icon\" href=\"/sandbox/icon.svg\"><link rel=\"stylesheet\" href=\"/sandbox/sandbox.css\"></head>\
         <body><main>{body}</main></body></html>\n",
        escape(title)
    );
    (status, FRESH, Html(html)).into_response()
}

/// The token among the fields, if it addresses a scenario.
fn addressed(fields: &HashMap<String, String>) -> Option<(&str, &'static Scenario)> {
    let token = fields.get("fp_cot").filter(|token| is_token(token))?;
    Some((token, scenario::addressed_by(token)?))
}

/// The fields of a query or form. Values that need decoding are not among those that are looked for.
fn fields(text: &str) -> HashMap<String, String> {
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}
