//! The state: what each message changes, and which effects it has.

mod any_messages;
mod cursor;
mod focus;
mod history;
mod host_events;
mod landing;
mod language;
mod leaving;
mod loading;
mod period_cache;
mod periods;
mod random_walk;
mod reconnecting;
mod refresh;
mod session;
