//! An element builder in Leptos' vocabulary, for pages that `view!` cannot serve.
//!
//! There are two reasons not to use `view!`:
//!
//! - Size. `view!` gives every element, attribute and closure a type with its own code to build and update it: 16 KB after
//!   brotli on the customer's page. Here all elements have one type and changing values are boxed, so that code exists once.
//! - Trusted Types. `view!` turns static subtrees into HTML strings, which `create_element_from_html` in tachys 0.2
//!   (`tachys/src/renderer/dom.rs`) assigns with `set_inner_html`; the page's policy, `trusted-types 'none'`, forbids that.
//!
//! [`El`] implements `IntoRender`, so it also works inside `view!`.
//!
//! Browsers' translators and highlighters replace text nodes. A changing text is therefore written through `textContent` of
//! an element that holds nothing else, and views that come and go leave a comment, never an empty text node.

use crate::svg::HTML;
use crate::view::{Dynamic, Handle, Kept, View};
use leptos::ev::EventDescriptor;
use leptos::tachys::renderer::Rndr;
use std::borrow::Cow;
use wasm_bindgen::JsCast;
use wasm_bindgen::convert::FromWasmAbi;
use web_sys::{Element, Event};

/// An element under construction. It is one pointer, so that passing it on costs one instruction.
pub struct El(Box<Parts>);

struct Parts {
    element: Element,
    kept: Vec<Kept>,
    /// A first child that is a changing text: it is the element's own if it stays alone.
    text: Option<Dynamic<String>>,
    has_children: bool,
}

/// What can be a child.
pub trait IntoChild {
    /// Adds the child to an element.
    fn add_to(self, element: El) -> El;
}

/// What can be an attribute's value.
pub trait IntoValue {
    /// Adds the attribute to an element.
    fn set_on(self, element: El, name: &'static str) -> El;
}

impl El {
    /// An element with this tag.
    pub fn new(tag: &'static str) -> Self {
        let element = Rndr::create_element(tag, Some(HTML));
        Self(Box::new(Parts { element, kept: Vec::new(), text: None, has_children: false }))
    }

    /// Sets its classes.
    pub fn class(self, classes: &'static str) -> Self {
        self.attr("class", classes)
    }

    /// Sets an attribute. A dynamic `None` removes it.
    pub fn attr(self, name: &'static str, value: impl IntoValue) -> Self {
        value.set_on(self, name)
    }

    /// Adds a child.
    pub fn child(self, child: impl IntoChild) -> Self {
        child.add_to(self)
    }

    /// Adds children.
    pub fn children<C: IntoChild>(self, children: impl IntoIterator<Item = C>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Handles an event, such as `ev::click`.
    pub fn on<E>(self, event: E, mut handle: impl FnMut(E::EventType) + 'static) -> Self
    where
        E: EventDescriptor,
        E::EventType: JsCast + FromWasmAbi,
    {
        let handle = Box::new(move |event: Event| handle(event.unchecked_into()));
        // The names of Leptos' events are borrowed, so only that arm is compiled.
        match event.name() {
            Cow::Borrowed(name) => self.listen(name, handle),
            Cow::Owned(name) => self.listen(&name, handle),
        }
    }

    /// The finished view.
    pub fn view(mut self) -> View {
        if let Some(text) = self.0.text.take() {
            self = self.follow(None, Box::new(move || Some(text())));
        }
        View::new(self.0.element, self.0.kept)
    }

    /// The element itself, for what is drawn into it.
    pub fn element(&self) -> &Element {
        &self.0.element
    }

    fn listen(mut self, event: &str, handle: Box<dyn Handle>) -> Self {
        let handler = Kept::handle(&self.0.element, event, handle);
        self.0.kept.push(handler);
        self
    }

    fn follow(mut self, name: Option<&'static str>, read: Dynamic<Option<String>>) -> Self {
        let effect = Kept::follow(&self.0.element, name, read);
        self.0.kept.push(effect);
        self
    }

    /// Prepares for another child: a changing text is no longer alone.
    fn next(mut self) -> Self {
        self.0.has_children = true;
        match self.0.text.take() {
            Some(text) => self.append(Self::new("span").child(text).view()),
            None => self,
        }
    }

    fn append(mut self, mut view: View) -> Self {
        let _ = self.0.element.append_child(&view.node());
        self.0.kept.append(&mut view.kept);
        self
    }
}

impl IntoChild for El {
    fn add_to(self, element: El) -> El {
        self.view().add_to(element)
    }
}

impl IntoChild for View {
    fn add_to(self, element: El) -> El {
        element.next().append(self)
    }
}

impl IntoChild for &str {
    fn add_to(self, element: El) -> El {
        let element = element.next();
        let _ = element.0.element.append_with_str_1(self);
        element
    }
}

impl IntoChild for &String {
    fn add_to(self, element: El) -> El {
        self.as_str().add_to(element)
    }
}

impl IntoChild for Dynamic<String> {
    fn add_to(self, mut element: El) -> El {
        let first = !element.0.has_children;
        element = element.next();
        element.0.text = Some(self);
        if first { element } else { element.next() }
    }
}

impl IntoValue for &str {
    fn set_on(self, element: El, name: &'static str) -> El {
        let _ = element.0.element.set_attribute(name, self);
        element
    }
}

impl IntoValue for String {
    fn set_on(self, element: El, name: &'static str) -> El {
        self.as_str().set_on(element, name)
    }
}

impl IntoValue for Dynamic<Option<String>> {
    fn set_on(self, element: El, name: &'static str) -> El {
        element.follow(Some(name), self)
    }
}

/// A boolean as ARIA attributes write it.
pub const fn aria_bool(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}
