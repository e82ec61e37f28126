//! The answers to the requests that the page makes: POSTs to Connect, which `src/loader/request.js` sends.

use super::json::BrowserJson;
use super::loader::Exchange;
use super::window::window;
use gloo_net::http::Response;
use js_sys::Promise;
use js_sys::futures::JsFuture;
use vpp_core::connect::Decoded;
use vpp_core::connect::reply::{self, Reply};
use vpp_core::domain::{Problem, ProblemKind};
use wasm_bindgen::prelude::*;
use web_sys::AbortController;

/// An answer that is to come.
pub(crate) struct Expected {
    response: Promise,
    deadline: Deadline,
}

impl Expected {
    /// Expects the answer to a request for this many milliseconds from now. `None` if the browser has no timers.
    pub(crate) fn of(exchange: &Exchange, timeout: u32) -> Option<Self> {
        Some(Self { response: exchange.response(), deadline: Deadline::after(timeout, exchange.controller())? })
    }

    /// Reads the answer to its end, for at most the time that was given or until the request is aborted.
    ///
    /// # Errors
    /// Every way in which that can fail, as the problem it is for the customer.
    pub(crate) async fn answer(self) -> Result<Decoded, Problem> {
        let received = Received::read(self.response).await;
        received.ok_or_else(|| self.deadline.problem()).and_then(|received| {
            reply::read::<BrowserJson>(&Reply {
                status: received.status,
                retry_after: received.retry_after,
                body: &received.body,
            })
        })
    }
}

struct Received {
    status: u16,
    retry_after: Option<u32>,
    body: String,
}

impl Received {
    async fn read(response: Promise) -> Option<Self> {
        let response: web_sys::Response = JsFuture::from(response).await.ok()?.unchecked_into();
        let response = Response::from(response);
        let (status, retry_after) = (response.status(), retry_after(&response));
        Some(Self { status, retry_after, body: response.text().await.ok()? })
    }
}

/// The header `Retry-After` in seconds; it comes as such or as a date.
fn retry_after(response: &Response) -> Option<u32> {
    let value = response.headers().get("retry-after")?;
    value.trim_ascii().parse().ok().or_else(|| {
        let left = (js_sys::Date::parse(&value) - js_sys::Date::now()) / 1000.0;
        // A float turns into the nearest number of seconds there is; "not a number" is no header at all.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked before")]
        (0.0..=86_400.0).contains(&left).then_some(left as u32 + 1)
    })
}

/// Aborts a request when its time is over. `AbortSignal.timeout` would do, but web views of 2021 do not have it.
struct Deadline {
    controller: AbortController,
    timer: i32,
    _abort: Closure<dyn FnMut()>,
}

impl Deadline {
    fn after(milliseconds: u32, controller: AbortController) -> Option<Self> {
        let to_abort = controller.clone();
        // Aborting without a reason rejects with a DOMException; gloo-net cannot take anything that is no error.
        let abort = Closure::new(move || to_abort.abort());
        let timer = window()?
            .set_timeout_with_callback_and_timeout_and_arguments_0(
                abort.as_ref().unchecked_ref(),
                i32::try_from(milliseconds).unwrap_or(i32::MAX),
            )
            .ok()?;
        Some(Self { controller, timer, _abort: abort })
    }

    /// A failed exchange was aborted by this deadline, or there is no connection.
    fn problem(&self) -> Problem {
        let aborted = self.controller.signal().aborted();
        Problem::new(if aborted { ProblemKind::Timeout } else { ProblemKind::Offline })
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        if let Some(window) = window() {
            window.clear_timeout_with_handle(self.timer);
        }
    }
}
