//! The message files: complete in every language, with the plural forms that the language needs.

use crate::support::plain::Plain;
use chrono::{NaiveDate, NaiveDateTime};
use serde_json::{Map, Value};
use std::{collections::BTreeMap, fs, path::Path};
use vpp_core::domain::Decimal;
use vpp_core::locale::{DateStyle, Locale, MessageId};

/// CLDR's plural categories of cardinal numbers in each language, in CLDR's order.
const CATEGORIES: &[(&str, &[&str])] = &[
    ("ar", &["zero", "one", "two", "few", "many", "other"]),
    ("de", &["one", "other"]),
    ("en", &["one", "other"]),
    ("es", &["one", "many", "other"]),
    ("fr", &["one", "many", "other"]),
    ("nl", &["one", "other"]),
];

/// The messages of each language, by the stem of its file.
fn languages() -> BTreeMap<String, Map<String, Value>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/locale");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let texts = files.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    texts
        .map(|path| {
            let language = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (language, serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap())
        })
        .collect()
}

fn categories(language: &str) -> &'static [&'static str] {
    let base = language.split('-').next().unwrap();
    let known = CATEGORIES.iter().find(|(name, _)| *name == base);
    known.unwrap_or_else(|| panic!("{language} needs its plural categories in this test")).1
}

/// The plural forms of a message, each with its category; `None` for a message without them.
fn forms(text: &str) -> Option<Vec<(&str, &str)>> {
    text.contains("|other:").then(|| text.split('|').map(|form| form.split_once(':').unwrap_or(("", form))).collect())
}

fn placeholders(text: &str) -> Vec<&str> {
    text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap()).collect()
}

/// The faults in the messages of a language, compared with English.
fn faults(language: &str, texts: &Map<String, Value>, english: &Map<String, Value>) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, text) in texts {
        let (text, model) = (text.as_str().unwrap(), english[name].as_str().unwrap());
        let mut fault = |what: &str| faults.push(format!("{language} {name}: {what}"));
        if text.trim() != text || text.is_empty() {
            fault("empty, or with space around it");
        }
        if text.contains(['\'', '´', '`']) {
            fault("has an apostrophe of a typewriter");
        }
        match (forms(text), forms(model)) {
            (Some(forms), Some(_)) => {
                let names: Vec<&str> = forms.iter().map(|(name, _)| *name).collect();
                if names != categories(language) {
                    fault(&format!("has the forms {names:?}"));
                }
                // A category of a single number may put it in words, as Arabic does.
                let in_words = |form: &str| names.contains(&"two") && ["zero", "one", "two"].contains(&form);
                for (form, text) in &forms {
                    if text.is_empty()
                        || !(placeholders(text) == ["0"] || in_words(form) && placeholders(text).is_empty())
                    {
                        fault(&format!("the form for {form} needs {{0}} and nothing else"));
                    }
                }
            }
            (None, None) if text.contains('|') => fault("looks as if it had forms"),
            (None, None) if placeholders(text) != placeholders(model) => fault("has other placeholders than English"),
            (None, None) => {}
            (Some(_), None) => fault("has forms, but not in English"),
            (None, Some(_)) => fault("needs forms"),
        }
    }
    faults
}

#[test]
fn each_message_has_its_forms_and_placeholders_in_every_language() {
    let languages = languages();
    assert!(languages.len() >= CATEGORIES.len());
    let english = &languages["en"];
    assert!(english.values().filter_map(|text| forms(text.as_str().unwrap())).count() > 0);
    let found: Vec<String> = languages.iter().flat_map(|(name, texts)| faults(name, texts, english)).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_language_is_checked_and_offered() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let html = fs::read_to_string(root.join("../../index.html")).unwrap();
    let code = fs::read_to_string(root.join("src/locale/message.rs")).unwrap();
    let (_, checked) = code.split_once("\ncheck_files! {").unwrap();
    let checked = checked.split('}').next().unwrap();
    for language in languages().keys() {
        assert!(checked.contains(&format!("\"{language}.json\"")), "{language} is not checked");
        let file = format!("src/locale/{language}.json\"");
        let copied = html.lines().filter(|line| line.contains("rel=\"copy-file\"") && line.contains(&file)).count();
        assert_eq!(copied, 1, "{language} is not copied");
        let link = format!(" href=\"./{language}.json\"");
        let link = html.lines().find(|line| line.contains("data-messages") && line.contains(&link));
        let link = link.unwrap_or_else(|| panic!("{language} is not offered"));
        assert!(link.contains(" title=\""), "{language} has no name");
        let base = language.split('-').next().unwrap();
        assert!(link.contains(&format!(" hreflang=\"{base}")), "{language} has another tag");
        assert_eq!(link.contains("data-dir=\"rtl\""), base == "ar", "{language} has the wrong direction");
    }
    // British English is the fallback.
    let first = html.lines().find(|line| line.contains("data-messages")).unwrap();
    assert!(first.contains("hreflang=\"en-GB\"") && first.contains("\"./en.json\""));
}

#[test]
fn each_kind_of_fault_is_found() {
    let texts = |texts: &[&str]| -> Map<String, Value> {
        let named = texts.iter().enumerate().map(|(index, text)| (format!("MessageId{index}"), (*text).into()));
        named.collect()
    };
    let english = texts(&["one:{0} day|other:{0} days", "by {0}"]);
    let ok = |language: &str, text: &str, with: &str| faults(language, &texts(&[text, with]), &english).is_empty();
    assert!(ok("de", "one:{0} Tag|other:{0} Tage", "von {0}"));
    assert!(!ok("fr", "one:{0} jour|many:{0}|other:{0} jours", "d'{0}") && !ok("de", "one:{0}|other:{0}", "{0} {0}"));
    assert!(ok("ar", "zero:-|one:-|two:-|few:{0}|many:{0}|other:{0}", "{0}"));
    for wrong in ["one:{0} Tag|other:Tage", "one:Tag|other:{0} Tage", "other:{0}|one:{0}", "|other:{0} Tage", "{0}"] {
        assert!(!ok("de", wrong, "von {0}"), "{wrong}");
    }
    assert!(!ok("fr", "one:{0} jour|other:{0} jours", "par {0}"), "a category is missing");
    assert!(!ok("de", "one:{0} Tag|many:{0}|other:{0} Tage", "von {0}"), "a category too many");
    assert!(!ok("ar", "zero:-|one:-|two:-|few:-|many:{0}|other:{0}", "{0}"), "few stands for several numbers");
    for wrong in ["von", "von {1}", "von {0} {1}", "one:{0}|other:{0}", "", " von {0}"] {
        assert!(!ok("de", "one:{0} Tag|other:{0} Tage", wrong), "{wrong}");
    }
}

#[test]
fn every_message_is_translated() {
    let languages = languages();
    let english = &languages["en"];
    // Words that both languages share, and the unit.
    let same: &[(&str, &[&str])] = &[
        ("de", &["Named", "Kwh", "PerKwh"]),
        ("es", &["Named", "Kwh", "PerKwh", "Total"]),
        ("fr", &["Kwh", "PerKwh", "Total", "Participation", "Active"]),
        ("nl", &["Named", "Kwh", "PerKwh"]),
        ("ar", &["Named"]),
    ];
    for (language, allowed) in same {
        let is_same = |(name, text): &(&String, &Value)| english[*name] == **text && !allowed.contains(&name.as_str());
        let left: Vec<_> = languages[*language].iter().filter(is_same).collect();
        assert!(left.is_empty(), "{language}: {left:?}");
    }
}

#[test]
fn english_has_the_words_of_customers_and_of_their_country() {
    let languages = languages();
    let fault = |language: &str, words: &[&str]| {
        let texts = languages[language].iter().map(|(name, text)| (name, text.as_str().unwrap().to_lowercase()));
        let found: Vec<_> = texts.filter(|(_, text)| words.iter().any(|word| text.contains(word))).collect();
        assert!(found.is_empty(), "{language}: {found:?}");
    };
    // The operator's words, and what English speakers contract when they talk.
    for language in ["en", "en-US"] {
        fault(
            language,
            &["dispatch", "the service", "this request", "cannot", " not been", "do not", "does not", "you are "],
        );
    }
    fault("en", &["enrollm", "program ", "program.", "program’", "rate plan"]);
    fault("en-US", &["enrolment", "programme", "tariff"]);
}

#[test]
fn a_count_takes_the_form_of_its_category() {
    assert_eq!(Plain.plural(MessageId::TryAgainIn, 1), "Try again in 1 second");
    assert_eq!(Plain.plural(MessageId::TryAgainIn, 0), "Try again in 0 seconds");
    assert_eq!(Plain.plural(MessageId::TryAgainIn, 12), "Try again in 12 seconds");
}

#[test]
fn a_category_without_a_form_takes_the_last_one() {
    assert_eq!(Counting("many", "one:{0} day|other:{0} days").plural(MessageId::TryAgainIn, 1), "1 days");
    assert_eq!(Counting("two", "one:{0}|two:a pair|other:{0}").plural(MessageId::TryAgainIn, 2), "a pair");
}

/// A language with one plural category and one message.
struct Counting(&'static str, &'static str);

impl Locale for Counting {
    fn text(&self, _text: MessageId) -> &'static str {
        self.1
    }

    fn category(&self, _count: u32) -> String {
        self.0.to_owned()
    }

    fn money(&self, amount: Decimal, currency: &str) -> String {
        Plain.money(amount, currency)
    }

    fn percent(&self, share: Decimal) -> String {
        Plain.percent(share)
    }

    fn number(&self, value: Decimal, decimals: u8) -> String {
        Plain.number(value, decimals)
    }

    fn date(&self, date: NaiveDate, style: DateStyle) -> String {
        Plain.date(date, style)
    }

    fn time(&self, time: NaiveDateTime) -> String {
        Plain.time(time)
    }

    fn clock(&self, instant: i64) -> String {
        Plain.clock(instant)
    }
}
