//! The view model: what the page shows.

mod axis;
mod comparison;
mod controls;
mod empty;
mod export;
mod headline;
mod highlights;
mod joining;
mod log;
mod measures;
mod notice;
mod page;
mod pattern;
mod period;
mod picker;
mod readout;
mod refresh;
mod settings;
mod status;
mod texts;
