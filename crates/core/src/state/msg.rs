//! What can happen.

use super::cursor::CursorMove;
use super::model::{Measure, Tab};
use crate::domain::{Address, Answer, Intent, Joining, PeriodType, Problem, Token};
use chrono::NaiveDate;

/// Something that happened. `today` is the current day in the programme's zone.
#[derive(Clone, Debug)]
pub enum Msg {
    /// The page was opened with a token. `resume` is set when the customer returns from a redirect of Connect's.
    SessionOpened {
        /// The session's credential.
        token: Token,
        /// Whether to restore the session instead of starting it.
        resume: bool,
    },
    /// What is known of the way to Leap of the customer whose session was opened or could not be.
    JoiningKnown(Joining),
    /// The page cannot start.
    StartFailed(Problem),
    /// The customer used a control.
    IntentChosen {
        /// What they asked for.
        intent: Intent,
        /// The current day.
        today: NaiveDate,
    },
    /// The customer swiped or pressed a key for a neighbouring period. Beyond the last one nothing happens.
    StepRequested {
        /// [`Intent::Previous`] or [`Intent::Next`].
        intent: Intent,
        /// The current day.
        today: NaiveDate,
    },
    /// A request has ended.
    AnswerReceived {
        /// The request's number.
        id: u32,
        /// The answer, or what went wrong.
        result: Result<Answer, Problem>,
        /// When it came, in Unix seconds.
        now: i64,
    },
    /// A tenth of a second after this request was sent.
    AnswerOverdue(u32),
    /// The browser is online again.
    ConnectionRestored {
        /// The current time in Unix seconds.
        now: i64,
    },
    /// The page is visible again; it may be another day.
    PageShown {
        /// The current time in Unix seconds.
        now: i64,
    },
    /// The customer wants to try again.
    RetryRequested,
    /// The customer wants to copy the reference of the problem.
    CopyRequested,
    /// One second of the countdown has passed.
    SecondElapsed,
    /// The deployment configures an address for the foreign route that the session is at.
    HandOffFound(Address),
    /// The browser refused to navigate to an address.
    NavigationFailed,
    /// The customer selected a tab.
    TabSelected(Tab),
    /// The customer showed or hid the table.
    TableToggled,
    /// The customer asked for all rows of the log, or for the first ones only.
    LogToggled,
    /// The customer wants to know what their status means.
    StatusRequested,
    /// The customer selected what the chart shows.
    MeasureSelected(Measure),
    /// The chart has another width.
    ChartResized {
        /// In CSS pixels, with the scale.
        width: u32,
    },
    /// The customer moved the cursor on a chart of `buckets` buckets.
    CursorMoved {
        /// Where to.
        to: CursorMove,
        /// How many buckets the chart has.
        buckets: usize,
    },
    /// The customer opened the period picker at a year.
    PickerOpened(i32),
    /// The customer turned the picker to another year.
    PickerTurned(i32),
    /// The customer closed the picker.
    PickerClosed,
    /// The customer went on elsewhere while the picker was open.
    PickerLeft,
    /// The browser's Back or Forward leads to the period of this type which starts on this day.
    HistoryPopped {
        /// The period's type.
        kind: PeriodType,
        /// Its first day.
        start: NaiveDate,
        /// The current day.
        today: NaiveDate,
    },
    /// The customer wants the figures as a file.
    ExportRequested,
    /// The customer selected a language by its tag.
    LanguageSelected(String),
    /// The loader has loaded a language, or could not load the selected one.
    LanguageLoaded,
    /// A minute has passed; it may be another day.
    TimePassed,
}
