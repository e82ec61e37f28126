//! The languages.

mod catalogue;
