//! What the chart can show: the two measures and the signs of their units.

use crate::support::page::Page;
use crate::support::plain::Writes;
use crate::support::{documented_with_figures, in_period, on};
use vpp_core::domain::PeriodType;
use vpp_core::state::{Measure, Msg};
use vpp_core::view_model::{Env, MeasureOption, PageView};

/// The options where amounts and energy are written like this.
fn options(money: &'static str, kwh: &'static str) -> [MeasureOption; 2] {
    let view =
        Page::documented().in_env(|model, env| PageView::of(model, &Env { locale: &Writes { money, kwh }, ..*env }));
    view.figures().unwrap().measures.clone().unwrap()
}

#[test]
fn a_measure_has_the_sign_that_stands_at_its_figures() {
    for (money, sign) in [
        ("$0.00", "$"),
        ("US$0.00", "US$"),
        ("0,00\u{a0}€", "€"),
        ("€\u{a0}0,00", "€"),
        ("0,00\u{a0}$US", "$US"),
        ("£0.00", "£"),
        ("JP¥0", "JP¥"),
        ("0\u{202f}F\u{202f}CFP", "F\u{202f}CFP"),
        ("KWD\u{a0}0.000", "KWD"),
        ("\u{200f}0.000\u{a0}د.ك.\u{200f}\u{200e}", "د.ك."),
        ("\u{200f}٠٫٠٠\u{a0}US$\u{200e}", "US$"),
        ("\u{200f}۰٫۰۰\u{a0}€\u{61c}", "€"),
        ("0 XXX", "XXX"),
    ] {
        let [earnings, energy] = options(money, "{0} kWh");
        assert_eq!((earnings.sign.as_str(), earnings.name), (sign, format!("Earnings, {sign}")), "{money:?}");
        assert_eq!((energy.sign.as_str(), energy.name.as_str()), ("kWh", "Energy, kWh"));
    }
    assert_eq!(options("$0.00", "{0}\u{a0}ك.و.س").map(|option| option.sign), ["$", "ك.و.س"]);
    assert_eq!(options("$0.00", "kWh {0}").map(|option| option.sign), ["$", "kWh"]);
}

#[test]
fn both_measures_are_offered_with_the_displayed_one_selected() {
    let mut page = Page::documented();
    let selected = |page: &Page| {
        let measures = page.figures().measures.unwrap();
        measures.map(|MeasureOption { measure, selected, .. }| (measure, selected))
    };
    assert_eq!(selected(&page), [(Measure::Earnings, true), (Measure::Energy, false)]);
    page.send(Msg::MeasureSelected(Measure::Energy));
    assert_eq!(selected(&page), [(Measure::Earnings, false), (Measure::Energy, true)]);
}

#[test]
fn an_empty_period_has_nothing_to_choose_from() {
    let offers = |points| Page::ready(in_period(PeriodType::Month, "2025-02-01", points)).figures().measures.is_some();
    assert!(!offers(vec![]) && !offers(vec![on("2025-02-03", "0", "0")]));
    // Something that is not understood is not nothing, and neither is a total without a series.
    assert!(offers(vec![on("2025-02-03", "?", "?")]) && offers(vec![on("2025-02-03", "1", "?")]));
    assert!(Page::ready(documented_with_figures(|figures| figures.points.clear())).figures().measures.is_some());
}
