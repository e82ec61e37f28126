//! Checks of the repository as a whole: what neither the compiler nor clippy can see. They are tests, so `cargo xtask test`
//! runs them, and read files only, so they also run when the page does not compile.
//!
//! - [`circles`]: no files name each other in a circle, in Rust, in JavaScript and between them. The arrows come from
//!   [`rust_arrows`], [`javascript_arrows`] and [`binding_arrows`].
//! - [`layers`]: the layers of `vpp-core` name only those below them, and the model changes in one way.
//! - [`privileges`]: who may read the token, JSON or the clock; what nobody does.
//! - [`texts`]: what customers read stands in the catalogue.
//! - [`length`]: no Rust file is too long.
//! - [`markdown`] and [`pointers`]: links and mentions of files lead somewhere.
//! - [`packages`] and [`core_packages`]: what the members of the workspace are built from.
//!
//! The rest finds and reads files: [`repository`], [`rust_crates`], [`rust_modules`], [`tokens`], [`javascript`], [`html`] and
//! [`syntax`].

mod binding_arrows;
mod circles;
mod core_packages;
mod html;
mod javascript;
mod javascript_arrows;
mod layers;
mod length;
mod markdown;
mod packages;
mod pointers;
mod privileges;
mod repository;
mod rust_arrows;
mod rust_crates;
mod rust_modules;
mod syntax;
mod texts;
mod tokens;
