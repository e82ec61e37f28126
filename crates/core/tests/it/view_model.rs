//! The view model: what the page shows.

mod axis;
mod comparison;
mod controls;
mod empty;
mod export;
mod highlights;
mod notice;
mod page;
mod period;
mod picker;
mod readout;
mod refresh;
