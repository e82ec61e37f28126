//! Links: made, read back, and changed by mail tools.

mod any;
mod made;
mod mail_tools;
mod read;
mod template;
