//! Changing the language.

use crate::support::page::Page;
use vpp_core::state::{Effect, Msg};

#[test]
fn a_selected_language_is_loaded() {
    let mut page = Page::documented();
    assert_eq!(page.send(Msg::LanguageSelected("nl".to_owned())), Some(Effect::LoadLanguage("nl".to_owned())));
    assert_eq!(page.events, []);
}

#[test]
fn a_loaded_language_changes_the_key_and_nothing_else_of_the_view() {
    let mut page = Page::documented();
    let before = page.view();
    assert_eq!(page.send(Msg::LanguageLoaded), None);
    let after = page.view();
    assert_ne!(after.language_key, before.language_key);
    assert_eq!(vpp_core::view_model::PageView { language_key: before.language_key, ..after }, before);
}

#[test]
fn a_language_can_change_in_every_phase() {
    for mut page in [Page::new(), Page::opened(), Page::documented(), Page::complete(None)] {
        let (phase, pending) = (page.model.phase.clone(), page.model.pending.clone());
        page.send(Msg::LanguageSelected("de".to_owned()));
        page.send(Msg::LanguageLoaded);
        assert_eq!((page.model.phase, page.model.pending, page.model.language_key), (phase, pending, 1));
    }
}
