//! The routes.

use std::sync::Arc;

use axum::{
    Router,
    routing::{any, get},
};

use super::{connect_api, files, headers, leap_api, leap_page, pages, stand_ins, state::AppState};

/// All routes, with their headers.
pub fn router(state: AppState) -> Router {
    let state = Arc::new(state);
    Router::new()
        .route("/connect", any(connect_api::answer))
        .route("/leap/{*path}", any(leap_api::answer))
        .route("/sandbox", get(pages::index))
        .route("/sandbox/", get(pages::index))
        .route("/sandbox/sandbox.css", get(pages::style))
        .route("/sandbox/icon.svg", get(pages::icon))
        .route("/sandbox/tariff", get(stand_ins::tariff).post(stand_ins::finish_tariff))
        .route("/sandbox/payments", get(stand_ins::payments))
        .route("/sandbox/leap", get(leap_page::index))
        .route("/sandbox/callback", get(stand_ins::callback))
        .fallback(files::serve)
        .with_state(Arc::clone(&state))
        .layer(axum::middleware::from_fn_with_state(state, headers::add))
}
