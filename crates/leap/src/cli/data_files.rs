//! The data files: those of this program, or a partner's own.

use super::args::Options;
use super::failure::Failure;
use super::input;
use leap::agreements::AgreementRules;
use leap::codes::ErrorCodes;
use leap::data::DataError;
use leap::language::Language;
use leap::messages::Messages;
use leap::next_step::Policy;
use leap::utility::Utilities;
use std::collections::BTreeMap;
use std::path::Path;

/// The utilities.
pub(crate) fn utilities(options: &Options) -> Result<Utilities, Failure> {
    read_or(options.utilities.as_deref(), Utilities::parse, Utilities::built_in)
}

/// What decides about the next step.
pub(crate) fn policy(options: &Options, follow_up_elsewhere: bool) -> Result<Policy, Failure> {
    Ok(Policy {
        follow_up_elsewhere,
        codes: read_or(options.codes.as_deref(), ErrorCodes::parse, ErrorCodes::built_in)?,
        agreements: read_or(options.agreements.as_deref(), AgreementRules::parse, AgreementRules::built_in)?,
    })
}

/// The messages in all languages. A partner's file is in one, and replaces those of the language that is asked for.
pub(crate) struct AllMessages {
    by_language: BTreeMap<Language, Messages>,
    default: Language,
}

impl AllMessages {
    pub(crate) fn read(options: &Options) -> Result<Self, Failure> {
        let mut by_language: BTreeMap<_, _> =
            Language::ALL.into_iter().map(|language| (language, Messages::built_in(language))).collect();
        let default = options.language.unwrap_or_default();
        if let Some(file) = &options.messages {
            by_language.insert(default, read_or(Some(file), Messages::parse, Messages::default)?);
        }
        Ok(Self { by_language, default })
    }

    /// The messages in the language of a customer, or else in the one that is asked for.
    pub(crate) fn of(&self, language: Option<Language>) -> (Language, &Messages) {
        static NONE: std::sync::LazyLock<Messages> = std::sync::LazyLock::new(Messages::default);
        let language = language.unwrap_or(self.default);
        (language, self.by_language.get(&language).unwrap_or(&NONE))
    }
}

fn read_or<T>(
    file: Option<&Path>,
    parse: impl Fn(&str) -> Result<T, DataError>,
    built_in: impl Fn() -> T,
) -> Result<T, Failure> {
    let Some(file) = file else { return Ok(built_in()) };
    parse(&input::text(file)?).map_err(|error| Failure::Data { file: input::name(file), error })
}
