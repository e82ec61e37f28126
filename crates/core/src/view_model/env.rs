//! What the view model needs besides the model.

use crate::domain::Zone;
use crate::locale::Locale;
use crate::settings::LeapSettings;
use chrono::NaiveDate;

/// The visitor's language, the programme's time and the deployment's texts.
pub struct Env<'a> {
    /// The visitor's language.
    pub locale: &'a dyn Locale,
    /// The programme's time zone.
    pub zone: &'a dyn Zone,
    /// The current day in that zone.
    pub today: NaiveDate,
    /// The page's title, if the deployment sets one.
    pub title: Option<&'a str>,
    /// Where customers come from, if the deployment says so.
    pub home: Option<&'a str>,
    /// Where customers authorize their utility, if the deployment says so.
    pub leap: Option<&'a LeapSettings>,
}
