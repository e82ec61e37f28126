//! The utilities, from a data file: `data/utilities.json`, or a partner's own.

use crate::data::{self, DataError};
use crate::region::Region;
use crate::text::{TextError, check, is_unreserved};
use serde::Deserialize;
use std::error::Error;
use std::fmt;

pub use built_in::{BUILT_IN, BuiltIn};

mod built_in;

/// The longest id of a utility, in characters. **Unverified**: Leap publishes no limit.
const LONGEST_ID: usize = 100;

/// A utility that Leap can ask for a meter's data.
///
/// ```
/// use leap::region::Region;
/// use leap::utility::Utilities;
///
/// let utilities = Utilities::built_in();
/// let sdge = utilities.by_id("sdge")?;
/// assert_eq!((sdge.code(), sdge.region(), sdge.is_direct()), ("SDGE", Region::Caiso, true));
/// # Ok::<(), leap::utility::UtilityError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utility {
    id: String,
    code: String,
    label: String,
    region: Region,
    is_direct: bool,
    is_staging: bool,
}

impl Utility {
    /// Its name in links, such as `sdge`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its name in webhooks and meters, such as `SDGE`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Its name for people.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Its region.
    pub fn region(&self) -> Region {
        self.region
    }

    /// Whether it has the direct flow: California's three, and the demo utilities.
    pub fn is_direct(&self) -> bool {
        self.is_direct
    }

    /// Whether it is a demo utility of Leap's staging environment.
    pub fn is_staging(&self) -> bool {
        self.is_staging
    }
}

/// The utilities that are known.
///
/// ```
/// use leap::utility::Utilities;
///
/// let utilities = Utilities::built_in();
/// let name = |label| utilities.by_label(label).map(|utility| utility.id());
/// assert_eq!(name("SDG&E: San Diego Gas & Electric"), Some("sdge"));
/// assert_eq!(name("Con Edison: Consolidated Edison"), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Utilities(Vec<Utility>);

impl Utilities {
    /// The six of Leap's page on authorizations, and the two demo utilities.
    pub fn built_in() -> Self {
        // A test holds that the file can be read and has all eight.
        Self::parse(include_str!("../data/utilities.json")).unwrap_or_default()
    }

    /// Reads a data file.
    ///
    /// ```
    /// use leap::utility::Utilities;
    ///
    /// let own = r#"{ "utilities": [{ "id": "oncor", "code": "ONCOR", "label": "Oncor", "region": "ERCOT" }] }"#;
    /// assert!(Utilities::parse(own)?.by_id("oncor").is_ok());
    /// # Ok::<(), leap::data::DataError>(())
    /// ```
    ///
    /// # Errors
    /// If it is not JSON, or a utility has a value that is not allowed, or an id comes twice.
    pub fn parse(json: &str) -> Result<Self, DataError> {
        let file: UtilityFile = data::read(json)?;
        let mut utilities: Vec<Utility> = Vec::with_capacity(file.utilities.len());
        for (at, entry) in file.utilities.into_iter().enumerate() {
            let name = |field: &str| format!("utilities[{at}].{field}");
            check(&entry.id, LONGEST_ID, is_unreserved).map_err(|error| DataError::value(name("id"), error))?;
            let region = Region::parse(&entry.region).map_err(|error| DataError::value(name("region"), error))?;
            if utilities.iter().any(|other| other.id == entry.id) {
                return Err(DataError::value(name("id"), format!("\"{}\" comes twice", entry.id)));
            }
            let UtilityEntry { id, code, label, direct, staging, .. } = entry;
            utilities.push(Utility { id, code, label, region, is_direct: direct, is_staging: staging });
        }
        Ok(Self(utilities))
    }

    /// The utility with this id. The case matters, as it does to Leap.
    ///
    /// ```
    /// use leap::utility::Utilities;
    ///
    /// let reason = Utilities::built_in().by_id("pge\u{a0}").map(|_| ()).map_err(|error| error.to_string());
    /// assert_eq!(reason, Err("U+00A0 at character 4 is not allowed".to_owned()));
    /// ```
    ///
    /// # Errors
    /// Names the first character that no id has, or the length; otherwise lists the ids that are known.
    pub fn by_id(&self, id: &str) -> Result<&Utility, UtilityError> {
        check(id, LONGEST_ID, is_unreserved).map_err(UtilityError::Text)?;
        let unknown =
            || UtilityError::Unknown { id: id.to_owned(), known: self.0.iter().map(|one| one.id.clone()).collect() };
        self.0.iter().find(|utility| utility.id == id).ok_or_else(unknown)
    }

    /// The utility that a text of the Connect API names: its label, its id, or its code before a colon.
    ///
    /// **Unverified**: only one label of the Connect API is public, `SDG&E: San Diego Gas & Electric`. So the letters and
    /// digits before the colon are compared with the codes, in any case. What matches nothing is shown as it came.
    pub fn by_label(&self, label: &str) -> Option<&Utility> {
        let (start, _) = label.split_once(':').unwrap_or((label, ""));
        let code: String = start.chars().filter(char::is_ascii_alphanumeric).collect();
        let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        let is_named = |utility: &&Utility| {
            utility.label == label
                || utility.id == label
                || !code.is_empty() && plain(&utility.code).eq_ignore_ascii_case(&code)
        };
        self.0.iter().find(is_named)
    }

    /// All of them, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Utility> {
        self.0.iter()
    }
}

/// Why a text is not the id of a utility.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UtilityError {
    /// No id is like that.
    Text(TextError),
    /// No utility has this id.
    Unknown {
        /// The id.
        id: String,
        /// The ids that are known.
        known: Vec<String>,
    },
}

impl fmt::Display for UtilityError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(error) => error.fmt(formatter),
            Self::Unknown { id, known } => {
                write!(formatter, "no known utility has the id \"{id}\"; known are {}", known.join(", "))
            }
        }
    }
}

impl Error for UtilityError {}

#[derive(Deserialize)]
struct UtilityFile {
    utilities: Vec<UtilityEntry>,
}

#[derive(Deserialize)]
struct UtilityEntry {
    id: String,
    code: String,
    label: String,
    region: String,
    #[serde(default)]
    direct: bool,
    #[serde(default)]
    staging: bool,
}
