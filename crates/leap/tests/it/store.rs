//! The store.

mod desk;
mod history;
mod people;
mod polls;
