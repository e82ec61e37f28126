//! Finished views, and how they follow values.
//!
//! A view is built at once, and is one node. Leptos' own views describe nodes first, so that they can also be rebuilt, hydrated
//! and written as HTML; the page needs nothing of that, and the code for it cost 3.6 KB after brotli.

use leptos::prelude::RenderEffect;
use leptos::tachys::dom::document;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, Node};

/// A value that changes: it is read again whenever a signal that it reads changes.
pub type Dynamic<T> = Box<dyn Fn() -> T>;

/// A closure behind one pointer, like `dyn Fn`. Behind that each closure would also have code to be called once, which
/// nobody does: 1.2 KB after brotli on the customer's page, together with that of the handlers.
pub trait Call<A, R> {
    /// Calls it.
    fn call(&self, argument: A) -> R;
}

impl<A, R, F: Fn(A) -> R> Call<A, R> for F {
    fn call(&self, argument: A) -> R {
        self(argument)
    }
}

/// A closure that handles events, like `dyn FnMut`.
pub(crate) trait Handle {
    /// Handles an event.
    fn handle(&mut self, event: Event);
}

impl<F: FnMut(Event)> Handle for F {
    fn handle(&mut self, event: Event) {
        self(event);
    }
}

/// A finished view: a node, and what keeps it up to date. It stops following when it is dropped.
pub struct View {
    place: Place,
    pub(crate) kept: Vec<Kept>,
}

/// Where a view is on the page.
enum Place {
    /// It is this node.
    Node(Node),
    /// It is where the view is that comes and goes.
    Keyed(Rc<RefCell<View>>),
}

/// What lives as long as a view.
#[expect(dead_code, reason = "it is kept in order to be dropped with the view")]
pub(crate) enum Kept {
    Effect(RenderEffect<()>),
    Handler(Closure<dyn FnMut(Event)>),
}

impl View {
    pub(crate) fn new(node: impl Into<Node>, kept: Vec<Kept>) -> Self {
        Self { place: Place::Node(node.into()), kept }
    }

    /// A comment, which marks a place.
    pub(crate) fn comment() -> Self {
        Self::new(document().create_comment(""), Vec::new())
    }

    /// The view for a key, which replaces the one before when the key changes. The one before is dropped with what it keeps.
    /// It is built in an effect, whose owner gets what is created in Leptos' graph and cleans it up before the effect runs again.
    pub(crate) fn keyed(key: Dynamic<u32>, view: Box<dyn Call<u32, Self>>) -> Self {
        let shown = Rc::new(RefCell::new(Self::comment()));
        let place = Place::Keyed(Rc::clone(&shown));
        let mut shown_key = None;
        let effect = RenderEffect::new(move |_| {
            let key = key();
            if shown_key.replace(key) != Some(key) {
                let new = view.call(key);
                let node = shown.borrow().node();
                let _ = node.unchecked_ref::<Element>().replace_with_with_node_1(&new.node());
                drop(shown.replace(new));
            }
        });
        Self { place, kept: vec![Kept::Effect(effect)] }
    }

    /// The node that is shown now.
    pub(crate) fn node(&self) -> Node {
        match &self.place {
            Place::Node(node) => node.clone(),
            Place::Keyed(shown) => shown.borrow().node(),
        }
    }
}

impl Kept {
    /// Brings a changing value to an element, unless it is the one shown: to an attribute, or without a name to its text.
    pub(crate) fn follow(element: &Element, name: Option<&'static str>, read: Dynamic<Option<String>>) -> Self {
        let element = element.clone();
        let mut shown = None;
        Self::Effect(RenderEffect::new(move |_| {
            let value = read();
            if value != shown {
                match (name, &value) {
                    (None, value) => element.set_text_content(value.as_deref()),
                    (Some(name), Some(value)) => drop(element.set_attribute(name, value)),
                    (Some(name), None) => drop(element.remove_attribute(name)),
                }
                shown = value;
            }
        }))
    }

    /// Handles an event of an element.
    pub(crate) fn handle(element: &Element, event: &str, mut handle: Box<dyn Handle>) -> Self {
        let handler = Closure::new(move |event| handle.handle(event));
        let _ = element.add_event_listener_with_callback(event, handler.as_ref().unchecked_ref());
        Self::Handler(handler)
    }
}
