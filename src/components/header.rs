//! The header: where the customer is, and the ways out.

use super::{Ui, control};
use leptos::prelude::*;

const BACK: &str = "M15 5l-7 7 7 7";
const CLOSE: &str = "M6 6l12 12M18 6L6 18";

pub(super) fn view(ui: Ui) -> AnyView {
    view! {
        <header class="bar">
            {control::view(ui, "round", Some(BACK), |page| page.header.back.as_ref())}
            <div class="bar-name">
                <h1>{ui.text(|page| page.header.title.clone())}</h1>
                <p>{ui.text(|page| page.header.provider.clone())}</p>
            </div>
            <p class="badge" data-live="false" hidden=ui.test(|page| page.header.test_mode.is_none())>
                {ui.text(|page| page.header.test_mode.as_ref().map(|mode| mode.0.clone()).unwrap_or_default())}
                <span class="sr-only">
                    {ui.text(|page| page.header.test_mode.as_ref().map(|mode| mode.1.clone()).unwrap_or_default())}
                </span>
            </p>
            {control::view(ui, "round", Some(CLOSE), |page| page.header.close.as_ref())}
        </header>
    }
    .into_any()
}
