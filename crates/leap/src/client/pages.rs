//! Keeps a search from going in circles.

use super::error::ClientError;
use super::question::PageToken;
use std::collections::BTreeSet;

/// The most pages of one search. 100,000 entries have a thousand pages of a hundred.
const MOST_PAGES: usize = 20_000;

/// The tokens of a search so far.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    used: BTreeSet<PageToken>,
    pages: usize,
}

impl Tokens {
    /// Notes that a page is asked for.
    pub(crate) fn note(&mut self, token: Option<&PageToken>) -> Result<(), ClientError> {
        self.pages += 1;
        if token.is_some_and(|token| !self.used.insert(token.clone())) {
            return Err(ClientError::RepeatedToken);
        }
        if self.pages > MOST_PAGES { Err(ClientError::TooManyPages(MOST_PAGES)) } else { Ok(()) }
    }
}
