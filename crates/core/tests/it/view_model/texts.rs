//! No text of any page is empty, or has a placeholder or a space where none belongs.

use crate::support::any;
use crate::support::page::Page;
use proptest::prelude::*;
use vpp_core::state::{CursorMove, Measure, Msg};
use vpp_core::view_model::{PageView, PeriodView};

/// The texts of the page outside the figures that are never empty.
fn of_page(view: &PageView) -> Vec<&str> {
    let summary = view.summary.as_ref().unwrap();
    let status = &summary.status;
    let mut texts = vec![view.document_title.as_str(), &view.header.title];
    texts.extend([status.word, status.short_word, &status.meaning]);
    texts.extend(status.strip.iter().flat_map(|strip| [strip.title, strip.text]));
    texts.extend(summary.no_figures.iter().flat_map(|none| [none.title, none.meaning]));
    texts.extend(summary.restated);
    let controls = [&view.header.back, &view.header.close, &summary.manage].into_iter().flatten();
    let controls = controls.chain(summary.call.iter().map(|call| &call.control));
    let controls = controls.chain(summary.settings.iter().filter_map(|row| row.control.as_ref()));
    texts.extend(controls.map(|control| control.label));
    texts.extend(summary.settings.iter().map(|row| row.title));
    texts
}

fn of_figures(figures: &PeriodView) -> Vec<&str> {
    let headline = &figures.headline;
    let mut texts = vec![figures.period.as_str(), &headline.label, &headline.totals[0].text, &headline.totals[1].text];
    texts.extend(headline.last.iter().map(|last| last.text.as_str()));
    texts.extend([figures.picker_name.as_str(), &figures.chart_name, &figures.chart_summary, &figures.bar_count]);
    texts.extend(figures.measures.iter().flatten().flat_map(|measure| [measure.name.as_str(), &measure.sign]));
    texts.extend(figures.axis.ticks.iter().map(|tick| tick.label.as_str()));
    texts.extend(figures.bars.iter().map(|bar| bar.name.as_str()));
    texts.extend(figures.bars.iter().filter_map(|bar| bar.label.as_deref()));
    texts.extend(figures.facts.iter().flat_map(|fact| [fact.name, &fact.value]));
    texts.extend(figures.sentences.iter().chain(&figures.remarks).map(String::as_str));
    texts.extend(figures.log.title.into_iter().chain(figures.log.toggle.as_deref()).chain([figures.table_toggle]));
    texts.extend(figures.types.iter().chain(&figures.previous).chain(&figures.next).map(|control| control.label));
    texts.extend(figures.empty.iter().flat_map(|empty| [Some(empty.title), empty.reason]).flatten());
    texts
}

proptest! {
    #![proptest_config(crate::support::cases(96))]

    #[test]
    fn no_text_is_empty_or_has_a_placeholder(
        summary in any::summary(), energy in any::<bool>(), narrow in any::<bool>(), index in 0..40usize,
    ) {
        let mut page = Page::ready(summary);
        page.send(Msg::MeasureSelected(if energy { Measure::Energy } else { Measure::Earnings }));
        if narrow {
            page = page.narrow();
        }
        let view = page.view();
        let mut texts: Vec<String> = of_page(&view).into_iter().map(str::to_owned).collect();
        if let Some(figures) = view.figures() {
            texts.extend(of_figures(figures).into_iter().map(str::to_owned));
            let table = page.table();
            texts.extend([table.caption]);
            texts.extend(table.columns.map(str::to_owned));
            texts.extend(table.rows.into_iter().chain([table.total]).flat_map(|row| [row.name, row.bucket, row.earnings]));
            texts.extend(page.log().into_iter().flat_map(|row| [row.name, row.value]));
            let read = page.read(CursorMove::Hover(index));
            texts.extend(read.into_iter().flat_map(|read| [read.bucket, read.value, read.value_text]));
        }
        for text in texts {
            prop_assert!(!text.trim().is_empty() && !text.contains('{') && !text.contains(" ,"), "{:?}", text);
        }
    }
}
