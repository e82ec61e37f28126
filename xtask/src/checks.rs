//! Checks of the whole repository, for rules that neither the compiler nor clippy can enforce. They are tests, so
//! `cargo xtask test` runs them. They only read files, so they run even if the page does not compile.
//!
//! - [`circles`]: files do not depend on each other in circles, in Rust, in JavaScript or between the two. The arrows come
//!   from [`rust_arrows`], [`javascript_arrows`] and [`binding_arrows`].
//! - [`layers`]: each layer of `vpp-core` and of `leap` uses only the layers below it, and one file calls `update`.
//! - [`privileges`]: which files may use the token, JSON or the clock, and what no file does.
//! - [`texts`]: every text that customers read is in the catalogue.
//! - [`view_model`]: everything in the view model reaches the page.
//! - [`length`]: every Rust file is short.
//! - [`markdown`] and [`pointers`]: links and mentions of files resolve.
//! - [`packages`] and [`core_packages`]: what the members of the workspace depend on.
//!
//! The other modules find and parse files: [`repository`], [`rust_crates`], [`rust_modules`], [`tokens`], [`javascript`],
//! [`html`] and [`syntax`].

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
mod view_model;
