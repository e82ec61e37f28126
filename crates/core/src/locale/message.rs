//! The message catalogue: the name of every text that the page shows.
//!
//! The texts themselves are in one JSON file for each language, which the loader fetches while the page starts, so that
//! nobody pays for a language of others. Names and files are held together when the page is compiled.

/// Declares the messages, in the order in which they stand in the languages' files.
macro_rules! catalogue {
    ($($name:ident)*) => {
        /// A message. In its text `{0}` stands for a name or a number that is filled in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the English text documents the message")]
        pub enum MessageId { $($name,)* }

        const NAMES: &[&str] = &[$(stringify!($name),)*];
    };
}

catalogue! {
    PageTitle Loading Updating Back Close TestMode TestModeMeaning LearnMore OpensNewTab ByProvider Overview
    Settings YourProvider YourProviderFirst

    Earned Balance NoEarningsYet NoEarningsYetMeaning NoEarnings NoEarningsMeaning NoFigures NoFiguresMeaning
    EnergyDispatched DispatchDays DispatchHours DispatchMonths Kwh PerKwh SumDiffers Restated

    ReportingPeriod Day Month Year Previous Next ChoosePeriod PreviousYear NextYear ChooseDay OpenDay OpenMonth
    NoDispatchIn NoDispatchYetIn NoDispatchInMeaning LastWithDispatch

    ChartName ChartNameEnergy ChartSummaryNone ChartKeys ChooseBar ShareOfTotal Today ShowInChart MeasureEarnings
    MeasureEnergy

    AtAGlance BestDay BestHour BestMonth PerDispatchDay PerDispatchHour PerDispatchMonth AveragePerKwh ComparedWith
    SoFarComparedWith CountDays CountHours CountMonths

    ShowTable HideTable ExportCsv TableCaption ColumnDay ColumnHour ColumnMonth ColumnEarnings ColumnEnergy NoDispatch
    StillToCome Total

    Participation NotEnrolled NotEnrolledMeaning Enrolling EnrollingMeaning Active ActiveMeaning Suspended
    SuspendedMeaning SuspendedEarnings Unenrolling UnenrollingMeaning Unenrolled UnenrolledMeaning Failed
    FailedMeaning UnknownState UnknownStateMeaning

    Tariff TariffConnected TariffConnectedMeaning TariffMissing TariffMissingMeaning ConnectTariff
    Payments PaymentsMeaning ManagePayments ParticipationSetting ThisProgramme ManageParticipation NothingToManage
    Language LanguageMeaning

    Leaving LeavingMeaning Continue Complete CompleteMeaning CompleteNowhere GoBack

    ElsewhereTitle ElsewhereTariff ElsewherePayments ElsewhereParticipation ElsewhereBack ElsewhereStart
    BackToEarnings

    TryAgain TryAgainIn StartAgain NotCurrent RequestId

    Offline OfflineMeaning Timeout TimeoutMeaning Ended EndedMeaning Refused RefusedMeaning Unreadable
    UnreadableMeaning Server ServerMeaning RateLimit RateLimitMeaning NoToken NoTokenMeaning Configuration
    ConfigurationMeaning

    // The last ones are for src/loader.js, which shows them when the page itself cannot.
    Broken BrokenMeaning BrokenRemedy LoadAgain
}

/// The English texts; in the page they come by the loader like all others.
#[cfg(not(target_arch = "wasm32"))]
const ENGLISH: &str = include_str!("en.json");

/// Holds a language's file to the catalogue when the page is compiled.
macro_rules! held {
    ($($file:literal)*) => {
        $(const _: () =
            assert!(holds_the_catalogue(include_str!($file)), concat!($file, " must have the catalogue's messages in order"));)*
    };
}

held! { "en.json" "en-US.json" "ar.json" "de.json" "es.json" "fr.json" "nl.json" }

/// Whether the file has exactly the catalogue's messages, in their order. No text holds a quotation mark of JSON's.
const fn holds_the_catalogue(file: &str) -> bool {
    let file = file.as_bytes();
    let (mut at, mut message) = (0, 0);
    while message < NAMES.len() {
        let name = NAMES[message].as_bytes();
        at = behind_quote(file, at);
        let mut letter = 0;
        while letter < name.len() {
            if at + letter >= file.len() || file[at + letter] != name[letter] {
                return false;
            }
            letter += 1;
        }
        at += letter;
        if at >= file.len() || file[at] != b'"' {
            return false;
        }
        // Behind the name's end, the text's beginning and its end.
        at = behind_quote(file, behind_quote(file, at + 1));
        message += 1;
    }
    behind_quote(file, at) == file.len()
}

const fn behind_quote(file: &[u8], mut at: usize) -> usize {
    while at < file.len() && file[at] != b'"' {
        at += 1;
    }
    if at < file.len() { at + 1 } else { at }
}

impl MessageId {
    /// The text in English.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn english(self) -> &'static str {
        // Between quotation marks stand names and texts in turn.
        ENGLISH.split('"').nth(4 * self as usize + 3).unwrap_or_default()
    }
}
