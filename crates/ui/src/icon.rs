//! Icons on a grid of 24 × 24, drawn in lines of the text's colour.

use crate::element::El;
use crate::svg::{SVG, append};
use crate::tags::span;
use web_sys::Element;

/// An icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A long arrow head to the left: back.
    Back,
    /// A cross: close.
    Close,
    /// An arrow head to the left: the period before.
    Previous,
    /// An arrow head to the right: the period after.
    Next,
    /// An arrow head downwards: more to choose from.
    Expand,
    /// An arrow out of a box: opens in a new tab.
    External,
    /// A tick.
    Check,
    /// An exclamation mark.
    Attention,
    /// A circle with a minus.
    CircleMinus,
    /// A circle with the hands of a clock.
    Clock,
    /// A circle with a tick.
    CircleCheck,
    /// A circle with two bars.
    CirclePause,
    /// An arrow out of a door.
    Exit,
    /// A circle with a cross.
    CircleCross,
    /// A circle with a question mark.
    CircleQuestion,
}

impl Icon {
    /// Its path.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Back => "M15 5l-7 7 7 7",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Previous => "M14 6l-6 6 6 6",
            Self::Next => "M10 6l6 6-6 6",
            Self::Expand => "M6 9l6 6 6-6",
            Self::External => "M14 5h5v5M19 5l-8 8M18 14v5H5V6h5",
            Self::Check => "M5 12.5l4.5 4.5L19 7.5",
            Self::Attention => "M12 6v7M12 17v.01",
            Self::CircleMinus => "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M8 12h8",
            Self::Clock => "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 8v4l3 2",
            Self::CircleCheck => "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M8.5 12.2l2.4 2.4 4.6-5",
            Self::CirclePause => "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M10 9v6M14 9v6",
            Self::Exit => "M13 5H6v14h7M11 12h9M17 9l3 3-3 3",
            Self::CircleCross => "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M9.5 9.5l5 5M14.5 9.5l-5 5",
            Self::CircleQuestion => "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M10 10a2 2 0 1 1 2 2.2v.8M12 16v.01",
        }
    }
}

/// The element of an icon. Assistive technology does not see it: the control has a name.
pub fn icon(icon: Icon) -> El {
    let place = span().class("icon").attr("aria-hidden", "true");
    // An icon that cannot be drawn leaves its control with its name.
    let _ = draw(place.element(), icon.path());
    place
}

fn draw(place: &Element, path: &str) -> Option<()> {
    let picture = append(place, SVG, "svg", "")?;
    picture.set_attribute("viewBox", "0 0 24 24").ok()?;
    append(&picture, SVG, "path", "")?.set_attribute("d", path).ok()
}
