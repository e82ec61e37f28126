//! The cursor on the chart: which bucket the customer reads by pointer, finger or keyboard.

/// The bucket under the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The bucket's index on the axis, from 0.
    pub index: usize,
    /// Whether it stays when the pointer leaves.
    pub pinned: bool,
}

/// What a pointer or finger does on the chart, besides being over a bucket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Press {
    /// Nothing.
    #[default]
    None,
    /// It is down.
    Down {
        /// The cursor before.
        before: Option<Cursor>,
        /// Whether it is still on the bucket that was pinned before, which a second tap lets go.
        again: bool,
    },
    /// It has let go of this bucket. A mouse is still over it, and reads it only when it returns.
    LetGo(usize),
}

/// A movement of the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CursorMove {
    /// The pointer is over this bucket, pressed or not; or a key leads there.
    Hover(usize),
    /// The pointer has left the chart.
    Leave,
    /// The pointer is pressed on this bucket.
    Press(usize),
    /// The pointer is no longer pressed; what it reads stays.
    Lift,
    /// The browser has taken the pointer, to scroll; what was read before is read again.
    Cancel,
    /// To the bucket before.
    Previous,
    /// To the bucket after.
    Next,
    /// Read this bucket, which was chosen in a list, until something else is read; if it is read already, read nothing.
    Toggle(usize),
    /// Read nothing.
    Release,
}

impl CursorMove {
    /// Moves the cursor on an axis of `buckets` buckets.
    pub(super) fn apply(self, cursor: &mut Option<Cursor>, press: &mut Press, buckets: usize) {
        let before = std::mem::take(press);
        // A cursor from a longer axis, before the window became narrow, no longer counts.
        let was = cursor.take().filter(|cursor| cursor.index < buckets);
        let Some(last) = buckets.checked_sub(1) else { return };
        let to = |index: usize, pinned| Some(Cursor { index: index.min(last), pinned });
        *cursor = match self {
            Self::Hover(index)
                if was.is_some_and(|was| was.index == index.min(last)) || before == Press::LetGo(index) =>
            {
                *press = before;
                was
            }
            // A pressed pointer always reads, and one that hovers reads again after a click.
            Self::Hover(index) | Self::Press(index) => {
                let again = was == to(index, true);
                let pressed = match before {
                    // A second finger does not count as another tap.
                    Press::Down { before, .. } => Some(Press::Down { before, again: false }),
                    _ if matches!(self, Self::Press(_)) => Some(Press::Down { before: was, again }),
                    _ => None,
                };
                *press = pressed.unwrap_or_default();
                to(index, pressed.is_some())
            }
            Self::Lift => match before {
                Press::Down { again: true, .. } => {
                    *press = was.map_or(Press::None, |was| Press::LetGo(was.index));
                    None
                }
                _ => was,
            },
            Self::Cancel => match before {
                Press::Down { before, .. } => before.filter(|before| before.index <= last),
                _ => was,
            },
            Self::Leave => {
                if matches!(before, Press::Down { .. }) {
                    *press = before;
                }
                was.filter(|was| was.pinned)
            }
            Self::Previous => to(was.map_or(last, |was| was.index.saturating_sub(1)), false),
            Self::Next => to(was.map_or(0, |was| was.index.saturating_add(1)), false),
            Self::Toggle(index) => to(index, true).filter(|_| was.is_none_or(|was| was.index != index)),
            Self::Release => None,
        };
    }
}
