//! Decodes Connect's answers into the domain.
//!
//! Unknown fields, states, period types and actions are never a failure. A value that the page can do without is left out with a
//! [`Warning`]; without any other the answer is [`Unreadable`]. Both have the JSON path but no value, because a value can be a
//! credential.

#![allow(
    clippy::result_large_err,
    reason = "an answer has one error at most, and a box for its path would cost the page bytes"
)]

use super::json::{Json, Node};
use super::reader::{Reader, required};
use crate::domain::{Action, Address, Answer, ForeignRoute, Participation, Programme, Route, Summary};
use std::sync::Arc;

pub use super::reader::{Unreadable, Warning};

/// An answer and its warnings.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// The answer.
    pub answer: Answer,
    /// What was left out.
    pub warnings: Vec<Warning>,
}

/// Reads an answer that is not an error object.
///
/// # Errors
/// If a value that the page needs is missing or has another type.
pub fn answer(root: &Node<impl Json>) -> Result<Decoded, Unreadable> {
    let mut reader = Reader::default();
    let answer = match required(root, "route", "the name of a route", Node::text)?.as_str() {
        Route::SUMMARY => {
            // A draft of the API had the fields under `data`, some of them beside it.
            let data = if root.get("programme").is_none() { root.get("data") } else { None };
            Answer::Summary(Arc::new(reader.summary(data.as_ref().unwrap_or(root), root)?))
        }
        "session_redirect" => Answer::Redirect(reader.address(root, &["redirect_url"])),
        "session_complete" => Answer::Complete(reader.address(root, &["callback_url", "callback_uri"])),
        other => {
            let name = Route::parse(other)
                .ok_or(Unreadable { path: root.path.member("route"), expected: "the name of a route" })?;
            Answer::Foreign(ForeignRoute { name, exits: exits(root) })
        }
    };
    Ok(Decoded { answer, warnings: reader.warnings })
}

/// The ways back that a foreign route offers. Every page of Connect is said to have BACK, so a route that lists nothing
/// offers that.
fn exits(root: &Node<impl Json>) -> Vec<Action> {
    let list = root.get("actions");
    let (mut none_listed, mut back, mut close) = (true, false, false);
    for name in list.as_ref().and_then(Node::items).into_iter().flatten().filter_map(|item| item.text()) {
        none_listed = false;
        back |= name == Action::Back.name();
        close |= name == Action::Close.name();
    }
    let exits = [(Action::Back, back || none_listed), (Action::Close, close)];
    exits.into_iter().filter_map(|(exit, offered)| offered.then_some(exit)).collect()
}

impl Reader {
    /// Fields that `data` lacks are read from the `root`.
    fn summary<J: Json>(&mut self, data: &Node<J>, root: &Node<J>) -> Result<Summary, Unreadable> {
        let parent = |key| if data.get(key).is_some() { data } else { root };
        let programme = required(data, "programme", "an object", |node| node.is_object().then(|| node.clone()))?;
        // Without figures the page still shows the participation and what Connect offers.
        let sent = parent("performance").get("performance");
        let performance = sent.as_ref().and_then(|node| match self.performance(parent("currency_code"), node) {
            Ok(performance) => Some(performance),
            Err(Unreadable { path, expected }) => {
                self.warn(path, expected);
                None
            }
        });
        Ok(Summary {
            live: self.bool(parent("live_mode"), "live_mode").unwrap_or(true),
            time_zone: self.text(parent("timezone"), "timezone", "the name of a time zone").unwrap_or_default(),
            actions: self.known(parent("actions"), "actions", "an action this page knows", Action::parse),
            tariff_connected: self.bool(parent("tariff_connected"), "tariff_connected"),
            programme: self.programme(&programme),
            unreadable: sent.is_some() && performance.is_none(),
            performance,
        })
    }

    fn programme(&mut self, node: &Node<impl Json>) -> Programme {
        let mut name = |key| self.text(node, key, "a name").unwrap_or_default().trim_ascii().to_owned();
        let (provider, name) = (name("provider_display_name"), name("programme_display_name"));
        let participation = self.participation(node);
        // An app link would be a surprise here.
        let learn_more = node.get("learn_more_url").and_then(|url| {
            let address = url.text().and_then(|text| Address::parse(&text));
            let address = address.filter(|address| address.as_str().to_ascii_lowercase().starts_with("https:"));
            if address.is_none() {
                self.warn(url.path, "an https address");
            }
            address.map(|address| address.as_str().to_owned())
        });
        Programme { provider, name, learn_more, participation }
    }

    /// The participation state. Elsewhere in the API it is an object `{state, status, …}` or an array of those, in which
    /// the one that is `IN_PROGRESS` is current. Without a current one the state is unknown.
    fn participation<J: Json>(&mut self, node: &Node<J>) -> Participation {
        let is_current = |state: &Node<J>| member(state, "status").as_deref() == Some("IN_PROGRESS");
        let sent = node.get("participation_state");
        let state = sent.and_then(|sent| match sent.items() {
            Some(mut states) => member(&states.find(is_current)?, "state"),
            None => member(&sent, "state").or_else(|| sent.text()),
        });
        let name = self.expect(state, node, "participation_state", "a participation state");
        Participation::parse(name.as_deref().unwrap_or_default().trim_ascii())
    }

    /// The address under `data`, by the first of these names that it has.
    fn address(&mut self, root: &Node<impl Json>, names: &[&'static str]) -> Option<Address> {
        let data = root.get("data")?;
        let node = names.iter().find_map(|name| data.get(name))?;
        let address = node.text().and_then(|text| Address::parse(&text));
        if address.is_none() {
            self.warn(node.path, "an address that may be followed");
        }
        address
    }
}

fn member(node: &Node<impl Json>, key: &'static str) -> Option<String> {
    node.get(key)?.text()
}
