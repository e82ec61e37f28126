//! The application: the model behind signals, and the only caller of `update`.

use crate::effects;
use crate::platform::loader::Boot;
use crate::platform::window::document;
use crate::platform::{focus, settings, storage};
use crate::runtime::Runtime;
use leptos::prelude::*;
use leptos::reactive::owner::LocalStorage;
use vpp_core::domain::Intent;
use vpp_core::state::{Msg, update};
use vpp_core::view_model::{PageView, Readout};

/// The handle that every view gets.
#[derive(Clone, Copy)]
pub(crate) struct App {
    /// What to show.
    pub(crate) page: RwSignal<PageView>,
    /// What the chart's cursor reads. It has its own signal: moving over bars must not run every binding of the page.
    pub(crate) readout: RwSignal<Option<Readout>>,
    pub(crate) runtime: StoredValue<Runtime, LocalStorage>,
}

impl App {
    pub(crate) fn new(boot: Boot) -> Self {
        let app = Self {
            page: RwSignal::new(PageView::default()),
            readout: RwSignal::new(None),
            runtime: StoredValue::new_local(Runtime::new(boot)),
        };
        app.render();
        app
    }

    /// Reads settings and token, and starts the session.
    pub(crate) fn open(self) {
        let opened = self.runtime.try_update_value(|runtime| {
            let opening = storage::open(runtime.boot.token(), runtime.boot.host().is_some());
            runtime.settings = Some(settings::read()?);
            opening
        });
        match opened {
            Some(Ok(opening)) => self.dispatch(Msg::SessionOpened { token: opening.token, resume: opening.resume }),
            Some(Err(problem)) => self.dispatch(Msg::StartFailed(problem)),
            None => {}
        }
    }

    /// Updates the model, re-renders and runs the resulting effects.
    pub(crate) fn dispatch(self, msg: Msg) {
        let had_focus = focus::is_on_page();
        let only_cursor = matches!(msg, Msg::CursorMoved { .. });
        let effects = self.runtime.try_update_value(|runtime| {
            if matches!(msg, Msg::LanguageLoaded) {
                runtime.change_language();
            }
            let effects = update(&mut runtime.model, msg);
            runtime.follow_zone();
            effects
        });
        if only_cursor {
            self.render_readout();
        } else {
            self.render();
        }
        for effect in effects.into_iter().flatten() {
            effects::perform(effect, self.runtime, had_focus, move |msg| self.dispatch(msg));
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

    fn render(self) {
        let page = self.runtime.with_value(|runtime| PageView::of(&runtime.model, &runtime.env()));
        if let Some(document) = document() {
            document.set_title(&page.document_title);
        }
        self.page.set(page);
        self.render_readout();
    }

    fn render_readout(self) {
        let readout = self.runtime.with_value(|runtime| Readout::of(&runtime.model, &runtime.env()));
        if self.readout.with_untracked(|shown| *shown != readout) {
            self.readout.set(readout);
        }
    }
}
