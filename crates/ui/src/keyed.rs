//! Views that are rebuilt when a key changes.

use crate::element::{Dynamic, IntoChild, Child};
use leptos::prelude::*;
use leptos::reactive::graph::untrack;

/// A view that is rebuilt when its key changes, and only then.
pub fn keyed<K: Copy + Into<u32>>(
    key: impl Fn() -> K + Clone + Send + Sync + 'static,
    view: impl Fn(K) -> AnyView + Send + 'static,
) -> AnyView {
    let change_key = key.clone();
    boxed(Box::new(move || change_key().into()), Box::new(move || view(untrack(&key))))
}

/// A view that is there while a condition holds. Otherwise a comment marks its place.
pub fn when<V: IntoChild>(
    condition: impl Fn() -> bool + Clone + Send + Sync + 'static,
    view: impl Fn() -> V + Send + 'static,
) -> AnyView {
    keyed(condition, move |holds| match holds.then(|| view().into_child()) {
        Some(Child::View(view)) => view,
        _ => nothing(),
    })
}

/// No view: a comment.
pub fn nothing() -> AnyView {
    ().into_any()
}

fn boxed(key: Box<dyn Fn() -> u32 + Send + Sync>, view: Dynamic<AnyView>) -> AnyView {
    let key = Memo::new(move |_| key());
    let view: Dynamic<AnyView> = Box::new(move || {
        key.track();
        view()
    });
    view.into_any()
}
