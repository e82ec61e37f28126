//! What the figures tell beyond themselves, in words.

use super::figures::{Words, period_name};
use super::picker::{Choice, choice};
use super::{Setting, chart};
use crate::domain::{Insight, Performance};
use crate::locale::{Locale, Text};
use crate::state::Model;

/// One thing that follows from the figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What it is.
    pub name: String,
    /// Its value.
    pub value: String,
    /// What belongs to the value, such as the day; may be empty.
    pub detail: String,
}

pub(super) fn facts(
    performance: &Performance,
    places: usize,
    insight: &Insight,
    words: &Words,
    model: &Model,
    setting: &Setting<'_>,
) -> Vec<Fact> {
    let locale = setting.locale;
    let money = |amount| locale.money(amount, &performance.currency);
    let mut facts = Vec::new();
    let mut add = |name: String, value, detail| facts.push(Fact { name, value, detail });
    let name = |text| locale.text(text).to_owned();
    if let Some((best, dispatch)) = insight.best.and_then(|best| Some((best, best.dispatch?))) {
        add(name(words.best), money(dispatch.earnings), chart::place_name(best.place, places, locale));
    }
    if let Some(average) = insight.per_place {
        let count = locale.plural(words.count, u32::try_from(insight.dispatched).unwrap_or(u32::MAX));
        add(name(words.average), money(average), count);
    }
    if let Some(average) = insight.per_kwh {
        add(name(Text::AveragePerKwh), money(average), String::new());
    }
    let before = model.seen.find(performance.period.previous());
    if let Some(before) = before.filter(|before| before.currency == performance.currency) {
        // A period that goes on is not to be measured by a whole one without saying so.
        let text = if goes_on(performance, model, setting) { Text::SoFarComparedWith } else { Text::ComparedWith };
        let difference = performance.total.earnings.minus(before.total.earnings);
        let name = period_name(before.period, locale);
        let was = [name.as_str(), ": ", &money(before.total.earnings)].concat();
        add(locale.with(text, &name), locale.difference(difference, &performance.currency), was);
    }
    facts
}

/// What is to be known about the figures.
pub(super) fn remarks(performance: &Performance, insight: &Insight, locale: &dyn Locale) -> Vec<String> {
    let sum = insight.sum.map(|sum| locale.with(Text::SumDiffers, &locale.money(sum, &performance.currency)));
    sum.into_iter().chain([locale.text(Text::Restated).to_owned()]).collect()
}

/// What is said of a period without dispatch.
pub(super) fn empty(
    performance: &Performance,
    period: &str,
    pickable: bool,
    model: &Model,
    setting: &Setting<'_>,
) -> (String, Option<Choice>) {
    let locale = setting.locale;
    let text = locale
        .with(if goes_on(performance, model, setting) { Text::NoDispatchYetIn } else { Text::NoDispatchIn }, period);
    let last =
        if pickable && performance.has_previous { model.seen.last_with_dispatch(performance.period) } else { None };
    let offer = last.map(|last| choice(last, locale.with(Text::LastWithDispatch, &period_name(last, locale)), model));
    (text, offer)
}

/// Whether more may come in this period: it is not over, and the customer takes part or is about to.
fn goes_on(performance: &Performance, model: &Model, setting: &Setting<'_>) -> bool {
    use crate::domain::Participation::{Failed, NotEnrolled, Unenrolled};
    let participation = model.summary.as_ref().map(|summary| &summary.programme.participation);
    performance.period.contains(setting.today) && !matches!(participation, Some(Failed | NotEnrolled | Unenrolled))
}
