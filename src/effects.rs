//! Performs effects.

use crate::platform::embedding::post_event;
use crate::platform::http::Expected;
use crate::platform::window::warn;
use crate::platform::{download, focus, history, intl, navigation, storage};
use crate::runtime::Shared;
use leptos::prelude::*;
use std::time::Duration;
use vpp_core::connect::{Decoded, request};
use vpp_core::domain::{Address, Answer, Problem, ProblemKind, Route};
use vpp_core::state::{Effect, FocusTarget, HostEvent, Msg, Pending};
use vpp_core::view_model::Export;

/// Performs an effect. `had_focus` says whether anything on the page had the focus before the update; what comes of the
/// effect is dispatched.
pub(crate) fn perform(effect: Effect, runtime: Shared, had_focus: bool, dispatch: impl Fn(Msg) + 'static) {
    match effect {
        Effect::Post(pending) => {
            // It leaves before anything is drawn.
            let (id, expected) = (pending.id, post(runtime, &pending));
            leptos::task::spawn_local(async move {
                let result = match expected {
                    Some(expected) => answer(runtime, expected).await,
                    None => Err(Problem::new(ProblemKind::Offline)),
                };
                dispatch(Msg::AnswerReceived { id, result, now: intl::now() });
            });
        }
        Effect::ExpectAnswer(id) => {
            let check = move || {
                // Most answers are there by then, and nothing changes.
                if runtime.with_value(|runtime| runtime.model.pending.as_ref().is_some_and(|pending| pending.id == id))
                {
                    dispatch(Msg::AnswerOverdue(id));
                }
            };
            set_timeout(check, Duration::from_millis(100));
        }
        Effect::StartCountdown => set_timeout(move || dispatch(Msg::SecondElapsed), Duration::from_secs(1)),
        // In a frame an entry would belong to the embedding page, whose Back must lead out of that page.
        Effect::SetHistory { period, push } => history::record(period, push && !is_framed(runtime)),
        Effect::Redirect { address, route } => {
            if !redirect(runtime, &address, route) {
                dispatch(Msg::NavigationFailed);
            }
        }
        Effect::HandOff(route) => match hand_off_address(runtime, &route) {
            Some(address) => dispatch(Msg::HandOffFound(address)),
            None => {
                notify(runtime, &HostEvent::Route { route: Some(route), address: None });
            }
        },
        Effect::ReturnToPartner(address) => {
            storage::forget();
            if !notify(runtime, &HostEvent::Close(address.clone()))
                && address.is_some_and(|address| !navigation::navigate(&address))
            {
                dispatch(Msg::NavigationFailed);
            }
        }
        Effect::Focus(target) => move_focus(target, true),
        Effect::RecoverFocus(target) if had_focus => move_focus(target, false),
        Effect::RecoverFocus(_) => {}
        Effect::ShowReading if is_framed(runtime) => {}
        Effect::ShowReading => focus::scroll_up_to(".headline"),
        Effect::Copy(text) => runtime.with_value(|runtime| runtime.boot.copy(&text)),
        Effect::Reload => navigation::reload(),
        Effect::Download => {
            let export = runtime.with_value(|runtime| Export::of(&runtime.model, &runtime.env()));
            // Browsers that cannot save files, such as some apps' web views, do nothing.
            let _ = export.map(|export| download::save(&export.name, &export.text));
        }
        Effect::LoadLanguage(tag) => runtime.with_value(|runtime| runtime.boot.select_language(&tag)),
        Effect::Notify(event) => {
            notify(runtime, &event);
        }
    }
}

/// Posts an event to the embedding page; false if there is none.
fn notify(runtime: Shared, event: &HostEvent) -> bool {
    let host = runtime.with_value(|runtime| runtime.boot.host());
    host.map(|host| post_event(&host, event)).is_some()
}

fn is_framed(runtime: Shared) -> bool {
    runtime.with_value(|runtime| runtime.boot.host().is_some())
}

fn hand_off_address(runtime: Shared, route: &Route) -> Option<Address> {
    runtime.with_value(|runtime| runtime.settings.as_ref()?.handoff(route).cloned())
}

/// Leaves for an address in the middle of the session, with the token. In a frame the embedding page does.
fn redirect(runtime: Shared, address: &Address, route: Option<Route>) -> bool {
    let Some(token) = runtime.with_value(|runtime| runtime.model.token.clone()) else { return true };
    // The tag that numbers and dates are written by, such as `de-AT`, not just that of the texts.
    let language = runtime.with_value(|runtime| runtime.boot.language().languages().get(0).as_string());
    storage::expect_return(&token, language.as_deref().filter(|_| !is_framed(runtime)));
    let address = address.with_token(&token);
    notify(runtime, &HostEvent::Route { route, address: Some(address.clone()) }) || navigation::navigate(&address)
}

/// Moves the focus once the views have followed the update, before anything is painted.
fn move_focus(target: FocusTarget, always: bool) {
    request_animation_frame(move || if always { focus::focus_on(target) } else { focus::recover(target) });
}

fn post(runtime: Shared, pending: &Pending) -> Option<Expected> {
    runtime.update_value(|runtime| {
        let (token, settings) = (runtime.model.token.as_ref()?, runtime.settings.as_ref()?);
        let exchange = runtime.boot.post(&settings.connect_url, &request::body(token, &pending.request));
        let timeout = settings.timeout;
        // Going back in the history, and another session, give up the request under way.
        if let Some(before) = runtime.request.replace(exchange.controller()) {
            before.abort();
        }
        Expected::of(&exchange, timeout)
    })
}

async fn answer(runtime: Shared, expected: Expected) -> Result<Answer, Problem> {
    match expected.answer().await {
        Ok(Decoded { mut answer, warnings }) => {
            if let Some(scheme) = runtime.with_value(|runtime| runtime.settings.as_ref()?.refuse_app(&mut answer)) {
                warn(&["vpp:app-schemes does not list ", &scheme].concat());
            }
            for warning in warnings {
                warn(&[&warning.path.text(), ": expected ", warning.expected].concat());
            }
            Ok(answer)
        }
        Err(problem) => {
            if let Some(detail) = &problem.detail {
                warn(&[problem.kind.name(), ": ", detail].concat());
            }
            Err(problem)
        }
    }
}
