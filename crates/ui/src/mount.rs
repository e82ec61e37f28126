//! How Leptos mounts a view.

use crate::element::El;
use crate::view::View;
use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Mountable, Position, PositionState};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// An element as a part of a `view!`. Those parts have to be `Send`; `mount_to_renderer` takes a [`View`] itself.
pub struct Mounted(SendWrapper<View>);

impl IntoRender for El {
    type Output = Mounted;

    fn into_render(self) -> Mounted {
        Mounted(SendWrapper::new(self.view()))
    }
}

impl Render for Mounted {
    type State = View;

    fn build(self) -> View {
        self.0.take()
    }

    fn rebuild(self, state: &mut View) {
        self.build().rebuild(state);
    }
}

impl Render for View {
    type State = Self;

    fn build(self) -> Self {
        self
    }

    fn rebuild(self, state: &mut Self) {
        let _ = state.node().unchecked_ref::<Element>().replace_with_with_node_1(&self.node());
        *state = self;
    }
}

impl Mountable for View {
    fn unmount(&mut self) {
        self.node().unchecked_ref::<Element>().remove();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        let _ = parent.insert_before(&self.node(), marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let node = self.node();
        node.parent_element().map(|parent| child.mount(&parent, Some(&node))).is_some()
    }

    fn elements(&self) -> Vec<Element> {
        self.node().dyn_into().into_iter().collect()
    }
}

impl AddAnyAttr for Mounted {
    type Output<NewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self {
        self
    }
}

// Pages are built in the browser only, so nothing is written as HTML.
impl RenderHtml for Mounted {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> View {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tags::{div, p};
    use leptos::mount::{mount_to_body, mount_to_renderer};

    /// Leptos takes views in all these ways if this compiles; there is no page to run it in.
    #[expect(dead_code, reason = "it only has to compile")]
    fn is_taken(page: &Element) {
        mount_to_body(|| view! { <main>{div().child(p())}</main> });
        mount_to_body(|| div().into_render());
        mount_to_renderer(page, || div().view()).forget();
    }
}
