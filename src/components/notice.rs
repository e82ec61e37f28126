//! Messages: in place of the summary, or above it.

use super::{Ui, control};
use crate::present::{Notice, Page, Remedy};
use crate::state::Msg;
use leptos::prelude::*;

/// A message that is the whole page.
pub(super) fn in_place_of_summary(ui: Ui) -> AnyView {
    let view = view(ui, |page| page.notice.as_ref());
    view! { <div class="notice-page">{view}</div> }.into_any()
}

/// A message above what is still shown, as long as there is one.
pub(super) fn above_summary(ui: Ui) -> AnyView {
    let there = Memo::new(move |_| ui.page.with(|page| page.banner.is_some()));
    (move || there.get().then(|| view(ui, |page| page.banner.as_ref()))).into_any()
}

type Read = fn(&Page) -> Option<&Notice>;

fn view(ui: Ui, read: Read) -> AnyView {
    let text = move |part: fn(&Notice) -> String| {
        move || {
            ui.page
                .with(|page| read(page).map(part).unwrap_or_default())
        }
    };
    let reference = text(|notice| notice.reference.clone().unwrap_or_default());
    view! {
        <section class="notice" data-problem=move || ui.page.with(|page| read(page).and_then(|notice| notice.problem))>
            <div role="alert">
                <h2>{text(|notice| notice.title.clone())}</h2>
                <p>{text(|notice| notice.text.clone())}</p>
                <p class="reference" hidden=move || reference().is_empty()>{reference}</p>
            </div>
            {remedy(ui, read)}
        </section>
    }
    .into_any()
}

/// Which control the remedy is; its text follows without making it anew, so that it keeps the focus.
#[derive(Clone, PartialEq)]
enum Kind {
    TryAgain,
    Return,
    Link,
}

fn remedy(ui: Ui, read: Read) -> AnyView {
    let kind = Memo::new(move |_| {
        ui.page.with(|page| {
            read(page)?.remedy.as_ref().map(|remedy| match remedy {
                Remedy::TryAgain { .. } => Kind::TryAgain,
                Remedy::Return(_) => Kind::Return,
                Remedy::Link { .. } => Kind::Link,
            })
        })
    });
    let label = move || {
        ui.page.with(
            |page| match read(page).and_then(|notice| notice.remedy.as_ref()) {
                Some(Remedy::TryAgain { label, .. } | Remedy::Link { label, .. }) => label.clone(),
                Some(Remedy::Return(control)) => control.label.clone(),
                None => String::new(),
            },
        )
    };
    let waiting = move || {
        ui.page.with(|page| {
            let remedy = read(page).and_then(|notice| notice.remedy.as_ref());
            matches!(remedy, Some(Remedy::TryAgain { waiting: true, .. }))
        })
    };
    let address = move || {
        ui.page.with(
            |page| match read(page).and_then(|notice| notice.remedy.as_ref()) {
                Some(Remedy::Link { address, .. }) => address.clone(),
                _ => String::new(),
            },
        )
    };
    (move || match kind.get() {
        Some(Kind::TryAgain) => view! {
            <button
                type="button"
                class="primary"
                data-remedy="try_again"
                aria-disabled=move || waiting().then_some("true")
                on:click=move |_| ui.send(Msg::TryAgain)
            >
                {label}
            </button>
        }
        .into_any(),
        Some(Kind::Return) => control::view(ui, "primary", None, |page| {
            match page.notice.as_ref()?.remedy.as_ref()? {
                Remedy::Return(control) => Some(control),
                _ => None,
            }
        }),
        Some(Kind::Link) => view! {
            <a class="primary" data-remedy="link" href=address rel="noreferrer">
                {label}
            </a>
        }
        .into_any(),
        None => ().into_any(),
    })
    .into_any()
}
