//! Ids that are the same each time.

/// The id of a part of the customer at a place of the list.
pub(super) fn uuid(place: usize, part: usize) -> String {
    format!("5a9db0c5-{part:04x}-4000-8000-{place:012x}")
}
