//! Connect's messages: what the page sends, and what it makes of the answers.

mod arbitrary_input;
mod damaged_pages;
mod decode;
mod first_request;
mod foreign_routes;
mod json;
mod participation;
mod reply;
mod request;
mod sandbox_answers;
