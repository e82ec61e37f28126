//! What Connect can answer.

use super::action::Action;
use super::address::Address;
use super::route::Route;
use super::submission::{Refusal, Request};
use super::summary::Summary;
use std::sync::Arc;

/// An answer of Connect.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// The page to show.
    Summary(Arc<Summary>),
    /// Navigate to this address, with the token appended. `None` when it must not be followed.
    Redirect(Option<Address>),
    /// The session is over; the customer returns to this address. `None` when there is none that may be followed.
    Complete(Option<Address>),
    /// The session goes on at a route that this page does not show.
    Foreign(ForeignRoute),
}

/// A page of Connect that this page does not show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignRoute {
    /// The route's name.
    pub name: Route,
    /// The ways back that it offers: BACK, CLOSE, both or neither.
    pub exits: Vec<Action>,
}

impl ForeignRoute {
    /// The request that leaves the route.
    ///
    /// # Errors
    /// When the route does not offer the action as a way back.
    pub fn leave(&self, action: Action) -> Result<Request, Refusal> {
        if self.exits.contains(&action) {
            Ok(Request::LeaveRoute { route: self.name.clone(), action })
        } else {
            Err(Refusal::NotOffered(action))
        }
    }
}
