//! How an element is bound to values and handlers.
//!
//! All bindings of an element are one attribute of Leptos', so that the code which builds attributes exists once. With a
//! type for each kind (attributes, properties, events, directives) the customer's page is 5 KB larger after brotli.

use crate::svg::{SVG, append};
use leptos::attr::{Attribute, NextAttribute};
use leptos::prelude::RenderEffect;
use send_wrapper::SendWrapper;
use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event};

/// A value that changes: it is read again whenever a signal that it reads changes.
pub type Dynamic<T> = Box<dyn Fn() -> T + Send>;

/// Something that is set on an element when it is built.
pub(crate) enum Binding {
    /// An attribute that stays.
    Attribute(&'static str, String),
    /// An attribute that changes; `None` removes it.
    DynamicAttribute(&'static str, Dynamic<Option<String>>),
    /// The text of an element that holds nothing else.
    Text(Dynamic<String>),
    /// An event handler.
    Event(Cow<'static, str>, Handler),
    /// The path of an icon.
    Icon(&'static str),
}

/// Handles an event.
pub(crate) type Handler = RefCell<Box<dyn FnMut(Event)>>;

/// All bindings of an element.
#[derive(Clone)]
pub(crate) struct Bindings(SendWrapper<Rc<Vec<Binding>>>);

/// What lives as long as the element. An element is never rebuilt: Leptos replaces custom elements.
pub(crate) struct Bound {
    _effects: Vec<RenderEffect<Option<String>>>,
    _handlers: Vec<Closure<dyn FnMut(Event)>>,
}

impl Bindings {
    pub(crate) fn new(bindings: Vec<Binding>) -> Self {
        Self(SendWrapper::new(Rc::new(bindings)))
    }
}

fn bind(bindings: &Rc<Vec<Binding>>, element: &Element) -> Bound {
    let mut bound = Bound { _effects: Vec::new(), _handlers: Vec::new() };
    for (index, binding) in bindings.iter().enumerate() {
        match binding {
            Binding::Attribute(name, value) => {
                let _ = element.set_attribute(name, value);
            }
            Binding::DynamicAttribute(..) | Binding::Text(_) => {
                let (bindings, element) = (Rc::clone(bindings), element.clone());
                bound._effects.push(RenderEffect::new(move |shown| follow(bindings.get(index)?, &element, shown)));
            }
            Binding::Event(name, _) => {
                let bindings = Rc::clone(bindings);
                let handler = Closure::<dyn FnMut(Event)>::new(move |event| {
                    if let Some(Binding::Event(_, handle)) = bindings.get(index) {
                        handle.borrow_mut()(event);
                    }
                });
                let _ = element.add_event_listener_with_callback(name, handler.as_ref().unchecked_ref());
                bound._handlers.push(handler);
            }
            // An icon that cannot be drawn leaves its control with its name.
            Binding::Icon(path) => {
                let _ = draw_icon(element, path);
            }
        }
    }
    bound
}

/// Brings a changing value to the element, unless it is the one shown.
fn follow(binding: &Binding, element: &Element, shown: Option<Option<String>>) -> Option<String> {
    let (name, value) = match binding {
        Binding::DynamicAttribute(name, read) => (Some(name), read()),
        Binding::Text(read) => (None, Some(read())),
        Binding::Attribute(..) | Binding::Event(..) | Binding::Icon(_) => return None,
    };
    if shown.as_ref() != Some(&value) {
        match (name, &value) {
            (None, value) => element.set_text_content(value.as_deref()),
            (Some(name), Some(value)) => drop(element.set_attribute(name, value)),
            (Some(name), None) => drop(element.remove_attribute(name)),
        }
    }
    value
}

fn draw_icon(place: &Element, path: &str) -> Option<()> {
    let picture = append(place, SVG, "svg", "")?;
    picture.set_attribute("viewBox", "0 0 24 24").ok()?;
    append(&picture, SVG, "path", "")?.set_attribute("d", path).ok()
}

impl Attribute for Bindings {
    const MIN_LENGTH: usize = 0;

    type State = Bound;
    type AsyncOutput = Self;
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn html_len(&self) -> usize {
        0
    }

    fn to_html(self, _: &mut String, _: &mut String, _: &mut String, _: &mut String) {}

    fn hydrate<const FROM_SERVER: bool>(self, element: &Element) -> Bound {
        bind(&self.0, element)
    }

    fn build(self, element: &Element) -> Bound {
        bind(&self.0, element)
    }

    fn rebuild(self, _: &mut Bound) {}

    fn into_cloneable(self) -> Self {
        self
    }

    fn into_cloneable_owned(self) -> Self {
        self
    }

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }
}

impl NextAttribute for Bindings {
    type Output<NewAttr: Attribute> = (Self, NewAttr);

    fn add_any_attr<NewAttr: Attribute>(self, attribute: NewAttr) -> (Self, NewAttr) {
        (self, attribute)
    }
}
