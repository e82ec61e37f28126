//! The header: where the customer is, and the ways out.

use super::{Ui, control};
use leptos::prelude::*;

const BACK: &str = "M15 5l-7 7 7 7";
const CLOSE: &str = "M6 6l12 12M18 6L6 18";

pub(super) fn view(ui: Ui) -> AnyView {
    let test_mode = Memo::new(move |_| ui.page.with(|page| page.header.test_mode.clone()));
    view! {
        <header class="bar">
            {control::view(ui, "round", Some(BACK), |page| page.header.back.as_ref())}
            <div class="bar-name">
                <h1>{ui.text(|page| page.header.title.clone())}</h1>
                <p>{ui.text(|page| page.header.provider.clone())}</p>
            </div>
            {move || {
                test_mode
                    .get()
                    .map(|(badge, meaning)| {
                        view! {
                            <p class="badge" data-live="false">
                                {badge}
                                <span class="sr-only">": " {meaning}</span>
                            </p>
                        }
                    })
            }}
            {control::view(ui, "round", Some(CLOSE), |page| page.header.close.as_ref())}
        </header>
    }
    .into_any()
}
