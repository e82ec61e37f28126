//! What the customer's page and the partner's console share: the element builder, icons, SVG nodes and the focus.

mod binding;
pub mod element;
pub mod focus;
pub mod icon;
pub mod keyed;
pub mod svg;
pub mod tags;

pub use binding::Dynamic;
pub use element::{Child, El, IntoChild, IntoValue, aria_bool};
pub use icon::{Icon, icon};
