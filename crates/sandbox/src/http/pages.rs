//! The index of scenarios, and the pages for what is missing.

use std::{fmt::Write as _, path::Path};

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};

use super::html::{document, escape};
use crate::connect::scenario::{Group, Scenario, scenarios};

const STYLE: &str = include_str!("../../assets/sandbox.css");
const ICON: &str = include_str!("../../assets/icon.svg");

/// All scenarios, by group.
pub(super) async fn index() -> Response {
    let mut body = String::from(
        "<header><p class=\"eyebrow\">Sandbox</p><h1>Choose a customer</h1>\
         <p class=\"lead\">Each link opens the page as that customer's partner would. Add a suffix such as \
         <code>--mine</code> to a token to get a session of your own. \
         <a href=\"/sandbox/leap\">Leap's API</a> has customers of its own. The \
         <a href=\"/sandbox/playground\">playground</a> shows any of them in your brand.</p></header>",
    );
    for group in Group::ALL {
        let heading = format!("{group:?}").to_lowercase();
        let _ = write!(
            body,
            "<section aria-labelledby=\"{heading}\"><h2 id=\"{heading}\">{}</h2><ul class=\"scenarios\">",
            escape(group.title())
        );
        for scenario in scenarios().iter().filter(|scenario| scenario.group == group) {
            body.push_str(&entry(scenario));
        }
        body.push_str("</ul></section>");
    }
    document(StatusCode::OK, "Sandbox", &body)
}

/// The stylesheet of the sandbox's own pages.
pub(super) async fn style() -> Response {
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    (headers, STYLE).into_response()
}

/// Their icon; without one, browsers ask for a file that does not exist.
pub(super) async fn icon() -> Response {
    let headers = [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "no-cache")];
    (headers, ICON).into_response()
}

/// Nothing exists at this address.
pub(super) fn not_found() -> Response {
    message(StatusCode::NOT_FOUND, "Nothing here", "There is no file at this address.")
}

/// The address contains no token of the sandbox.
pub(super) fn unknown_session() -> Response {
    message(StatusCode::NOT_FOUND, "No such session", "The address contains no token of the sandbox.")
}

/// The built page is missing.
pub(super) fn not_built(dist: &Path) -> Response {
    let body = format!(
        "<header><h1>The page is not built yet</h1><p class=\"lead\">There is no index.html in \
         <code>{}</code>. Run <code>cargo xtask build</code> to build it.</p></header>",
        escape(&dist.display().to_string())
    );
    document(StatusCode::NOT_FOUND, "The page is not built yet", &body)
}

fn entry(scenario: &Scenario) -> String {
    let token = scenario.token();
    format!(
        "<li><a href=\"{}\">{}</a><p>{}</p><code>{token}</code></li>",
        escape(&scenario.path(&token)),
        escape(&scenario.title),
        escape(&scenario.description),
    )
}

fn message(status: StatusCode, title: &str, text: &str) -> Response {
    let body = format!(
        "<header><h1>{title}</h1><p class=\"lead\">{text}</p></header>\
         <p><a class=\"primary\" href=\"/sandbox\">All customers of the sandbox</a></p>"
    );
    document(status, title, &body)
}
