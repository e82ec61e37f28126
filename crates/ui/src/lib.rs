//! What the customer's page and the partner's console share: the element builder, icons, SVG nodes and the focus.

pub mod element;
pub mod focus;
pub mod icon;
pub mod keyed;
mod mount;
pub mod svg;
pub mod tags;
mod view;

pub use element::{El, IntoChild, IntoValue, aria_bool};
pub use icon::{Icon, icon};
pub use mount::Mounted;
pub use view::{Call, Dynamic, View};
