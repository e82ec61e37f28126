//! How a command ended that did not fail.

/// How a command ended that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All was done.
    Done,
    /// All was done but for what was refused, and reported.
    SomeRefused,
}
