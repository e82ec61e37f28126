//! Views that are rebuilt when a key changes.

use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::reactive_graph::RenderEffectState;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Position, PositionState};
use web_sys::{Element, Node};

/// What a view is keyed by. Keys travel as numbers, so that the code behind [`keyed`] exists once.
pub trait Key: Copy {
    /// The key as a number.
    fn to_u32(self) -> u32;

    /// The key that gave this number.
    fn from_u32(number: u32) -> Self;
}

impl Key for u32 {
    fn to_u32(self) -> u32 {
        self
    }

    fn from_u32(number: u32) -> Self {
        number
    }
}

impl Key for bool {
    fn to_u32(self) -> u32 {
        self.into()
    }

    fn from_u32(number: u32) -> Self {
        number == 1
    }
}

/// A view that is rebuilt when its key, a [`Key`] as a number, changes, and only then.
pub fn keyed(key: Box<dyn Fn() -> u32 + Send>, view: Box<dyn Fn(u32) -> AnyView + Send>) -> AnyView {
    Keyed { key, view }.into_any()
}

/// No view: a comment marks its place.
pub fn nothing() -> AnyView {
    ().into_any()
}

/// A view of Leptos' own type could compare keys by a `Memo` only, which costs 1.2 KB and a node in the reactive graph for each.
struct Keyed {
    key: Box<dyn Fn() -> u32 + Send>,
    view: Box<dyn Fn(u32) -> AnyView + Send>,
}

/// What is shown, and the key it was built for.
struct Shown {
    key: u32,
    view: AnyViewState,
}

impl Render for Keyed {
    type State = RenderEffectState<Shown>;

    fn build(self) -> Self::State {
        let show = move |shown: Option<Shown>| {
            let key = (self.key)();
            match shown {
                Some(shown) if shown.key == key => shown,
                Some(mut shown) => {
                    (self.view)(key).rebuild(&mut shown.view);
                    Shown { key, ..shown }
                }
                None => Shown { key, view: (self.view)(key).build() },
            }
        };
        RenderEffect::new(show).into()
    }

    fn rebuild(self, state: &mut Self::State) {
        let new = self.build();
        let mut old = std::mem::replace(state, new);
        old.insert_before_this(state);
        old.unmount();
    }
}

impl Mountable for Shown {
    fn unmount(&mut self) {
        self.view.unmount();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.view.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.view.insert_before_this(child)
    }

    fn elements(&self) -> Vec<Element> {
        self.view.elements()
    }
}

impl AddAnyAttr for Keyed {
    type Output<NewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self {
        self
    }
}

// Pages are built in the browser only, so nothing is written as HTML.
impl RenderHtml for Keyed {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Self::State {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
