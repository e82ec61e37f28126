//! The application: the model behind signals, and the only caller of `update`.

use crate::effects;
use crate::platform::loader::Boot;
use crate::platform::window::document;
use crate::platform::{focus, settings, storage};
use crate::runtime::{Runtime, Shared};
use leptos::prelude::*;
use vpp_core::domain::{Intent, Joining};
use vpp_core::state::{Msg, update};
use vpp_core::view_model::{PageView, Readout};

/// The handle that every view gets.
#[derive(Clone, Copy)]
pub(crate) struct App {
    pub(crate) runtime: Shared,
}

impl App {
    pub(crate) fn new(boot: Boot, draw: fn(Shared)) -> Self {
        Self { runtime: Shared::new(Runtime::new(boot, draw)) }
    }

    /// Reads settings and token, and starts the session.
    pub(crate) fn open(self) {
        let (joining, opened) = self.runtime.update_value(|runtime| {
            let (joining, opening) = storage::open(&runtime.boot);
            let opened = settings::read().and_then(|settings| {
                runtime.settings = Some(settings);
                opening
            });
            (joining, opened)
        });
        match opened {
            Ok(opening) => self.dispatch(Msg::SessionOpened { token: opening.token, resume: opening.resume }),
            Err(problem) => self.dispatch(Msg::StartFailed(problem)),
        }
        // Most pages know nothing of Leap.
        if joining != Joining::default() {
            self.dispatch(Msg::JoiningKnown(joining));
        }
    }

    /// Updates the model, runs the resulting effects and re-renders. A request is on its way before the page shows it.
    pub(crate) fn dispatch(self, msg: Msg) {
        let had_focus = focus::is_on_page();
        let only_cursor = matches!(msg, Msg::CursorMoved { .. });
        let effects = self.runtime.update_value(|runtime| {
            if matches!(msg, Msg::LanguageLoaded) {
                runtime.change_language();
            }
            let effects = update(&mut runtime.model, msg);
            runtime.follow_zone();
            effects
        });
        for effect in effects {
            effects::perform(effect, self.runtime, had_focus, move |msg| self.dispatch(msg));
        }
        if only_cursor {
            self.render_readout();
        } else {
            self.render();
        }
    }

    /// Dispatches an intent, stamped with today's date.
    pub(crate) fn request(self, intent: Intent) {
        let today = self.runtime.with_value(Runtime::today);
        self.dispatch(Msg::IntentChosen { intent, today });
    }

    /// Dispatches a step to a neighbouring period by swipe or key, stamped with today's date.
    pub(crate) fn step(self, intent: Intent) {
        let today = self.runtime.with_value(Runtime::today);
        self.dispatch(Msg::StepRequested { intent, today });
    }

    /// Reads the page and follows it.
    pub(crate) fn with_page<T>(self, read: impl FnOnce(&PageView) -> T) -> T {
        self.runtime.with_value(|runtime| runtime.page_changed.track());
        self.peek(read)
    }

    /// Reads the page as it is now.
    pub(crate) fn peek<T>(self, read: impl FnOnce(&PageView) -> T) -> T {
        self.runtime.with_value(|runtime| read(&runtime.page))
    }

    /// Reads what the chart's cursor reads, and follows it.
    pub(crate) fn with_readout<T>(self, read: impl FnOnce(Option<&Readout>) -> T) -> T {
        self.runtime.with_value(|runtime| runtime.readout_changed.track());
        self.peek_readout(read)
    }

    /// Reads what the chart's cursor reads now.
    pub(crate) fn peek_readout<T>(self, read: impl FnOnce(Option<&Readout>) -> T) -> T {
        self.runtime.with_value(|runtime| read(runtime.readout.as_ref()))
    }

    fn render(self) {
        self.runtime.update_value(|runtime| {
            runtime.page = PageView::of(&runtime.model, &runtime.env());
            runtime.readout = Readout::of(&runtime.model, &runtime.env());
            if let Some(document) = document() {
                document.set_title(&runtime.page.document_title);
            }
        });
        // The readout is told of even if it is the same: only then its trigger forgets the effects of views that are gone.
        self.runtime.with_value(|runtime| {
            runtime.page_changed.notify();
            runtime.readout_changed.notify();
        });
        // The tasks of the views have been queued before, so they have followed by then, and nothing has been painted yet.
        leptos::task::spawn_local(async move { self.draw() });
    }

    fn render_readout(self) {
        let changed = self.runtime.update_value(|runtime| {
            let readout = Readout::of(&runtime.model, &runtime.env());
            let changed = runtime.readout != readout;
            runtime.readout = readout;
            changed
        });
        if changed {
            self.runtime.with_value(|runtime| runtime.readout_changed.notify());
            self.draw();
        }
    }

    fn draw(self) {
        let draw = self.runtime.with_value(|runtime| runtime.draw);
        draw(self.runtime);
    }
}
