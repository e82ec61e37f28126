//! The views: thin, without text and without decisions. They show a [`PageView`](vpp_core::view_model::PageView) and
//! dispatch a [`Msg`](vpp_core::state::Msg).

pub(crate) mod chart;
mod control;
mod header;
mod headline;
mod insight;
mod joining;
mod layout;
mod log;
mod notice;
mod overview;
mod period;
mod picker;
mod settings;
mod status;
mod swipe;
mod table;
mod tabs;

pub(crate) use layout::page;
