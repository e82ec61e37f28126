//! Asks Leap for meters and enrolments: the feature `client`.

use super::decode::{InventoryPage, enrolments, meters};
use super::meter::{Enrolment, Meter};
use super::search::Search;
use crate::client::{Client, ClientError, PageToken, RequestPath, Tokens};
use crate::decode::{DecodeError, NextPage};
use std::collections::VecDeque;

/// Where the searches are.
///
/// ```
/// use leap::inventory::MeterPaths;
///
/// let paths = MeterPaths::default();
/// assert_eq!(paths.meters.to_string(), "/v2/meters/search");
/// assert_eq!(paths.enrolments.to_string(), "/v2/meters/enrollments/search");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeterPaths {
    /// The path of the meter search.
    pub meters: RequestPath,
    /// The path of the enrolment search.
    pub enrolments: RequestPath,
}

impl Default for MeterPaths {
    fn default() -> Self {
        let path = RequestPath::known;
        Self { meters: path("/v2/meters/search"), enrolments: path("/v2/meters/enrollments/search") }
    }
}

/// The pages of some searches, each asked for when it is wanted. After an error there are no more.
///
/// A search that was interrupted is simply made again: unlike a poll it may be made at any time.
#[derive(Debug)]
pub struct Fetch<'a, T> {
    client: &'a Client,
    path: RequestPath,
    decode: fn(&[u8]) -> Result<InventoryPage<T>, DecodeError>,
    searches: VecDeque<Search>,
    token: Option<PageToken>,
    tokens: Tokens,
}

impl Client {
    /// Fetches the meters of some searches. The same meter may come more than once.
    pub fn meters(&self, paths: &MeterPaths, searches: Vec<Search>) -> Fetch<'_, Meter> {
        Fetch::new(self, paths.meters.clone(), meters, searches)
    }

    /// Fetches the enrolments of some searches.
    pub fn enrolments(&self, paths: &MeterPaths, searches: Vec<Search>) -> Fetch<'_, Enrolment> {
        Fetch::new(self, paths.enrolments.clone(), enrolments, searches)
    }
}

impl<'a, T> Fetch<'a, T> {
    fn new(
        client: &'a Client,
        path: RequestPath,
        decode: fn(&[u8]) -> Result<InventoryPage<T>, DecodeError>,
        searches: Vec<Search>,
    ) -> Self {
        Self { client, path, decode, searches: searches.into(), token: None, tokens: Tokens::default() }
    }

    /// Asks for the next page of a search.
    fn page(&mut self, search: &Search) -> Result<InventoryPage<T>, ClientError> {
        let token = self.token.take();
        self.tokens.note(token.as_ref())?;
        let body = search.body(token.as_ref().map(PageToken::as_str));
        let reply = self.client.post(&self.path.with_query(""), &body, token.is_some())?;
        let mut page = (self.decode)(&reply.body).map_err(|error| self.client.unreadable(&reply, error))?;
        self.token = match &page.next_page {
            NextPage::Last => None,
            NextPage::Token(token) => PageToken::new(token.clone()),
            NextPage::Unreadable => return Err(ClientError::UnreadableToken),
        };
        for problem in &mut page.problems {
            problem.path = self.client.redact(&problem.path);
        }
        Ok(page)
    }
}

impl<T> Iterator for Fetch<'_, T> {
    type Item = Result<InventoryPage<T>, ClientError>;

    fn next(&mut self) -> Option<Self::Item> {
        let search = self.searches.pop_front()?;
        let page = self.page(&search);
        if page.is_err() {
            self.searches.clear();
        } else if self.token.is_some() {
            self.searches.push_front(search);
        } else {
            // A token belongs to its search.
            self.tokens = Tokens::default();
        }
        Some(page)
    }
}
