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

use crate::binding::{Binding, Bindings, Dynamic};
use leptos::ev::EventDescriptor;
use leptos::html::custom;
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::convert::FromWasmAbi;

/// An element under construction. It is one pointer, so that passing it on costs one instruction.
pub struct El(Box<Parts>);

struct Parts {
    tag: &'static str,
    bindings: Vec<Binding>,
    children: Vec<Child>,
}

/// A child of an element.
pub enum Child {
    /// A view.
    View(AnyView),
    /// A text that stays.
    Text(String),
    /// A text that changes.
    DynamicText(Dynamic<String>),
}

/// What can be a child.
pub trait IntoChild {
    /// The child.
    fn into_child(self) -> Child;
}

/// What can be an attribute's value.
pub trait IntoValue {
    /// Adds the attribute to an element.
    fn set_on(self, element: El, name: &'static str) -> El;
}

impl El {
    /// An element with this tag.
    pub fn new(tag: &'static str) -> Self {
        Self(Box::new(Parts { tag, bindings: Vec::new(), children: Vec::new() }))
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
    pub fn child(mut self, child: impl IntoChild) -> Self {
        self.0.children.push(child.into_child());
        self
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
        let handle = Box::new(move |event: web_sys::Event| handle(event.unchecked_into()));
        self.bind(Binding::Event(event.name(), RefCell::new(handle)))
    }

    pub(crate) fn bind(mut self, binding: Binding) -> Self {
        self.0.bindings.push(binding);
        self
    }

    /// The finished view.
    pub fn view(self) -> AnyView {
        let Parts { tag, mut bindings, children } = *self.0;
        let mut views = Vec::with_capacity(children.len());
        let alone = children.len() == 1;
        for child in children {
            match child {
                Child::View(view) => views.push(view),
                Child::Text(text) => views.push(text.into_any()),
                Child::DynamicText(text) if alone => bindings.push(Binding::Text(text)),
                Child::DynamicText(text) => views.push(Self::new("span").child(text).view()),
            }
        }
        custom(tag).child(views).add_any_attr(Bindings::new(bindings)).into_any()
    }
}

impl IntoRender for El {
    type Output = AnyView;

    fn into_render(self) -> AnyView {
        self.view()
    }
}

impl IntoChild for El {
    fn into_child(self) -> Child {
        Child::View(self.view())
    }
}

impl IntoChild for AnyView {
    fn into_child(self) -> Child {
        Child::View(self)
    }
}

impl IntoChild for &str {
    fn into_child(self) -> Child {
        Child::Text(self.to_owned())
    }
}

impl IntoChild for &String {
    fn into_child(self) -> Child {
        Child::Text(self.clone())
    }
}

impl IntoChild for Dynamic<String> {
    fn into_child(self) -> Child {
        Child::DynamicText(self)
    }
}

impl IntoValue for &str {
    fn set_on(self, element: El, name: &'static str) -> El {
        self.to_owned().set_on(element, name)
    }
}

impl IntoValue for String {
    fn set_on(self, element: El, name: &'static str) -> El {
        element.bind(Binding::Attribute(name, self))
    }
}

impl IntoValue for Dynamic<Option<String>> {
    fn set_on(self, element: El, name: &'static str) -> El {
        element.bind(Binding::DynamicAttribute(name, self))
    }
}

/// A boolean as ARIA attributes write it.
pub const fn aria_bool(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}
