//! `POST /connect`: the conversation over HTTP.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use chrono::Utc;

use super::{connection::DropConnection, state::AppState};
use crate::connect::{Answer, Delivery, Problem, sandbox::DEFAULT_ORIGIN};

/// Larger bodies are not read.
const MAX_BODY: usize = 64 * 1024;

/// Answers the one address of the API.
pub(super) async fn answer(State(app): State<Arc<AppState>>, request: Request) -> Response {
    let mut response = match *request.method() {
        Method::POST => post(&app, request).await,
        Method::OPTIONS => StatusCode::NO_CONTENT.into_response(),
        _ => {
            let allow = [(header::ALLOW, "POST, OPTIONS")];
            (StatusCode::METHOD_NOT_ALLOWED, allow).into_response()
        }
    };
    let headers = response.headers_mut();
    for (name, value) in [
        // Pages of any origin may use the sandbox, for example a partner's own build.
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_ALLOW_METHODS, "POST, OPTIONS"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "content-type"),
        (header::ACCESS_CONTROL_EXPOSE_HEADERS, "retry-after"),
        (header::ACCESS_CONTROL_MAX_AGE, "600"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

async fn post(app: &AppState, request: Request) -> Response {
    let origin = origin(request.headers());
    let json = is_json(request.headers());
    let Ok(body) = axum::body::to_bytes(request.into_body(), MAX_BODY).await else {
        let problem = Problem::invalid("data_json_invalid", "the body is larger than 64 KiB");
        let now = Utc::now();
        return respond(app.sandbox.refuse(&problem.with_status(413), now)).await;
    };
    let now = Utc::now();
    respond(if json {
        app.sandbox.handle_at(&origin, &body, now)
    } else {
        let message = "the content-type must be application/json";
        let problem = Problem::invalid("data_json_invalid", message);
        app.sandbox.refuse(&problem, now)
    })
    .await
}

async fn respond(answer: Answer) -> Response {
    if let Delivery::Delayed(delay) = answer.delivery {
        tokio::time::sleep(delay).await;
    }
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(answer.content_type));
    for (name, value) in answer.headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    if answer.delivery == Delivery::Dropped {
        response.extensions_mut().insert(DropConnection);
    }
    response
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|value| value.to_str().ok()).unwrap_or("");
    let essence = kind.split(';').next().unwrap_or("").trim();
    essence.eq_ignore_ascii_case("application/json")
}

/// The origin at which the client reached the server: from the `Host` header, if that is a plain host.
pub(super) fn origin(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    match host {
        Some(host) if !host.is_empty() && host.bytes().all(plain) => format!("http://{host}"),
        _ => DEFAULT_ORIGIN.to_owned(),
    }
}
