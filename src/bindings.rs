//! How views read the page: texts, attributes and keys that follow the view model.

use crate::app::App;
use vpp_core::locale::{Locale, MessageId};
use vpp_core::view_model::{PageView, Readout};
use vpp_ui::keyed::{Key, keyed, nothing};
use vpp_ui::{Call, Dynamic, View};

type Read = Box<dyn for<'a> Call<&'a PageView, Option<&'a str>>>;
type ReadReadout = Box<dyn for<'a> Call<Option<&'a Readout>, Option<&'a str>>>;
type ReadKey = Box<dyn for<'a> Call<&'a PageView, u32>>;

impl App {
    /// A text that follows the page.
    pub(crate) fn text(self, read: impl for<'a> Fn(&'a PageView) -> Option<&'a str> + 'static) -> Dynamic<String> {
        self.boxed_text(Box::new(read))
    }

    /// An attribute that follows the page; `None` removes it.
    pub(crate) fn attr(
        self,
        read: impl for<'a> Fn(&'a PageView) -> Option<&'a str> + 'static,
    ) -> Dynamic<Option<String>> {
        self.boxed_attr(Box::new(read))
    }

    /// A boolean attribute, such as `hidden`, that follows the page.
    pub(crate) fn flag(self, read: impl Fn(&PageView) -> bool + 'static) -> Dynamic<Option<String>> {
        self.attr(move |page| read(page).then_some(""))
    }

    /// A text that follows the chart's cursor.
    pub(crate) fn readout_text(self, read: fn(&Readout) -> &str) -> Dynamic<String> {
        Box::new(move || self.with_readout(|readout| readout.map_or("", read).to_owned()))
    }

    /// An attribute that follows the chart's cursor; `None` removes it.
    pub(crate) fn readout_attr(
        self,
        read: impl for<'a> Fn(Option<&'a Readout>) -> Option<&'a str> + 'static,
    ) -> Dynamic<Option<String>> {
        let read: ReadReadout = Box::new(read);
        Box::new(move || self.with_readout(|readout| read.call(readout).map(str::to_owned)))
    }

    /// A message of the catalogue.
    pub(crate) fn message(self, id: MessageId) -> &'static str {
        self.runtime.with_value(|runtime| runtime.locale().text(id))
    }

    /// A view that is rebuilt when its key changes, and only then.
    pub(crate) fn keyed<K: Key>(
        self,
        key: impl Fn(&PageView) -> K + 'static,
        view: impl Fn(K) -> View + 'static,
    ) -> View {
        self.boxed_keyed(
            Box::new(move |page: &PageView| key(page).to_u32()),
            Box::new(move |key| view(K::from_u32(key))),
        )
    }

    /// A view that is there while a condition holds.
    pub(crate) fn when(
        self,
        condition: impl Fn(&PageView) -> bool + 'static,
        view: impl Fn() -> View + 'static,
    ) -> View {
        self.keyed(condition, move |holds| if holds { view() } else { nothing() })
    }

    // The closures below have no type parameter, so that their code exists once.

    fn boxed_text(self, read: Read) -> Dynamic<String> {
        Box::new(move || self.with_page(|page| read.call(page).unwrap_or_default().to_owned()))
    }

    fn boxed_attr(self, read: Read) -> Dynamic<Option<String>> {
        Box::new(move || self.with_page(|page| read.call(page).map(str::to_owned)))
    }

    fn boxed_keyed(self, key: ReadKey, view: Box<dyn Call<u32, View>>) -> View {
        keyed(Box::new(move || self.with_page(|page| key.call(page))), view)
    }
}
