//! The next step for every customer: what to do, who has to do it, and why.
//!
//! [`TABLE`] has Leap's three steps, as its documentation gives them, in one place.

mod absent;
mod action;
mod facts;
mod reason;
mod step;
mod table;

pub use absent::{AbsentLink, next_step_of_absent};
pub use action::{Action, Who};
pub use facts::{AgeFact, FormFact, StatusFact, UtilityFact};
pub use reason::Reason;
pub use step::{NextStep, Policy, worst};
pub use table::{Row, TABLE, next_step};
