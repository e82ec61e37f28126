//! The whole page.

use super::control::Control;
use super::env::Env;
use super::joining::JoiningView;
use super::naming::SEPARATOR;
use super::notice::{self, Notice};
use super::period::PeriodView;
use super::settings::{self, SettingRow};
use super::status::{self, StatusView};
use crate::domain::{Action, Intent, Participation, Performance, Summary};
use crate::locale::{DateStyle, MessageId};
use crate::state::{Model, Phase, Tab};
use chrono::Datelike;

/// The whole page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageView {
    /// Whether the page is drawn. Until then the skeleton of index.html stands: an answer that is there already, or soon,
    /// is the first thing to follow it.
    pub started: bool,
    /// The hook `data-state`.
    pub state: &'static str,
    /// Whether a request is under way.
    pub busy: bool,
    /// The document's title.
    pub document_title: String,
    /// The header.
    pub header: Header,
    /// A message instead of the summary.
    pub notice: Option<Notice>,
    /// A message above the summary.
    pub banner: Option<Notice>,
    /// The summary.
    pub summary: Option<SummaryView>,
    /// The selected tab.
    pub tab: Tab,
    /// Whether the settings have been shown. Until then most customers need nothing of them.
    pub settings_shown: bool,
    /// Whether Connect has asked for a pause, so that nothing can be asked for.
    pub waiting: bool,
    /// What the live region announces.
    pub announcement: String,
    /// Whether the log shows all its rows.
    pub whole_log: bool,
    /// Whether the table is shown.
    pub table: bool,
    /// Changes whenever the displayed figures change; see [`Model::chart_key`].
    pub chart_key: u32,
    /// Changes whenever the loader has loaded a language, or could not.
    pub language_key: u32,
}

/// The page's header.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    /// The programme's name.
    pub title: String,
    /// The provider's name.
    pub provider: String,
    /// What says that the money is not real.
    pub test_mode: Option<&'static str>,
    /// BACK.
    pub back: Option<Control>,
    /// CLOSE.
    pub close: Option<Control>,
}

/// The summary.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SummaryView {
    /// The figures; absent before there is anything to report.
    pub figures: Option<PeriodView>,
    /// What stands where the figures would be, unless the participation says it all.
    pub no_figures: Option<NoFigures>,
    /// The participation.
    pub status: StatusView,
    /// MANAGE_PARTICIPATION.
    pub manage: Option<Control>,
    /// The address with more about the programme.
    pub learn_more: Option<String>,
    /// The way to Leap.
    pub joining: Option<JoiningView>,
    /// CONNECT_TARIFF as the page's one call to action.
    pub call: Option<CallToAction>,
    /// What holds for all figures.
    pub restated: Option<&'static str>,
    /// When the page was printed, for paper.
    pub printed: String,
    /// The settings.
    pub settings: Vec<SettingRow>,
}

/// What stands where the figures would be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoFigures {
    /// The title.
    pub title: &'static str,
    /// What to expect.
    pub meaning: &'static str,
}

/// A call to action.
#[derive(Clone, Debug, PartialEq)]
pub struct CallToAction {
    /// The control.
    pub control: Control,
    /// Whether it is what a customer should do next. Who has not joined has something else to do first.
    pub primary: bool,
}

impl PageView {
    /// The page for a model.
    pub fn of(model: &Model, env: &Env<'_>) -> Self {
        let locale = env.locale;
        let notice = notice::instead_of_summary(model, env);
        let summary = match (&notice, &model.summary) {
            (None, Some(summary)) => Some(SummaryView::of(summary, model, env)),
            _ => None,
        };
        let banner = if summary.is_some() { notice::above_summary(model, env) } else { None };
        let busy = model.is_busy();
        let of_period = summary.as_ref().and_then(|summary| summary.figures.as_ref()?.problem.as_ref());
        let state = state(model, notice.as_ref(), banner.as_ref().or(of_period), summary.is_some());
        let title = env.title.unwrap_or_else(|| locale.text(MessageId::PageTitle));
        let header = Header::of(model, env, summary.is_some());
        let document_title = match header.title.as_str() {
            "" => title.to_owned(),
            programme if programme == title => title.to_owned(),
            programme => [title, SEPARATOR, programme].concat(),
        };
        let announcement = match (&summary, busy) {
            (Some(_), true) => locale.text(MessageId::Updating).to_owned(),
            (Some(content), false) => {
                content.figures.as_ref().map(|figures| figures.announcement(locale)).unwrap_or_default()
            }
            // Until then the answer may come first, and is what there is to say.
            (None, _) if state == "loading" && model.has_started() => locale.text(MessageId::Loading).to_owned(),
            _ => String::new(),
        };
        // The day and the width change the bars as well.
        let variant = 2 * env.today.ordinal() + u32::from(model.narrow_chart);
        Self {
            started: model.has_started(),
            state,
            busy,
            document_title,
            header,
            notice,
            banner,
            summary,
            tab: model.tab,
            settings_shown: model.settings_shown,
            waiting: model.has_to_wait(),
            announcement,
            whole_log: model.whole_log,
            table: model.table,
            chart_key: model.chart_key.wrapping_mul(1024).wrapping_add(variant),
            language_key: model.language_key,
        }
    }

    /// The figures, if the page shows any.
    pub fn figures(&self) -> Option<&PeriodView> {
        self.summary.as_ref()?.figures.as_ref()
    }
}

fn state(model: &Model, notice: Option<&Notice>, later: Option<&Notice>, summary: bool) -> &'static str {
    match (&model.phase, summary) {
        (Phase::Complete(_), _) => "ended",
        (Phase::Leaving(_), _) => "loading",
        (Phase::Foreign { .. }, _) if notice.is_some_and(|notice| notice.problem.is_some()) => "problem",
        (Phase::Foreign { .. }, _) => "ready",
        (Phase::Summary, true) if later.is_some_and(|later| later.problem.is_some()) => "stale",
        (Phase::Summary, true) => "ready",
        (Phase::Summary, false) if notice.is_some_and(|notice| notice.problem.is_none()) => "ended",
        (Phase::Summary, false) if notice.is_some() => "problem",
        (Phase::Summary, false) => "loading",
    }
}

impl Header {
    fn of(model: &Model, env: &Env<'_>, shows_summary: bool) -> Self {
        let locale = env.locale;
        let mut header = match &model.summary {
            Some(summary) => Self::of_summary(summary, model, env, shows_summary),
            None => {
                let title = env.title.unwrap_or_else(|| locale.text(MessageId::PageTitle));
                Self { title: title.to_owned(), ..Self::default() }
            }
        };
        // A foreign route's BACK is the notice's button; where it offers CLOSE as well, that has its usual place.
        if let Phase::Foreign { route, .. } = &model.phase
            && route.exits.contains(&Action::Back)
            && route.exits.contains(&Action::Close)
            && !model.has_ended()
        {
            header.close = Some(Control::new(model, Intent::Do(Action::Close), locale.text(MessageId::Close)));
        }
        header
    }

    fn of_summary(summary: &Summary, model: &Model, env: &Env<'_>, shows_summary: bool) -> Self {
        let locale = env.locale;
        let programme = &summary.programme;
        let named = [&programme.name, &programme.provider].into_iter().find(|name| !name.is_empty());
        // Without the programme's name the provider is the title.
        let provider = if programme.name.is_empty() { String::new() } else { programme.provider.clone() };
        let control = |action, label| {
            if shows_summary { Control::offered(summary, model, Intent::Do(action), locale.text(label)) } else { None }
        };
        Self {
            title: named.cloned().unwrap_or_else(|| locale.text(MessageId::PageTitle).to_owned()),
            provider,
            test_mode: (!summary.live).then(|| locale.text(MessageId::TestMode)),
            back: control(Action::Back, MessageId::Back),
            close: control(Action::Close, MessageId::Close),
        }
    }
}

impl SummaryView {
    fn of(summary: &Summary, model: &Model, env: &Env<'_>) -> Self {
        use Participation::{Failed, NotEnrolled, Unenrolled, Unenrolling};
        let locale = env.locale;
        let participation = &summary.programme.participation;
        // Who is not taking part has something else to do first.
        let outside = matches!(participation, NotEnrolled | Failed | Unenrolled | Unenrolling);
        let call = if summary.tariff_connected == Some(true) {
            None
        } else {
            let label = locale.text(MessageId::ConnectTariff);
            let control = Control::offered(summary, model, Intent::Do(Action::ConnectTariff), label);
            control.map(|control| CallToAction { control, primary: !outside })
        };
        // Who is not taking part has nothing to see in an empty chart; the status says why.
        let is_pointless =
            |performance: &&Performance| performance.points.is_empty() && matches!(participation, Failed | NotEnrolled);
        let performance = summary.performance.as_ref().filter(|performance| !is_pointless(performance));
        let status = StatusView::of(summary, locale);
        let manage = Intent::Do(Action::ManageParticipation);
        Self {
            figures: performance.map(|performance| {
                let unknown = model.loading().map(|asked| performance.before_answer(asked));
                PeriodView::of(summary, unknown.as_ref().unwrap_or(performance), model, env)
            }),
            no_figures: status::no_figures(summary)
                .map(|(title, meaning)| NoFigures { title: locale.text(title), meaning: locale.text(meaning) }),
            learn_more: summary.programme.learn_more.clone(),
            joining: JoiningView::of(summary, model, env),
            call,
            manage: Control::offered(summary, model, manage, locale.text(MessageId::ManageParticipation)),
            restated: performance.map(|_| locale.text(MessageId::Restated)),
            printed: locale.with(MessageId::PrintedOn, &locale.date(env.today, DateStyle::Day)),
            settings: settings::rows(summary, status.word, model, locale),
            status,
        }
    }
}
