//! What connects the views with the state: the page as a signal, messages in, effects out.

use super::settings::LANGUAGE;
use super::{overview, picker, svg};
use crate::connect::{Decoded, http, wire};
use crate::domain::calendar::iso_date;
use crate::domain::{Action, Address, Intent, Period, Problem, ProblemKind, Request, Zone};
use crate::host::{Settings, browser, frame};
use crate::locale::intl::{self, Browser, BrowserZone};
use crate::locale::{Locale, MessageId};
use crate::view_model::{Export, Page, Env};
use crate::state::{self, Effect, Model, Msg, Pending, Step};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::reactive::owner::LocalStorage;
use wasm_bindgen::prelude::*;

/// The handle that every view gets.
#[derive(Clone, Copy)]
pub(crate) struct Ui {
    /// What is to be shown.
    pub(crate) page: RwSignal<Page>,
    inner: StoredValue<Inner, LocalStorage>,
}

struct Inner {
    model: Model,
    settings: Option<Settings>,
    locale: Browser,
    /// How often the language has been chosen.
    language: u32,
    zone: (String, BrowserZone),
    narrow: bool,
}

impl Ui {
    pub(super) fn new(locale: Browser) -> Self {
        let inner = Inner {
            model: Model::default(),
            settings: None,
            locale,
            language: 0,
            zone: ("UTC".to_owned(), BrowserZone::named("UTC")),
            narrow: true,
        };
        let ui = Self { page: RwSignal::new(Page::default()), inner: StoredValue::new_local(inner) };
        ui.show();
        ui
    }

    /// Reads settings and token, and starts the session.
    pub(super) fn open(self, given: Option<String>) {
        let opening = browser::open(given);
        let msg = match (browser::settings(), opening) {
            (Err(problem), _) => Msg::StartFailed(problem),
            (Ok(settings), opening) => {
                self.inner.update_value(|inner| inner.settings = Some(settings));
                match opening {
                    Ok(opening) => Msg::SessionOpened { token: opening.token, resume: opening.resume },
                    Err(problem) => Msg::StartFailed(problem),
                }
            }
        };
        self.send(msg);
    }

    /// Follows what happens around the page.
    pub(super) fn listen(self) {
        let Some(window) = browser::window() else {
            return;
        };
        // Coming back to a page which the browser had kept: the session may have gone on elsewhere.
        let shown = Closure::<dyn Fn(web_sys::PageTransitionEvent)>::new(move |event: web_sys::PageTransitionEvent| {
            if event.persisted() {
                self.open(None);
            }
        });
        // Going back and forth in the browser leads through the periods.
        let recalled = Closure::<dyn Fn(web_sys::PopStateEvent)>::new(move |event: web_sys::PopStateEvent| {
            if let Some((kind, start)) = event.state().as_string().as_deref().and_then(browser::period) {
                let today = self.inner.with_value(today);
                self.send(Msg::HistoryPopped(kind, start, today));
            }
        });
        // A page that was left open over midnight has another today.
        let visible = Closure::<dyn Fn()>::new(move || self.show());
        // The loader has another language, or has not got the one that was chosen.
        let spoken = Closure::<dyn Fn()>::new(move || self.speak());
        // The body follows every change of width, and of the text's size.
        let resized = Closure::<dyn Fn()>::new(move || self.draw_chart());
        if let Ok(observer) = web_sys::ResizeObserver::new(resized.as_ref().unchecked_ref())
            && let Some(body) = window.document().and_then(|document| document.body())
        {
            observer.observe(&body);
        }
        resized.forget();
        let listen = |name, callback: &JsValue| window.add_event_listener_with_callback(name, callback.unchecked_ref());
        let _ = listen("pageshow", shown.as_ref());
        frame::on_open(move || self.open(None));
        let _ = listen("popstate", recalled.as_ref());
        let _ = listen("visibilitychange", visible.as_ref());
        let _ = listen("vpp:spoken", spoken.as_ref());
        recalled.forget();
        shown.forget();
        visible.forget();
        spoken.forget();
    }

    /// Takes a message in, shows what has become of the page, and does what is to be done.
    pub(crate) fn send(self, msg: Msg) {
        let failed = matches!(msg, Msg::StartFailed(_) | Msg::AnswerReceived { .. } | Msg::NavigationFailed);
        let effect = self.inner.try_update_value(|inner| {
            let before = inner.model.period();
            let effect = state::update(&mut inner.model, msg);
            report(&inner.model, effect.as_ref(), failed, before);
            let zone = inner.model.summary.as_ref().map_or("UTC", |summary| &summary.time_zone);
            if inner.zone.0 != zone {
                inner.zone = (zone.to_owned(), BrowserZone::named(zone));
            }
            effect
        });
        self.show();
        if let Some(Some(effect)) = effect {
            self.perform(effect);
        }
    }

    /// Takes what the customer asked for in, as of today.
    pub(crate) fn want(self, intent: Intent) {
        let today = self.inner.with_value(today);
        self.send(Msg::IntentChosen(intent, today));
    }

    /// A message of the catalogue.
    pub(crate) fn message(self, text: MessageId) -> &'static str {
        self.inner.with_value(|inner| inner.locale.text(text))
    }

    /// Shows the page in the language that the loader has put on `#app`.
    fn speak(self) {
        if let Some(app) = browser::app() {
            self.inner.update_value(|inner| {
                inner.locale = Browser::of(&app);
                inner.language += 1;
            });
            self.show();
        }
    }

    /// Takes a step of reading the chart in. Only what is read is made anew.
    pub(crate) fn read(self, step: Step) {
        let places = self.page.with_untracked(|page| overview::figures(page).map_or(0, |figures| figures.bars.len()));
        let changed = self.inner.try_update_value(|inner| {
            let before = inner.model.reading;
            let _ = state::update(&mut inner.model, Msg::CursorMoved(step, places));
            inner.model.reading != before
        });
        if changed == Some(true) {
            self.inner.with_value(|inner| {
                self.page.update(|page| page.follow_reading(&inner.model, &setting(inner)));
            });
            self.draw_chart();
        }
    }

    /// Says whether the chart has room for every day of a year.
    pub(super) fn set_narrow(self, narrow: bool) {
        let changed = self.inner.try_update_value(|inner| std::mem::replace(&mut inner.narrow, narrow) != narrow);
        if changed == Some(true) {
            // The places are others now.
            self.read(Step::Release);
            self.show();
        }
    }

    /// Saves the figures shown as a file.
    pub(super) fn export(self) {
        let export = self.inner.with_value(|inner| Export::of(&inner.model, &setting(inner)));
        // A browser that cannot save files, such as some apps' web views, does nothing.
        let _ = export.map(|export| browser::save(&export.name, &export.text));
    }

    fn show(self) {
        let page =
            self.inner.with_value(|inner| Page { language: inner.language, ..Page::of(&inner.model, &setting(inner)) });
        if let Some(document) = browser::document() {
            document.set_title(&page.document_title);
        }
        let (had_focus, on_step) = (browser::has_focus(":not(body)"), browser::has_focus("[data-step]"));
        let on_language = browser::has_focus(LANGUAGE);
        let on_later = browser::has_focus(picker::LATER);
        let news = page.banner.is_some() && self.page.with_untracked(|shown| shown.banner.is_none());
        self.page.set(page);
        // The views have followed by then, and nothing has been painted yet.
        request_animation_frame(move || {
            svg::draw_icons();
            self.draw_chart();
            // A control that is gone, or off, takes the focus with it; then it goes to what came in its place. A message
            // above what is shown could be out of sight, so it gets the focus in any case.
            let lost = had_focus && !browser::has_focus(":not(body):not(:disabled)");
            if news || lost {
                let there = (on_step && !news && browser::focus("[data-step]:enabled"))
                    || (on_language && browser::focus(LANGUAGE))
                    || browser::focus("main h2[tabindex]")
                    // Whoever turns the years of the picker goes on turning, the same way if there is one.
                    || (on_later && browser::focus(picker::LATER))
                    || browser::focus(picker::TURN)
                    // It names the period that was asked for.
                    || browser::focus(picker::TOGGLE);
                let _ = there || browser::focus("main");
            }
        });
    }

    fn perform(self, effect: Effect) {
        match effect {
            Effect::Post(pending) => leptos::task::spawn_local(self.post(pending)),
            Effect::StartCountdown => {
                set_timeout(move || self.send(Msg::SecondElapsed), std::time::Duration::from_secs(1));
            }
            Effect::SetHistory { period, push } => browser::remember(period, push),
            Effect::Redirect(address) => self.leave(&address),
            Effect::HandOff(route) => {
                let address = self
                    .inner
                    .with_value(|inner| inner.settings.as_ref().and_then(|settings| settings.handoff(&route)).cloned());
                // The address, if there is one, follows at once.
                frame::tell(&["route", route.name()]);
                if let Some(address) = address {
                    self.send(Msg::HandOffFound(address));
                }
            }
            Effect::ReturnToPartner(address) => {
                browser::forget();
                if frame::tell(&["close", address.as_ref().map_or("", Address::as_str)]) {
                    return;
                }
                if address.is_some_and(|address| !browser::go(&address)) {
                    self.send(Msg::NavigationFailed);
                }
            }
        }
    }

    /// Goes to an address in the middle of the session, with the token.
    fn leave(self, address: &Address) {
        let token = self.inner.with_value(|inner| inner.model.token.clone());
        let Some(token) = token else { return };
        browser::expect_return(&token);
        let address = address.with_token(&token);
        if !frame::tell(&["route", "", address.as_str()]) && !browser::go(&address) {
            self.send(Msg::NavigationFailed);
        }
    }

    async fn post(self, pending: Pending) {
        let prepared = self.inner.with_value(|inner| {
            let (token, settings) = (inner.model.token.as_ref()?, inner.settings.as_ref()?);
            Some((settings.connect_url.clone(), request::body(token, &pending.request), settings.timeout))
        });
        let result = match prepared {
            Some((url, body, timeout)) => http::post(&url, body, timeout).await,
            None => Err(Problem::new(ProblemKind::NoToken)),
        };
        let result = match result {
            Ok(Decoded { answer, warnings }) => {
                for warning in warnings {
                    browser::warn(&format!("{}: expected {}", warning.path, warning.expected));
                }
                Ok(answer)
            }
            Err(problem) => {
                if let Some(detail) = &problem.detail {
                    browser::warn(&format!("{}: {detail}", problem.kind.name()));
                }
                Err(problem)
            }
        };
        self.send(Msg::AnswerReceived { id: pending.id, result });
    }
}

/// Tells the page around this one, if there is any, what it can follow.
fn report(model: &Model, effect: Option<&Effect>, failed: bool, before: Option<Period>) {
    if let (true, None, Some(problem)) = (failed, &model.pending, &model.problem) {
        frame::tell(&["error", problem.kind.name(), problem.request_id.as_deref().unwrap_or_default()]);
    }
    if let Some(Effect::Post(pending)) = effect {
        let name = match &pending.request {
            Request::Start => "SESSION_START",
            Request::Restore => "SESSION_RESTORE",
            Request::Leave(_) => Action::Back.name(),
            Request::Respond(response) => response.action().name(),
        };
        frame::tell(&["action", name]);
    }
    if let Some(period) = model.period().filter(|period| before != Some(*period)) {
        let [start, end] = [period.start(), period.end()].map(iso_date);
        frame::tell(&["period", period.kind().name(), &start, &end]);
    }
}

fn setting(inner: &Inner) -> Env<'_> {
    let settings = inner.settings.as_ref();
    Env {
        locale: &inner.locale,
        zone: &inner.zone.1,
        today: today(inner),
        narrow: inner.narrow,
        title: settings.and_then(|settings| settings.title.as_deref()),
        home: settings.and_then(|settings| settings.home.as_ref()).map(Address::as_str),
    }
}

fn today(inner: &Inner) -> NaiveDate {
    inner.zone.1.civil(intl::now()).date()
}
