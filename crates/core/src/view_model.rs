//! From the model and a language to what stands on the page: strings, controls, bars. Pure, so that the whole page can
//! be read and tested without a browser.

mod chart;
mod export;
mod figures;
mod insight;
mod notice;
mod picker;
mod status;

pub use chart::{Bar, Mark, Reading};
pub use export::Export;
pub use figures::{Figures, Row};
pub use insight::Fact;
pub use notice::{Notice, Remedy};
pub use picker::{Choice, Picker};
pub use status::{Icon, Status};

use crate::domain::{Action, Intent, Summary, Zone};
use crate::locale::{Locale, Text};
use crate::state::{Model, Stage, Tab};
use chrono::{Datelike, NaiveDate};

/// What presenting needs besides the model.
pub struct Setting<'a> {
    /// The visitor's language.
    pub locale: &'a dyn Locale,
    /// The programme's time zone.
    pub zone: &'a dyn Zone,
    /// The current day in that zone.
    pub today: NaiveDate,
    /// Whether the chart has no room for every day of a year.
    pub narrow: bool,
    /// The page's title, where the deployment sets one.
    pub title: Option<&'a str>,
    /// Where customers come from, where the deployment says so.
    pub home: Option<&'a str>,
}

/// The whole page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The hook `data-state`.
    pub state: &'static str,
    /// Whether a request is under way.
    pub busy: bool,
    /// The document's title.
    pub document_title: String,
    /// What stands in the header.
    pub header: Header,
    /// A message in place of the summary.
    pub notice: Option<Notice>,
    /// A message above the summary.
    pub banner: Option<Notice>,
    /// The summary.
    pub summary: Option<Content>,
    /// The part which is shown.
    pub tab: Tab,
    /// Whether Connect has asked for a pause, so that nothing can be asked for.
    pub waiting: bool,
    /// What assistive technology is told about progress.
    pub announcement: String,
    /// Another number for other figures, so that what is drawn as a whole is drawn anew only then.
    pub revision: u32,
    /// Another number for another language, so that what is written once is made anew only then.
    pub language: u32,
}

/// The page's header.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    /// The programme's name.
    pub title: String,
    /// The provider, in words.
    pub provider: String,
    /// The badge of the test mode and its explanation.
    pub test_mode: Option<(&'static str, &'static str)>,
    /// BACK.
    pub back: Option<Control>,
    /// CLOSE.
    pub close: Option<Control>,
}

/// The summary.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Content {
    /// The figures; absent before there is anything to report.
    pub figures: Option<Figures>,
    /// What stands in the figures' place.
    pub no_figures: (&'static str, &'static str),
    /// How the customer stands to the programme.
    pub status: Status,
    /// The address to read more.
    pub learn_more: Option<String>,
    /// CONNECT_TARIFF as the page's one call to action, with what it is good for.
    pub call: Option<(&'static str, Control)>,
    /// The settings.
    pub settings: Vec<SettingRow>,
}

/// One entry of the settings.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingRow {
    /// What it is about.
    pub title: &'static str,
    /// How it stands.
    pub text: String,
    /// Whether it is in order; `None` where there is nothing to tell.
    pub mark: Option<(bool, &'static str)>,
    /// What can be done.
    pub control: Option<Control>,
}

/// A control that posts an action.
#[derive(Clone, Debug, PartialEq)]
pub struct Control {
    /// Its text.
    pub label: &'static str,
    /// What it asks for.
    pub intent: Intent,
    /// Whether this very control's request is under way.
    pub busy: bool,
    /// Whether it can be used at all.
    pub disabled: bool,
    /// Whether it is the chosen one of a group.
    pub pressed: bool,
}

impl Page {
    /// The page for this state of things.
    pub fn of(model: &Model, setting: &Setting<'_>) -> Self {
        let locale = setting.locale;
        let notice = notice::in_place_of_summary(model, setting);
        let summary = match (&notice, &model.summary) {
            (None, Some(summary)) => Some(content(summary, model, setting)),
            _ => None,
        };
        let banner = if summary.is_some() { notice::above_summary(model, setting) } else { None };
        let busy = model.pending.is_some();
        let problem = notice.as_ref().is_some_and(|notice| notice.problem.is_some());
        let state = match (&model.stage, &summary) {
            (Stage::Complete(_), _) => "ended",
            (Stage::Leaving(_), _) => "loading",
            (Stage::Elsewhere { .. }, _) => {
                if problem {
                    "problem"
                } else {
                    "ready"
                }
            }
            (Stage::Here, Some(_)) if banner.is_some() => "stale",
            (Stage::Here, Some(_)) => "ready",
            (Stage::Here, None) if notice.is_some() => "problem",
            (Stage::Here, None) => "loading",
        };
        let title = setting.title.unwrap_or_else(|| locale.text(Text::PageTitle));
        let header = header(model, setting, summary.is_some());
        let document_title = match header.title.as_str() {
            "" => title.to_owned(),
            programme if programme == title => title.to_owned(),
            programme => format!("{title} · {programme}"),
        };
        let announcement = match (&summary, busy) {
            (Some(_), true) => locale.text(Text::Updating).to_owned(),
            (Some(content), false) => content.figures.as_ref().map(Figures::announcement).unwrap_or_default(),
            (None, _) if state == "loading" => locale.text(Text::Loading).to_owned(),
            _ => String::new(),
        };
        let drawn_as = 2 * setting.today.ordinal() + u32::from(setting.narrow);
        let revision = model.revision.wrapping_mul(1024).wrapping_add(drawn_as);
        Self {
            state,
            busy,
            document_title,
            header,
            notice,
            banner,
            summary,
            tab: model.tab,
            waiting: model.has_to_wait(),
            announcement,
            revision,
            language: 0,
        }
    }
}

impl Page {
    /// Follows what is read of the chart, and nothing else: the pointer moves more often than the page needs to be made.
    pub fn follow_reading(&mut self, model: &Model, setting: &Setting<'_>) {
        if let Some(figures) = self.summary.as_mut().and_then(|content| content.figures.as_mut()) {
            figures.reading = figures::reading(model, setting);
        }
    }
}

fn header(model: &Model, setting: &Setting<'_>, shown: bool) -> Header {
    let locale = setting.locale;
    let Some(summary) = &model.summary else {
        let title = setting.title.unwrap_or_else(|| locale.text(Text::PageTitle));
        return Header { title: title.to_owned(), ..Header::default() };
    };
    let named = [&summary.programme.name, &summary.programme.provider].into_iter().find(|name| !name.is_empty());
    let provider = match summary.programme.provider.as_str() {
        "" => String::new(),
        provider if summary.programme.name.is_empty() => provider.to_owned(),
        provider => locale.with(Text::ByProvider, provider),
    };
    let control = |action, text| {
        if shown { control(summary, model, Intent::Do(action), locale.text(text)) } else { None }
    };
    Header {
        title: named.cloned().unwrap_or_else(|| locale.text(Text::PageTitle).to_owned()),
        provider: if summary.programme.name.is_empty() { String::new() } else { provider },
        test_mode: (!summary.live).then_some((locale.text(Text::TestMode), locale.text(Text::TestModeMeaning))),
        back: control(Action::Back, Text::Back),
        close: control(Action::Close, Text::Close),
    }
}

fn content(summary: &Summary, model: &Model, setting: &Setting<'_>) -> Content {
    let locale = setting.locale;
    use crate::domain::Participation::{Failed, Unenrolled, Unenrolling};
    // Who is not taking part, or no longer, has nothing to complete; the settings still offer it.
    let outside = matches!(summary.programme.participation, Failed | Unenrolled | Unenrolling);
    let call = match summary.tariff_connected {
        _ if outside => None,
        Some(true) => None,
        Some(false) | None => {
            let control = control(summary, model, Intent::Do(Action::ConnectTariff), locale.text(Text::ConnectTariff));
            control.map(|control| (locale.text(Text::TariffMissingMeaning), control))
        }
    };
    Content {
        figures: summary.performance.as_ref().map(|performance| figures::of(summary, performance, model, setting)),
        no_figures: status::no_figures(summary, locale),
        status: status::of(summary, locale),
        learn_more: summary.programme.learn_more.clone(),
        call,
        settings: status::settings(summary, model, locale),
    }
}

/// The control for an intent, or nothing when Connect does not offer its action.
fn control(summary: &Summary, model: &Model, intent: Intent, label: &'static str) -> Option<Control> {
    let busy = model.pending.as_ref().is_some_and(|pending| pending.intent == Some(intent));
    // Of a session that is over nothing can be asked any more.
    (summary.offers(intent.action()) && !model.has_ended()).then_some(Control {
        label,
        intent,
        busy,
        disabled: model.has_to_wait(),
        pressed: false,
    })
}
