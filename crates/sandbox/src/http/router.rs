//! The routes.

use std::sync::Arc;

use axum::{
    Router,
    routing::{any, get, post},
};

use super::{connect_api, files, headers, journey, leap_api, leap_page, pages, playground, stand_ins, state::AppState};

/// All routes of the page, Connect and Leap's API, with their headers.
pub fn router(state: impl Into<Arc<AppState>>) -> Router {
    let state = state.into();
    Router::new()
        .route("/connect", any(connect_api::answer))
        .route("/leap/{*path}", any(leap_api::answer))
        .route("/sandbox", get(pages::index))
        .route("/sandbox/", get(pages::index))
        .route("/sandbox/sandbox.css", get(pages::style))
        .route("/sandbox/icon.svg", get(pages::icon))
        .route("/sandbox/playground", get(playground::page))
        .route("/sandbox/playground/{file}", get(playground::file))
        .route("/sandbox/tariff", get(stand_ins::tariff).post(stand_ins::finish_tariff))
        .route("/sandbox/payments", get(stand_ins::payments))
        .route("/sandbox/leap", get(leap_page::index))
        .route("/sandbox/leap/day", post(leap_page::pass_a_day))
        .route("/sandbox/callback", get(stand_ins::callback))
        .fallback(files::serve)
        .with_state(Arc::clone(&state))
        .layer(axum::middleware::from_fn_with_state(state, headers::add))
}

/// All routes of Leap's journey, which has an origin of its own.
pub fn journey_router(state: impl Into<Arc<AppState>>) -> Router {
    let state = state.into();
    Router::new()
        .route("/sandbox/sandbox.css", get(pages::style))
        .route("/sandbox/icon.svg", get(pages::icon))
        .route("/sandbox/journeys/{number}", get(journey::utilities))
        .route("/sandbox/journeys/{number}/utilities/{utility}", get(journey::log_in).post(journey::try_log_in))
        .route(
            "/sandbox/journeys/{number}/utilities/{utility}/authorize",
            get(journey::authorize).post(journey::decide),
        )
        .route("/sandbox/journeys/{number}/utilities/{utility}/failed", get(journey::failed))
        .route("/sandbox/journeys/{number}/form", get(journey::form).post(journey::sign))
        .route("/sandbox/journeys/{number}/thanks", get(journey::thanks))
        .fallback(journey::open)
        .with_state(Arc::clone(&state))
        .layer(axum::middleware::from_fn_with_state(state, headers::add_to_journey))
}
