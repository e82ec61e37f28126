//! Elements of the page, as Leptos builds them, but all of one type.
//!
//! `view!` gives every element, attribute and closure a type of its own, each with code to build and update it: measured
//! on this page, 16 KB after compression. Here a changing value is a boxed function of the [`Page`], so that code exists
//! once.

use super::Ui;
use crate::locale::MessageId;
use crate::view_model::Page;
use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;
use leptos::ev;
use leptos::html::custom;
use leptos::prelude::*;

/// An element that is being put together. It is one pointer, so that handing it on costs one instruction.
pub(super) struct Element(Box<Parts>);

struct Parts {
    ui: Ui,
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

type Value = Box<dyn for<'a> Fn(&'a Page) -> Option<&'a str> + Send + Sync>;
type Key = Box<dyn Fn(&Page) -> u32 + Send + Sync>;
type Handler = Box<dyn FnMut(web_sys::Event)>;

/// No view at all. An empty text, because that needs no code which is not there already.
pub(super) fn nothing() -> AnyView {
    String::new().into_any()
}

impl Ui {
    /// An element with this tag and, if not empty, these classes.
    pub(super) fn element(self, tag: &'static str, class: &'static str) -> Element {
        let element = Element(Box::new(Parts { ui: self, tag, attributes: Vec::new(), children: Vec::new() }));
        if class.is_empty() { element } else { element.set("class", class) }
    }

    /// A picture on a field of 24 × 24, drawn in lines of the text's colour by [`super::svg`].
    pub(super) fn icon(self, path: &'static str) -> Element {
        self.element("span", "icon").set("aria-hidden", "true").set(super::svg::ICON, path)
    }

    /// A part of the page that is made anew when `key` changes, and only then.
    pub(super) fn part(
        self,
        key: impl Fn(&Page) -> u32 + Send + Sync + 'static,
        view: impl Fn(u32) -> AnyView + Send + 'static,
    ) -> AnyView {
        self.boxed_part(Box::new(key), Box::new(view))
    }

    /// A part that is there as long as the condition holds.
    pub(super) fn part_if(
        self,
        there: impl Fn(&Page) -> bool + Send + Sync + 'static,
        view: impl Fn() -> AnyView + Send + 'static,
    ) -> AnyView {
        self.part(move |page| there(page).into(), move |there| if there == 1 { view() } else { nothing() })
    }

    fn boxed_part(self, key: Key, view: Box<dyn Fn(u32) -> AnyView + Send>) -> AnyView {
        let key = Memo::new(move |_| self.page.with(&key));
        let part: Box<dyn Fn() -> AnyView + Send> = Box::new(move || view(key.get()));
        part.into_any()
    }
}

impl Element {
    /// Sets an attribute once.
    pub(super) fn set(self, name: &'static str, value: &'static str) -> Self {
        self.set_owned(name, value.to_owned())
    }

    /// Sets an attribute once.
    pub(super) fn set_owned(mut self, name: &'static str, value: String) -> Self {
        self.0.attributes.push(custom_attribute(name, value).into_any_attr());
        self
    }

    /// Lets an attribute follow the page; `None` takes it away.
    pub(super) fn bind(
        self,
        name: &'static str,
        read: impl for<'a> Fn(&'a Page) -> Option<&'a str> + Send + Sync + 'static,
    ) -> Self {
        self.bind_boxed(name, Box::new(read))
    }

    /// Lets a boolean attribute, such as `hidden`, follow the page.
    pub(super) fn flag(self, name: &'static str, read: impl Fn(&Page) -> bool + Send + Sync + 'static) -> Self {
        self.bind(name, move |page| read(page).then_some(""))
    }

    fn bind_boxed(mut self, name: &'static str, read: Value) -> Self {
        let page = self.0.ui.page;
        let value: Box<dyn Fn() -> Option<String> + Send> =
            Box::new(move || page.with(|page| read(page).map(str::to_owned)));
        self.0.attributes.push(custom_attribute(name, value).into_any_attr());
        self
    }

    /// Handles an event.
    pub(super) fn on(mut self, event: &'static str, handle: impl FnMut(web_sys::Event) + 'static) -> Self {
        let handle: Handler = Box::new(handle);
        let event = ev::Custom::<web_sys::Event>::new(event);
        self.0.attributes.push(leptos::tachys::html::event::on(event, handle).into_any_attr());
        self
    }

    /// Adds a child.
    pub(super) fn child(mut self, child: AnyView) -> Self {
        self.0.children.push(child);
        self
    }

    /// Adds an element.
    pub(super) fn add(self, element: Self) -> Self {
        self.child(element.view())
    }

    /// Adds as many elements as there are.
    pub(super) fn add_all(self, elements: impl Iterator<Item = Self>) -> Self {
        elements.fold(self, Self::add)
    }

    /// Adds a text that follows the page.
    pub(super) fn text(self, read: impl for<'a> Fn(&'a Page) -> Option<&'a str> + Send + Sync + 'static) -> Self {
        self.text_boxed(Box::new(read))
    }

    fn text_boxed(self, read: Value) -> Self {
        let page = self.0.ui.page;
        let text: Box<dyn Fn() -> String + Send> =
            Box::new(move || page.with(|page| read(page).unwrap_or_default().to_owned()));
        self.child(text.into_any())
    }

    /// Adds a message of the catalogue.
    pub(super) fn message(self, text: MessageId) -> Self {
        let text = self.0.ui.message(text);
        self.literal(text)
    }

    /// Adds a text that stays.
    pub(super) fn literal(self, text: &str) -> Self {
        self.child(text.to_owned().into_any())
    }

    /// The finished element.
    pub(super) fn view(self) -> AnyView {
        custom(self.0.tag).child(self.0.children).add_any_attr(self.0.attributes).into_any()
    }
}
