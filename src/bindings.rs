//! How views read the page: texts, attributes and keys that follow the view model.

use crate::app::App;
use leptos::prelude::*;
use vpp_core::locale::{Locale, MessageId};
use vpp_core::view_model::{PageView, Readout};
use vpp_ui::{Dynamic, IntoChild};

type Read = Box<dyn for<'a> Fn(&'a PageView) -> Option<&'a str> + Send>;

impl App {
    /// A text that follows the page.
    pub(crate) fn text(
        self,
        read: impl for<'a> Fn(&'a PageView) -> Option<&'a str> + Send + 'static,
    ) -> Dynamic<String> {
        let read: Read = Box::new(read);
        Box::new(move || self.page.with(|page| read(page).unwrap_or_default().to_owned()))
    }

    /// An attribute that follows the page; `None` removes it.
    pub(crate) fn attr(
        self,
        read: impl for<'a> Fn(&'a PageView) -> Option<&'a str> + Send + 'static,
    ) -> Dynamic<Option<String>> {
        let read: Read = Box::new(read);
        Box::new(move || self.page.with(|page| read(page).map(str::to_owned)))
    }

    /// A boolean attribute, such as `hidden`, that follows the page.
    pub(crate) fn flag(self, read: impl Fn(&PageView) -> bool + Send + 'static) -> Dynamic<Option<String>> {
        self.attr(move |page| read(page).then_some(""))
    }

    /// A text that follows the chart's cursor.
    pub(crate) fn readout_text(self, read: fn(&Readout) -> &str) -> Dynamic<String> {
        Box::new(move || self.readout.with(|readout| readout.as_ref().map_or("", read).to_owned()))
    }

    /// A message of the catalogue.
    pub(crate) fn message(self, id: MessageId) -> &'static str {
        self.runtime.with_value(|runtime| runtime.locale().text(id))
    }

    /// A view that is rebuilt when its key changes, and only then.
    pub(crate) fn keyed<K: Copy + Into<u32>>(
        self,
        key: impl Fn(&PageView) -> K + Clone + Send + Sync + 'static,
        view: impl Fn(K) -> AnyView + Send + 'static,
    ) -> AnyView {
        vpp_ui::keyed(move || self.page.with(&key), view)
    }

    /// A view that is there while a condition holds.
    pub(crate) fn when<V: IntoChild>(
        self,
        condition: impl Fn(&PageView) -> bool + Clone + Send + Sync + 'static,
        view: impl Fn() -> V + Send + 'static,
    ) -> AnyView {
        vpp_ui::when(move || self.page.with(&condition), view)
    }
}
