//! Polls the Connect API page by page.

use super::error::ClientError;
use super::pages::Tokens;
use super::question::{PageToken, Question};
use super::session::Client;
use crate::connection::Connection;
use crate::decode::{self, NextPage, Problem};
use chrono::{DateTime, Utc};

/// A page of connections.
#[derive(Clone, Debug, PartialEq)]
pub struct PollPage {
    /// The connections, in Leap's order.
    pub connections: Vec<Connection>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// The token of the next page; `None` after the last one.
    pub next: Option<PageToken>,
    /// When it was received, by the client's clock. The hour until the next poll counts from the first page's.
    pub received: DateTime<Utc>,
}

/// The pages of a poll, each asked for when it is wanted. After an error there are no more.
#[derive(Debug)]
pub struct Poll<'a> {
    client: &'a Client,
    question: Question,
    tokens: Tokens,
    place: Place,
}

#[derive(Debug)]
enum Place {
    Before(Option<PageToken>),
    Over,
}

impl Client {
    /// Polls, from the first page or from the token of an interrupted poll. That token belongs to the same question: see
    /// [`Question::target`].
    ///
    /// Pages that Leap is too busy for are asked for again, at least five times, after as long as Leap says.
    pub fn poll(&self, question: Question, from: Option<PageToken>) -> Poll<'_> {
        Poll { client: self, question, tokens: Tokens::default(), place: Place::Before(from) }
    }
}

impl Poll<'_> {
    fn page(&mut self, token: Option<&PageToken>) -> Result<PollPage, ClientError> {
        self.tokens.note(token)?;
        let reply = self.client.get(&self.question.target(token), token.is_some())?;
        let page = decode::bytes(&reply.body).map_err(|error| self.client.unreadable(&reply, error))?;
        let next = match page.next_page {
            NextPage::Last => None,
            NextPage::Token(token) => PageToken::new(token),
            NextPage::Unreadable => return Err(ClientError::UnreadableToken),
        };
        let mut problems = page.problems;
        for problem in &mut problems {
            problem.path = self.client.redact(&problem.path);
        }
        Ok(PollPage { connections: page.connections, problems, next, received: reply.received })
    }
}

impl Iterator for Poll<'_> {
    type Item = Result<PollPage, ClientError>;

    fn next(&mut self) -> Option<Self::Item> {
        let Place::Before(token) = std::mem::replace(&mut self.place, Place::Over) else { return None };
        let page = self.page(token.as_ref());
        if let Ok(PollPage { next: Some(next), .. }) = &page {
            self.place = Place::Before(Some(next.clone()));
        }
        Some(page)
    }
}
