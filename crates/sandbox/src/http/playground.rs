//! The playground: a page on which partners try the element in their brand. Unlike the other pages here it has scripts, and
//! shows the customer's page in a frame.

use std::fmt::Write as _;

use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{Html, IntoResponse as _, Response},
};

use super::{
    html::{NO_STORE, escape},
    pages::not_found,
};
use crate::connect::scenario::{Group, scenarios};

/// The place in the page where the customers are listed.
const CUSTOMERS: &str = "<!-- customers -->";

const PAGE: &str = include_str!("../../assets/playground/index.html");

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        /// The scripts and style sheets, by name.
        const FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../assets/playground/", $name)))),*];
    };
}

files! {
    "appearance.js", "brands.js", "choice.js", "code.js", "colours.js", "contrast.js", "controls.css", "dom.js", "events.js",
    "fields.css", "layout.css", "listing.js", "page.css", "panels.css", "playground.js", "preview.css", "preview.js", "shape.js",
    "style.js",
}

/// The page, with the sandbox's customers to choose from.
pub(super) async fn page() -> Response {
    let mut customers = String::new();
    for group in Group::ALL {
        let _ = write!(customers, "<optgroup label=\"{}\">", escape(group.title()));
        for scenario in scenarios().iter().filter(|scenario| scenario.group == group) {
            let (name, title) = (escape(&scenario.name), escape(&scenario.title));
            let _ = write!(customers, "<option value=\"{name}\">{title}</option>");
        }
        customers.push_str("</optgroup>");
    }
    (StatusCode::OK, NO_STORE, Html(PAGE.replace(CUSTOMERS, &customers))).into_response()
}

/// One of its files.
pub(super) async fn file(Path(name): Path<String>) -> Response {
    let Some((name, content)) = FILES.iter().find(|(known, _)| *known == name) else {
        return not_found();
    };
    let kind = if name.ends_with(".css") { "text/css; charset=utf-8" } else { "text/javascript; charset=utf-8" };
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], *content).into_response()
}
