//! The view model: what the page shows.

mod controls;
mod export;
mod highlights;
mod notice;
mod page;
mod period;
mod picker;
mod readout;
