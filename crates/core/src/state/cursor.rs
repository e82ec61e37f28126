//! Reading the chart: which place of its axis the customer has under the pointer, the finger or the keyboard.

/// The place being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The place's number on the axis, from 0.
    pub place: usize,
    /// Whether it stays when the pointer goes away.
    pub pinned: bool,
}

/// A step of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The pointer is over this place.
    Over(usize),
    /// The pointer has left the chart.
    Away,
    /// This place was chosen: it stays.
    Choose(usize),
    /// To the place before.
    Back,
    /// To the place after.
    On,
    /// To the first place.
    First,
    /// To the last place.
    Last,
    /// Keep the place that is read.
    Pin,
    /// Let it go.
    Release,
}

impl Step {
    /// What is read after this step on an axis of so many places.
    pub(super) fn from(self, reading: Option<Reading>, places: usize) -> Option<Reading> {
        let last = places.checked_sub(1)?;
        // What was read on a longer axis, before the window became narrow, is read no more.
        let reading = reading.filter(|reading| reading.place <= last);
        let at = |place: usize| Some(Reading { place: place.min(last), pinned: false });
        match self {
            // What was chosen is not lost by moving the pointer, which the finger that chose it does, too.
            Self::Over(_) | Self::Away if reading.is_some_and(|reading| reading.pinned) => reading,
            Self::Over(place) => at(place),
            Self::Away | Self::Release => None,
            Self::Choose(place) => Some(Reading { place: place.min(last), pinned: true }),
            Self::Back => at(reading.map_or(last, |reading| reading.place.saturating_sub(1))),
            Self::On => at(reading.map_or(0, |reading| reading.place.saturating_add(1))),
            Self::First => at(0),
            Self::Last => at(last),
            Self::Pin => reading.map(|reading| Reading { pinned: true, ..reading }),
        }
    }
}
