//! Views that are rebuilt when a key changes.

use crate::view::{Call, Dynamic, View};

/// What a view is keyed by. Keys travel as numbers, so that the code behind [`keyed`] exists once.
pub trait Key: Copy {
    /// The key as a number.
    fn to_u32(self) -> u32;

    /// The key that gave this number.
    fn from_u32(number: u32) -> Self;
}

impl Key for u32 {
    fn to_u32(self) -> u32 {
        self
    }

    fn from_u32(number: u32) -> Self {
        number
    }
}

impl Key for bool {
    fn to_u32(self) -> u32 {
        self.into()
    }

    fn from_u32(number: u32) -> Self {
        number == 1
    }
}

/// A view that is rebuilt when its key, a [`Key`] as a number, changes, and only then.
pub fn keyed(key: Dynamic<u32>, view: Box<dyn Call<u32, View>>) -> View {
    View::keyed(key, view)
}

/// No view: a comment marks its place.
pub fn nothing() -> View {
    View::comment()
}
