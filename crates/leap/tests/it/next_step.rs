//! The next step.

mod absent;
mod every_case;
mod inputs;
mod oracle;
mod table;
