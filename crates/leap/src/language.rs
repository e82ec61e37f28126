//! The languages of the messages: those of the customer's page.

/// A language.
///
/// ```
/// use leap::language::Language;
///
/// assert_eq!(Language::of_tag("de-AT"), Some(Language::German));
/// assert_eq!(Language::of_tag("en-us"), Some(Language::AmericanEnglish));
/// assert_eq!(Language::of_tag("ja"), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// British English.
    #[default]
    English,
    /// American English.
    AmericanEnglish,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// Dutch.
    Dutch,
    /// Arabic.
    Arabic,
}

impl Language {
    /// All languages.
    pub const ALL: [Self; 7] =
        [Self::English, Self::AmericanEnglish, Self::German, Self::French, Self::Spanish, Self::Dutch, Self::Arabic];

    /// The language of a tag such as `de-AT`, in any case; `None` if there are no texts in it.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let known = |wanted: &str| Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(wanted));
        let whole = tag.replace('_', "-");
        known(&whole).or_else(|| known(whole.split('-').next().unwrap_or_default()))
    }

    /// Its tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::AmericanEnglish => "en-US",
            Self::German => "de",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::Dutch => "nl",
            Self::Arabic => "ar",
        }
    }
}
