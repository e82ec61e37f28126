//! What the page holds besides signals: the model, and what the view model and the effects need.

use crate::drawing::Sizes;
use crate::platform::intl::{self, IntlLocale, IntlZone};
use crate::platform::loader::Boot;
use chrono::NaiveDate;
use leptos::prelude::ArcTrigger;
use std::cell::RefCell;
use vpp_core::domain::point::ProgrammeZone;
use vpp_core::domain::{Address, Zone};
use vpp_core::settings::Settings;
use vpp_core::state::Model;
use vpp_core::view_model::{Env, PageView, Readout};
use web_sys::AbortController;

/// The runtime as views and handlers share it, as long as the document lives. A `StoredValue` would do the same and cost a
/// kilobyte and a half.
#[derive(Clone, Copy)]
pub(crate) struct Shared(&'static RefCell<Runtime>);

pub(crate) struct Runtime {
    pub(crate) model: Model,
    // The page and the readout stand behind a trigger each: as signals of their own types they cost a kilobyte. `Trigger` would
    // not do: in reactive_graph 0.2 it never forgets the effects of views that are gone, which `ArcTrigger` does with each
    // notification.
    /// The page has changed.
    pub(crate) page_changed: ArcTrigger,
    /// The readout has changed. It has its own trigger: moving over bars must not run every binding of the page.
    pub(crate) readout_changed: ArcTrigger,
    /// The page for the model.
    pub(crate) page: PageView,
    /// What the chart's cursor reads.
    pub(crate) readout: Option<Readout>,
    /// Aborts the last request.
    pub(crate) request: Option<AbortController>,
    /// The settings, once they have been read.
    pub(crate) settings: Option<Settings>,
    /// The loader's value.
    pub(crate) boot: Boot,
    /// The sizes of the chart.
    pub(crate) sizes: RefCell<Sizes>,
    /// Draws the chart, which is not a reactive view.
    pub(crate) draw: fn(Shared),
    locale: IntlLocale,
    /// The texts of all languages so far.
    texts: Vec<&'static str>,
    zone: NamedZone,
}

struct NamedZone {
    name: String,
    zone: IntlZone,
}

impl Shared {
    pub(crate) fn new(runtime: Runtime) -> Self {
        Self(Box::leak(Box::new(RefCell::new(runtime))))
    }

    pub(crate) fn with_value<T>(self, read: impl FnOnce(&Runtime) -> T) -> T {
        read(&self.0.borrow())
    }

    pub(crate) fn update_value<T>(self, update: impl FnOnce(&mut Runtime) -> T) -> T {
        update(&mut self.0.borrow_mut())
    }
}

impl NamedZone {
    /// No zone: without a summary only today's date is asked for, and UTC does.
    const fn none() -> Self {
        Self { name: String::new(), zone: IntlZone::none() }
    }
}

impl Runtime {
    pub(crate) fn new(boot: Boot, draw: fn(Shared)) -> Self {
        let mut texts = Vec::new();
        let locale = IntlLocale::of(&boot.language(), &mut texts);
        Self {
            model: Model::default(),
            page_changed: ArcTrigger::new(),
            readout_changed: ArcTrigger::new(),
            page: PageView::default(),
            readout: None,
            request: None,
            settings: None,
            boot,
            sizes: RefCell::default(),
            draw,
            locale,
            texts,
            zone: NamedZone::none(),
        }
    }

    /// Follows the summary's time zone.
    pub(crate) fn follow_zone(&mut self) {
        match &self.model.summary {
            Some(summary) if self.zone.name == summary.time_zone => {}
            Some(summary) => {
                let name = summary.time_zone.clone();
                self.zone = NamedZone { zone: IntlZone::named(&name), name };
            }
            None => self.zone = NamedZone::none(),
        }
    }

    /// Takes over the language that the loader has loaded.
    pub(crate) fn change_language(&mut self) {
        self.locale = IntlLocale::of(&self.boot.language(), &mut self.texts);
    }

    /// The current day in the programme's zone.
    pub(crate) fn today(&self) -> NaiveDate {
        let performance = self.model.summary.as_ref().and_then(|summary| summary.performance.as_ref());
        let points = performance.map_or(&[][..], |performance| &performance.points);
        ProgrammeZone { named: &self.zone.zone, points }.civil(intl::now()).date()
    }

    pub(crate) fn locale(&self) -> &IntlLocale {
        &self.locale
    }

    pub(crate) fn env(&self) -> Env<'_> {
        let settings = self.settings.as_ref();
        Env {
            locale: &self.locale,
            zone: &self.zone.zone,
            today: self.today(),
            title: settings.and_then(|settings| settings.title.as_deref()),
            home: settings.and_then(|settings| settings.home.as_ref()).map(Address::as_str),
            leap: settings.and_then(|settings| settings.leap.as_ref()),
        }
    }
}
