//! `/leap/…`: Leap's API over HTTP.

use std::{
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use chrono::Utc;
use hyper::body::{Frame, SizeHint};

use super::{connection::DropConnection, state::AppState};
use crate::leap::{self, LeapAnswer, LeapBody};

/// Larger bodies are not read.
const MAX_BODY: usize = 1024 * 1024;

/// The longest delay that a query can ask for.
const MAX_DELAY: Duration = Duration::from_secs(60);

/// Answers any request below `/leap`.
pub(super) async fn answer(State(app): State<Arc<AppState>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, MAX_BODY).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let query = parts.uri.query().unwrap_or_default();
    if let Some(delay) = delay(query) {
        tokio::time::sleep(delay).await;
    }
    let request = leap::Request {
        method: parts.method.as_str(),
        path: parts.uri.path().strip_prefix("/leap").unwrap_or_default(),
        query,
        authorization: parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()),
        body: &body,
    };
    respond(app.leap.answer(&request, Utc::now()))
}

/// The delay that `delay-ms` in a query asks for, so that something can be done in the middle of a poll.
fn delay(query: &str) -> Option<Duration> {
    let milliseconds = query.split('&').find_map(|part| part.strip_prefix("delay-ms="))?.parse().ok()?;
    Some(Duration::from_millis(milliseconds).min(MAX_DELAY))
}

fn respond(answer: LeapAnswer) -> Response {
    let mut is_dropped = false;
    let body = match answer.body {
        LeapBody::Whole(body) => Body::from(body),
        LeapBody::CutOff(body) => Body::new(CutOff::new(body)),
        LeapBody::Dropped => {
            is_dropped = true;
            Body::empty()
        }
    };
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(answer.content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for (name, value) in answer.headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    if is_dropped {
        response.extensions_mut().insert(DropConnection);
    }
    response
}

/// A body that promises all of a text, and ends in the middle.
struct CutOff {
    half: Option<Bytes>,
    promised: u64,
    has_paused: bool,
}

impl CutOff {
    fn new(body: String) -> Self {
        let whole = Bytes::from(body);
        Self { half: Some(whole.slice(..whole.len() / 2)), promised: whole.len() as u64, has_paused: false }
    }
}

impl hyper::body::Body for CutOff {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(half) = self.half.take() {
            return Poll::Ready(Some(Ok(Frame::data(half))));
        }
        if !self.has_paused {
            // What is written so far is sent while nothing more comes.
            self.has_paused = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(io::Error::other("cut off on purpose"))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.promised)
    }
}
