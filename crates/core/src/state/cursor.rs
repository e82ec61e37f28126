//! The cursor on the chart: which bucket the customer reads by pointer, finger or keyboard.

/// The bucket under the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The bucket's index on the axis, from 0.
    pub index: usize,
    /// Whether it stays when the pointer leaves.
    pub pinned: bool,
}

/// A movement of the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CursorMove {
    /// The pointer is over this bucket.
    Hover(usize),
    /// The pointer has left the chart.
    Leave,
    /// The customer selected this bucket; it stays.
    Select(usize),
    /// To the bucket before.
    Previous,
    /// To the bucket after.
    Next,
    /// To the first bucket.
    First,
    /// To the last bucket.
    Last,
    /// Keep the current bucket.
    Pin,
    /// Read nothing.
    Release,
}

impl CursorMove {
    /// The cursor after this movement on an axis of `buckets` buckets.
    pub(super) fn apply(self, cursor: Option<Cursor>, buckets: usize) -> Option<Cursor> {
        let last = buckets.checked_sub(1)?;
        // A cursor from a longer axis, before the window became narrow, no longer counts.
        let cursor = cursor.filter(|cursor| cursor.index <= last);
        let at = |index: usize| Some(Cursor { index: index.min(last), pinned: false });
        match self {
            // A moving pointer does not unpin: the finger that selected a bucket moves, too.
            Self::Hover(_) | Self::Leave if cursor.is_some_and(|cursor| cursor.pinned) => cursor,
            Self::Hover(index) => at(index),
            Self::Leave | Self::Release => None,
            Self::Select(index) => Some(Cursor { index: index.min(last), pinned: true }),
            Self::Previous => at(cursor.map_or(last, |cursor| cursor.index.saturating_sub(1))),
            Self::Next => at(cursor.map_or(0, |cursor| cursor.index.saturating_add(1))),
            Self::First => at(0),
            Self::Last => at(last),
            Self::Pin => cursor.map(|cursor| Cursor { pinned: true, ..cursor }),
        }
    }
}
