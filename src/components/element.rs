//! Elements of the page, as Leptos builds them, but all of one type.
//!
//! `view!` gives every element, attribute and closure a type of its own, each with code to build and update it: for this
//! page 60 KB of WebAssembly. Here a changing value is a boxed function of the [`Page`], so that code exists once.

use super::Ui;
use crate::present::Page;
use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;
use leptos::ev;
use leptos::html::custom;
use leptos::prelude::*;

/// An element that is being put together.
pub(super) struct Element {
    ui: Ui,
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

type Value = Box<dyn Fn(&Page) -> Option<String> + Send + Sync>;
type Handler = Box<dyn FnMut(web_sys::Event)>;

impl Ui {
    /// An element with this tag and, if not empty, these classes.
    pub(super) fn element(self, tag: &'static str, class: &'static str) -> Element {
        let element = Element { ui: self, tag, attributes: Vec::new(), children: Vec::new() };
        if class.is_empty() { element } else { element.set("class", class) }
    }

    /// A text that follows the page.
    pub(super) fn text(self, read: impl Fn(&Page) -> Option<String> + Send + Sync + 'static) -> AnyView {
        fn text(ui: Ui, read: Value) -> AnyView {
            let text: Box<dyn Fn() -> Option<String> + Send> = Box::new(move || ui.page.with(&read));
            text.into_any()
        }
        text(self, Box::new(read))
    }

    /// A part of the page that is made anew when `key` changes, and only then.
    pub(super) fn part(
        self,
        key: impl Fn(&Page) -> u32 + Send + Sync + 'static,
        view: impl Fn(u32) -> AnyView + Send + 'static,
    ) -> AnyView {
        type Key = Box<dyn Fn(&Page) -> u32 + Send + Sync>;
        fn part(ui: Ui, key: Key, view: Box<dyn Fn(u32) -> AnyView + Send>) -> AnyView {
            let key = Memo::new(move |_| ui.page.with(&key));
            let part: Box<dyn Fn() -> AnyView + Send> = Box::new(move || view(key.get()));
            part.into_any()
        }
        part(self, Box::new(key), Box::new(view))
    }

    /// A part that is there as long as the condition holds.
    pub(super) fn part_if(
        self,
        there: impl Fn(&Page) -> bool + Send + Sync + 'static,
        view: impl Fn() -> AnyView + Send + 'static,
    ) -> AnyView {
        self.part(move |page| there(page).into(), move |there| if there == 1 { view() } else { ().into_any() })
    }
}

impl Element {
    /// Sets an attribute once.
    pub(super) fn set(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push(custom_attribute(name, value.into()).into_any_attr());
        self
    }

    /// Lets an attribute follow the page; `None` takes it away.
    pub(super) fn bind(
        self,
        name: &'static str,
        read: impl Fn(&Page) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        fn bind(mut element: Element, name: &'static str, read: Value) -> Element {
            let page = element.ui.page;
            let value: Signal<Option<String>> = Signal::derive(move || page.with(&read));
            element.attributes.push(custom_attribute(name, value).into_any_attr());
            element
        }
        bind(self, name, Box::new(read))
    }

    /// Lets a boolean attribute, such as `hidden`, follow the page.
    pub(super) fn flag(self, name: &'static str, read: impl Fn(&Page) -> bool + Send + Sync + 'static) -> Self {
        self.bind(name, move |page| read(page).then(String::new))
    }

    /// Handles an event.
    pub(super) fn on(mut self, event: &'static str, handle: impl FnMut(web_sys::Event) + 'static) -> Self {
        let handle: Handler = Box::new(handle);
        let event = ev::Custom::<web_sys::Event>::new(event);
        self.attributes.push(leptos::tachys::html::event::on(event, handle).into_any_attr());
        self
    }

    /// Adds children.
    pub(super) fn with<const N: usize>(self, children: [AnyView; N]) -> Self {
        self.with_all(Vec::from(children))
    }

    /// Adds as many children as there are.
    pub(super) fn with_all(mut self, mut children: Vec<AnyView>) -> Self {
        self.children.append(&mut children);
        self
    }

    /// Adds a text that follows the page.
    pub(super) fn text(self, read: impl Fn(&Page) -> Option<String> + Send + Sync + 'static) -> Self {
        let text = self.ui.text(read);
        self.with([text])
    }

    /// Adds a text that stays.
    pub(super) fn literal(self, text: String) -> Self {
        self.with([text.into_any()])
    }

    /// The finished element.
    pub(super) fn view(self) -> AnyView {
        custom(self.tag).child(self.children).add_any_attr(self.attributes).into_any()
    }
}
