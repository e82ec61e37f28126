//! Where the focus goes after a message.

use super::effect::{Effect, FocusTarget};
use super::model::Model;
use super::msg::Msg;
use crate::domain::Intent;

/// The effect on the focus of a message to this model. Most messages only replace controls: then the focus moves if its
/// element is gone.
pub(super) fn focus_after(model: &Model, msg: &Msg) -> Option<Effect> {
    let recover = |intent: Option<Intent>| match intent {
        Some(Intent::Previous | Intent::Next) => FocusTarget::Step,
        _ => FocusTarget::Notice,
    };
    Some(match msg {
        Msg::TabSelected(tab) => Effect::Focus(FocusTarget::Tab(*tab)),
        Msg::StatusRequested => Effect::Focus(FocusTarget::Status),
        Msg::PickerOpened(_) => Effect::Focus(FocusTarget::PickerChoice),
        Msg::PickerClosed => Effect::Focus(FocusTarget::PickerToggle),
        // At the last year there is no further button of the same direction.
        Msg::PickerTurned(year) if model.picker_year > Some(*year) => Effect::RecoverFocus(FocusTarget::PickerEarlier),
        Msg::PickerTurned(_) => Effect::RecoverFocus(FocusTarget::PickerLater),
        Msg::LanguageLoaded if model.language_selected => Effect::RecoverFocus(FocusTarget::Language),
        Msg::IntentChosen { intent, .. } | Msg::StepRequested { intent, .. } => {
            Effect::RecoverFocus(recover(Some(*intent)))
        }
        Msg::AnswerReceived { .. } => {
            Effect::RecoverFocus(recover(model.pending.as_ref().and_then(|pending| pending.intent)))
        }
        // Another day rebuilds what depends on it.
        Msg::TimePassed | Msg::PageShown { .. } if model.picker_year.is_some() => {
            Effect::RecoverFocus(FocusTarget::PickerChoice)
        }
        Msg::CursorMoved { .. }
        | Msg::ChartResized { .. }
        | Msg::TableToggled
        | Msg::LogToggled
        | Msg::PickerLeft
        | Msg::ExportRequested => return None,
        _ => Effect::RecoverFocus(FocusTarget::Notice),
    })
}
