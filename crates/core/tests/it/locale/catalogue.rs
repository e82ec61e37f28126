//! The catalogue's files: complete in every language, with the forms that its plural rules ask for.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::{Map, Value};
use std::{collections::BTreeMap, fs, path::Path};
use support::plain::Plain;
use vpp_core::domain::Decimal;
use vpp_core::locale::{DateStyle, Locale, MessageId};

/// The categories that CLDR has for cardinal numbers in each language, in its order.
const CATEGORIES: &[(&str, &[&str])] = &[
    ("ar", &["zero", "one", "two", "few", "many", "other"]),
    ("de", &["one", "other"]),
    ("en", &["one", "other"]),
    ("es", &["one", "many", "other"]),
    ("fr", &["one", "many", "other"]),
    ("nl", &["one", "other"]),
];

/// The messages of every language, by the file's name without its ending.
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

/// The forms of a text that counts, each with its category.
fn forms(text: &str) -> Option<Vec<(&str, &str)>> {
    text.contains("|other:").then(|| text.split('|').map(|form| form.split_once(':').unwrap_or(("", form))).collect())
}

fn places(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap()).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Everything that is wrong with a language's texts, compared with English.
fn faults(language: &str, texts: &Map<String, Value>, english: &Map<String, Value>) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, text) in texts {
        let (text, model) = (text.as_str().unwrap(), english[name].as_str().unwrap());
        let mut fault = |what: &str| faults.push(format!("{language} {name}: {what}"));
        if text.trim() != text || text.is_empty() {
            fault("empty, or with space around it");
        }
        match (forms(text), forms(model)) {
            (Some(forms), Some(_)) => {
                let names: Vec<&str> = forms.iter().map(|(name, _)| *name).collect();
                if names != categories(language) {
                    fault(&format!("has the forms {names:?}"));
                }
                // A category of a single number may say it in words, as Arabic does.
                let in_words = |form: &str| names.contains(&"two") && ["zero", "one", "two"].contains(&form);
                for (form, text) in &forms {
                    if text.is_empty() || !(places(text) == ["0"] || in_words(form) && places(text).is_empty()) {
                        fault(&format!("the form for {form} needs {{0}} and nothing else"));
                    }
                }
            }
            (None, None) if text.contains('|') => fault("looks as if it had forms"),
            (None, None) if places(text) != places(model) => fault("has other place holders than English"),
            (None, None) => {}
            (Some(_), None) => fault("has forms, but not in English"),
            (None, Some(_)) => fault("needs forms"),
        }
    }
    faults
}

#[test]
fn every_language_has_the_forms_and_place_holders_of_each_message() {
    let languages = languages();
    assert!(languages.len() >= CATEGORIES.len());
    let english = &languages["en"];
    assert!(english.values().filter_map(|text| forms(text.as_str().unwrap())).count() > 0);
    let found: Vec<String> = languages.iter().flat_map(|(name, texts)| faults(name, texts, english)).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_language_is_held_to_the_catalogue_and_offered() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let html = fs::read_to_string(root.join("index.html")).unwrap();
    let code = fs::read_to_string(root.join("src/locale/text.rs")).unwrap();
    let (_, held) = code.split_once("\nheld! {").unwrap();
    let held = held.split('}').next().unwrap();
    for language in languages().keys() {
        assert!(held.contains(&format!("\"{language}.json\"")), "{language} is not held to the catalogue");
        let copied = format!("rel=\"copy-file\" href=\"src/locale/{language}.json\"");
        assert_eq!(html.matches(&copied).count(), 1, "{language} is not copied");
        let link = format!(" href=\"./{language}.json\"");
        let link = html.lines().find(|line| line.contains("data-messages") && line.contains(&link));
        let link = link.unwrap_or_else(|| panic!("{language} is not offered"));
        assert!(link.contains(" title=\""), "{language} has no name of its own");
        let base = language.split('-').next().unwrap();
        assert!(link.contains(&format!(" hreflang=\"{base}")), "{language} has another tag");
        assert_eq!(link.contains("data-dir=\"rtl\""), base == "ar", "{language} runs the wrong way");
    }
    // British English is for everybody whose language is not there.
    let first = html.lines().find(|line| line.contains("data-messages")).unwrap();
    assert!(first.contains("hreflang=\"en-GB\"") && first.contains("\"./en.json\""));
}

#[test]
fn what_is_wrong_with_a_language_is_found() {
    let texts = |texts: &[&str]| -> Map<String, Value> {
        let named = texts.iter().enumerate().map(|(index, text)| (format!("MessageId{index}"), (*text).into()));
        named.collect()
    };
    let english = texts(&["one:{0} day|other:{0} days", "by {0}"]);
    let ok = |language: &str, text: &str, with: &str| faults(language, &texts(&[text, with]), &english).is_empty();
    assert!(ok("de", "one:{0} Tag|other:{0} Tage", "von {0}"));
    assert!(ok("ar", "zero:-|one:-|two:-|few:{0}|many:{0}|other:{0}", "{0}"));
    for wrong in ["one:{0} Tag|other:Tage", "one:Tag|other:{0} Tage", "other:{0}|one:{0}", "|other:{0} Tage", "{0}"] {
        assert!(!ok("de", wrong, "von {0}"), "{wrong}");
    }
    assert!(!ok("fr", "one:{0} jour|other:{0} jours", "par {0}"), "a category is missing");
    assert!(!ok("de", "one:{0} Tag|many:{0}|other:{0} Tage", "von {0}"), "a category too many");
    assert!(!ok("ar", "zero:-|one:-|two:-|few:-|many:{0}|other:{0}", "{0}"), "few are several numbers");
    for wrong in ["von", "von {1}", "von {0} {1}", "one:{0}|other:{0}", "", " von {0}"] {
        assert!(!ok("de", "one:{0} Tag|other:{0} Tage", wrong), "{wrong}");
    }
}

#[test]
fn nothing_is_left_in_english() {
    let languages = languages();
    let english = &languages["en"];
    // Words that are the same in both languages, and the sign of the unit.
    let same: &[(&str, &[&str])] = &[
        ("de", &["Kwh", "ByProvider"]),
        ("es", &["Kwh", "Total"]),
        ("fr", &["Kwh", "Total", "Participation", "Active"]),
        ("nl", &["Kwh", "PerKwh"]),
        ("ar", &[]),
    ];
    for (language, allowed) in same {
        let is_same = |(name, text): &(&String, &Value)| english[*name] == **text && !allowed.contains(&name.as_str());
        let left: Vec<_> = languages[*language].iter().filter(is_same).collect();
        assert!(left.is_empty(), "{language}: {left:?}");
    }
}

#[test]
fn a_count_gets_the_form_of_its_category() {
    assert_eq!(Plain.plural(MessageId::TryAgainIn, 1), "Try again in 1 second");
    assert_eq!(Plain.plural(MessageId::TryAgainIn, 0), "Try again in 0 seconds");
    assert_eq!(Plain.plural(MessageId::TryAgainIn, 12), "Try again in 12 seconds");
}

#[test]
fn a_category_without_a_form_gets_the_last_one() {
    assert_eq!(Counting("many", "one:{0} day|other:{0} days").plural(MessageId::TryAgainIn, 1), "1 days");
    assert_eq!(Counting("two", "one:{0}|two:a pair|other:{0}").plural(MessageId::TryAgainIn, 2), "a pair");
}

/// A language of one category and one text.
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

    fn difference(&self, amount: Decimal, currency: &str) -> String {
        Plain.difference(amount, currency)
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
}
