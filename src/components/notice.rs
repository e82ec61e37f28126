//! Messages: in place of the summary, or above it.

use super::ui::Part;
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
pub(super) fn above_summary(ui: Ui) -> Part {
    ui.part(
        |page| page.banner.is_some().into(),
        move |there| if there == 1 { view(ui, |page| page.banner.as_ref()) } else { ().into_any() },
    )
}

type Read = fn(&Page) -> Option<&Notice>;

fn view(ui: Ui, read: Read) -> AnyView {
    let text = move |part: fn(&Notice) -> String| ui.text(move |page| read(page).map(part).unwrap_or_default());
    let problem = ui.attribute(move |page| read(page).and_then(|notice| notice.problem).map(str::to_owned));
    view! {
        <section class="notice" data-problem=problem>
            <div role="alert">
                <h2>{text(|notice| notice.title.clone())}</h2>
                <p>{text(|notice| notice.text.clone())}</p>
                <p
                    class="reference"
                    hidden=ui.test(move |page| read(page).is_none_or(|notice| notice.reference.is_none()))
                >
                    {text(|notice| notice.reference.clone().unwrap_or_default())}
                </p>
            </div>
            {remedy(ui, read)}
        </section>
    }
    .into_any()
}

/// What helps. Its text follows without making it anew, so that it keeps the focus.
fn remedy(ui: Ui, read: Read) -> Part {
    let of = move |page: &Page, part: fn(&Remedy) -> Option<String>| part(read(page)?.remedy.as_ref()?);
    let kind = Memo::new(move |_| {
        ui.page.with(|page| match read(page).and_then(|notice| notice.remedy.as_ref()) {
            Some(Remedy::TryAgain { .. }) => 1u32,
            Some(Remedy::Return(_)) => 2,
            Some(Remedy::Link { .. }) => 3,
            None => 0,
        })
    });
    let label = ui.text(move |page| {
        of(page, |remedy| match remedy {
            Remedy::TryAgain { label, .. } | Remedy::Link { label, .. } => Some(label.clone()),
            Remedy::Return(control) => Some(control.label.clone()),
        })
        .unwrap_or_default()
    });
    let waiting = ui.attribute(move |page| {
        of(page, |remedy| match remedy {
            Remedy::TryAgain { waiting: true, .. } => Some("true".to_owned()),
            _ => None,
        })
    });
    let address = ui.attribute(move |page| {
        of(page, |remedy| match remedy {
            Remedy::Link { address, .. } => Some(address.clone()),
            _ => None,
        })
    });
    Box::new(move || match kind.get() {
        1 => view! {
            <button
                type="button"
                class="primary"
                data-remedy="try_again"
                aria-disabled=waiting
                on:click=move |_| ui.send(Msg::TryAgain)
            >
                {label}
            </button>
        }
        .into_any(),
        2 => control::view(ui, "primary", None, |page| match page.notice.as_ref()?.remedy.as_ref()? {
            Remedy::Return(control) => Some(control),
            Remedy::TryAgain { .. } | Remedy::Link { .. } => None,
        })
        .into_any(),
        3 => view! {
            <a class="primary" data-remedy="link" href=address rel="noreferrer">
                {label}
            </a>
        }
        .into_any(),
        _ => ().into_any(),
    })
}
