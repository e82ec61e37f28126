//! The view model: everything on the page as strings, controls and bars. Pure, so the whole page can be read and tested
//! without a browser.

mod chart;
mod control;
mod empty;
mod env;
mod export;
mod headline;
mod highlights;
mod joining;
mod log;
mod naming;
mod notice;
mod page;
mod period;
mod picker;
mod readout;
mod refresh;
mod settings;
mod status;
mod table;

pub use chart::{Axis, Bar, Tick};
pub use control::Control;
pub use empty::EmptyView;
pub use env::Env;
pub use export::Export;
pub use headline::{Headline, LastDispatch, Total};
pub use highlights::Fact;
pub use joining::{JoiningView, Way};
pub use log::{LogRow, LogView};
pub use notice::{Notice, RemedyView};
pub use page::{CallToAction, Header, NoFigures, PageView, SummaryView};
pub use period::{MeasureOption, PeriodView};
pub use picker::{DayField, PeriodChoice, Picker, PickerYear};
pub use readout::Readout;
pub use refresh::RefreshView;
pub use settings::SettingRow;
pub use status::{StatusIcon, StatusView, Strip, Tone};
pub use table::{Row, TableView};
