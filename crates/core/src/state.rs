//! The page's state and how it changes: a pure function from model and message to model and effects.
//!
//! At most one request is under way. What the customer asks for meanwhile is dropped, and so is an answer that does not
//! belong to the request under way.

mod cursor;
mod effect;
mod focus;
mod landing;
mod model;
mod msg;
mod period_cache;
mod refresh;
mod request;
mod update;

pub use cursor::{Cursor, CursorMove};
pub use effect::{Effect, FocusTarget, HostEvent, RequestName};
pub use model::{Measure, Model, Pending, Phase, Tab};
pub use msg::Msg;
pub use period_cache::{Known, PeriodCache};
pub use update::update;
