//! Customers and connections in an SQLite file.
//!
//! Every write is one immediate transaction, so that two programs can use a store at once, and one that is killed leaves
//! nothing half done. The store belongs to one environment of Leap's, has mode 0600, and never has the API key in it.
//!
//! - [`Store::open`] for writing, [`Store::open_to_read`] for reading, which also works where nothing can be written.
//! - Polls: [`Store::poll_plan`], [`Store::begin_poll`], [`Store::append_page`], [`Store::complete_poll`].
//! - [`Store::put_links`], [`Store::mark_sent`], [`Store::forget`], and what reads all this back.

mod customers;
mod entries;
mod error;
mod forget;
mod links;
mod lock;
mod meters;
mod open;
mod poll_state;
mod polls;
mod property;
mod runs;
mod schema;
mod sends;
mod times;

pub use customers::{Customers, StoredEntry};
pub use entries::StoredChange;
pub use error::StoreError;
pub use links::{LinksWritten, StoredLink};
pub use lock::PollLock;
pub use meters::StoredMeter;
pub use open::{Access, Store};
pub use poll_state::{PollNumber, PollPlan, PollQuestion, PollTurn};
pub use polls::PollResult;
