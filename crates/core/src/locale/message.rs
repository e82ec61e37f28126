//! The message catalogue: an id for every text of the page.
//!
//! The texts are in a JSON file for each language. The loader fetches one while the page starts, so that no visitor downloads the
//! other languages. The files are checked against the catalogue at compile time.

/// Declares the messages, in the order of the languages' files.
macro_rules! catalogue {
    ($($name:ident)*) => {
        /// A message. In its text, `{0}` is the placeholder for a name or a number.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the English text documents the message")]
        pub enum MessageId { $($name,)* }

        const NAMES: &[&str] = &[$(stringify!($name),)*];
    };
}

catalogue! {
    PageTitle Loading Updating Back Close TestMode LearnMore OpensNewTab Overview Settings YourProvider
    YourProviderFirst

    Earned Balance NoEarningsYet NoEarningsYetMeaning NoFigures NoFiguresMeaning EnergyDispatched DispatchDays
    DispatchHours DispatchMonths Named Kwh PerKwh SumDiffers Incomplete TimesInUtc Restated Updated Refresh

    ReportingPeriod Day Month Year PreviousDay NextDay PreviousMonth NextMonth PreviousYear NextYear ChoosePeriod
    ChooseDay ShowDay OpenDay OpenMonth NoDispatchIn NoDispatchYetIn NoDispatchActive NoDispatchEnrolling
    NoDispatchSuspended NoDispatchUnenrolled LastWithDispatch SamePeriod SamePeriodMeaning

    ChartName ChartNameEnergy ChartSummaryNone ChartKeys ShareOfTotal Today ShowInChart MeasureEarnings MeasureEnergy

    AtAGlance BestDay BestHour BestMonth PerDispatchDay PerDispatchHour PerDispatchMonth AveragePerKwh CountDays
    CountHours CountMonths EarnedSoFar DaysToGo LastEvent Paid Charged LargestCharge LessThanBy MoreThanBy LessThanIn
    MoreThanIn AsMuchAsBy AsMuchAsIn EventsOnWeekends EventsBetween SeeAllOf NewestFirst ShowAll ShowFewer

    TableOfDays TableOfHours TableOfMonths HideTable ExportCsv TableCaption ColumnDay ColumnHour ColumnMonth
    ColumnEarnings ColumnEnergy NoDispatch StillToCome NotKnownYet NotKnown Total

    Status NotEnrolled NotEnrolledMeaning NotEnrolledShort Enrolling EnrollingMeaning EnrollingShort Active
    ActiveMeaning Suspended SuspendedMeaning SuspendedEarnings SuspendedTitle SuspendedShort Unenrolling
    UnenrollingMeaning UnenrollingShort Unenrolled UnenrolledMeaning UnenrolledShort Failed FailedWord FailedMeaning FailedShort
    UnknownState UnknownStateMeaning UnknownStateShort

    JoinTitle JoinSignIn JoinAgree JoinReturn JoinChoose JoinStart NotFinished BackFromLeap BackFromLeapMeaning
    BackFromLeapNowhere

    Tariff TariffConnected TariffMissing ConnectTariff Payments Participation ManageParticipation NothingToManage
    Language

    Leaving LeavingMeaning Continue Complete CompleteMeaning CompleteNowhere GoBack

    ElsewhereTitle ElsewhereTariff ElsewherePayments ElsewhereParticipation ElsewhereBack ElsewhereStart
    BackToEarnings

    TryAgain TryAgainIn StartAgain CouldNotLoad NotCurrent RequestId Copy PrintedOn

    Offline OfflineMeaning Timeout TimeoutMeaning Ended EndedMeaning Refused RefusedMeaning Unreadable
    UnreadableMeaning Server ServerMeaning RateLimit RateLimitMeaning NoToken NoTokenMeaning Configuration
    ConfigurationMeaning

    // These are for src/loader/loader.js, which shows them if the page itself cannot.
    Broken BrokenMeaning BrokenRemedy LoadAgain
}

/// The English texts. In the browser the loader brings them, as it does all others.
#[cfg(not(target_arch = "wasm32"))]
const ENGLISH: &str = include_str!("en.json");

/// Checks the languages' files against the catalogue at compile time.
macro_rules! check_files {
    ($($file:literal)*) => {
        $(const _: () =
            assert!(has_all_messages(include_str!($file)), concat!($file, " must have the catalogue's messages in order"));)*
    };
}

check_files! { "en.json" "en-US.json" "ar.json" "de.json" "es.json" "fr.json" "nl.json" }

/// Whether the file has exactly the catalogue's messages, in their order. No text may contain a quotation mark.
const fn has_all_messages(file: &str) -> bool {
    let file = file.as_bytes();
    let (mut at, mut message) = (0, 0);
    while message < NAMES.len() {
        let name = NAMES[message].as_bytes();
        at = after_quote(file, at);
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
        // After the name: the quotes at the start and the end of the text.
        at = after_quote(file, after_quote(file, at + 1));
        message += 1;
    }
    after_quote(file, at) == file.len()
}

const fn after_quote(file: &[u8], mut at: usize) -> usize {
    while at < file.len() && file[at] != b'"' {
        at += 1;
    }
    if at < file.len() { at + 1 } else { at }
}

impl MessageId {
    /// The text in English.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn english(self) -> &'static str {
        // Between the quotation marks are names and texts in turn.
        ENGLISH.split('"').nth(4 * self as usize + 3).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_needs_exactly_the_messages_of_the_catalogue_in_order() {
        let file = |names: &[&str]| {
            let entries: Vec<String> = names.iter().map(|name| format!("  \"{name}\": \"text\"")).collect();
            format!("{{\n{}\n}}\n", entries.join(",\n"))
        };
        assert!(has_all_messages(&file(NAMES)) && has_all_messages(ENGLISH));
        let last = NAMES.len() - 1;
        assert!(!has_all_messages(&file(&NAMES[1..])) && !has_all_messages(&file(&NAMES[..last])));
        assert!(!has_all_messages(&file(&[NAMES, &["More"]].concat())));
        let mut swapped = NAMES.to_vec();
        swapped.swap(3, 4);
        assert!(!has_all_messages(&file(&swapped)));
        for wrong in ["PageTitl", "PageTitles", "pageTitle", ""] {
            let mut renamed = NAMES.to_vec();
            renamed[0] = wrong;
            assert!(!has_all_messages(&file(&renamed)), "{wrong}");
        }
        assert!(!has_all_messages("") && !has_all_messages("{}"));
        assert!(!has_all_messages(&ENGLISH[..ENGLISH.len() - 40]));
    }

    #[test]
    fn each_message_has_its_english_text() {
        assert_eq!(MessageId::PageTitle.english(), "Your earnings");
        assert_eq!(MessageId::LoadAgain.english(), "Load the page again");
        assert_eq!((MessageId::Back.english(), MessageId::Close.english()), ("Back", "Close"));
    }
}
