//! The message catalogue: every word that the page shows.

/// Declares the messages once, as a variant and its English text, so that a missing one cannot compile.
macro_rules! catalogue {
    ($($(#[$doc:meta])* $name:ident => $english:literal,)*) => {
        /// A message. `{0}` stands for a name or a number that is filled in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the English text documents the message")]
        pub enum Text { $($(#[$doc])* $name,)* }

        impl Text {
            /// The text in English.
            pub const fn english(self) -> &'static str {
                match self { $(Self::$name => $english,)* }
            }
        }
    };
}

catalogue! {
    PageTitle => "Your earnings",
    Loading => "Loading your earnings",
    Updating => "Updating",
    Back => "Back",
    Close => "Close",
    TestMode => "Test mode",
    TestModeMeaning => "These figures are examples, not real earnings.",
    LearnMore => "About this programme",
    OpensNewTab => "opens in a new tab",
    ByProvider => "by {0}",
    Overview => "Overview",
    Settings => "Settings",
    YourProvider => "your provider",
    YourProviderFirst => "Your provider",

    Earned => "You earned",
    NoEarningsYet => "No earnings yet",
    NoEarningsYetMeaning => "Your earnings appear here after your first dispatch.",
    EnergyDispatched => "Energy dispatched",
    DispatchDays => "Days with dispatch",
    DispatchHours => "Hours with dispatch",
    DispatchMonths => "Months with dispatch",
    Kwh => "{0} kWh",
    NothingDispatched => "Nothing was dispatched in this period.",

    ReportingPeriod => "Reporting period",
    Day => "Day",
    Month => "Month",
    Year => "Year",
    Previous => "Previous period",
    Next => "Next period",

    ChartName => "Earnings, {0}",
    ChartSummaryNone => "Nothing was dispatched.",
    ShowTable => "Show as table",
    HideTable => "Hide table",
    TableCaption => "Earnings and energy, {0}",
    ColumnDay => "Day",
    ColumnHour => "Hour",
    ColumnMonth => "Month",
    ColumnEarnings => "Earnings",
    ColumnEnergy => "Energy",
    NoDispatch => "No dispatch",
    StillToCome => "Still to come",
    Total => "Total",

    Participation => "Participation",
    NotEnrolled => "Not enrolled",
    NotEnrolledMeaning => "You have not joined this programme. Once you do, your earnings appear here.",
    Enrolling => "Enrolling",
    EnrollingMeaning => "Your enrolment is being processed. There is nothing you need to do; earnings appear here after your first dispatch.",
    Active => "Active",
    ActiveMeaning => "You are taking part. Earnings are added here after each dispatch.",
    Suspended => "Suspended",
    SuspendedMeaning => "You are enrolled, but your participation is paused. No new earnings are expected until {0} resumes it.",
    Unenrolling => "Leaving",
    UnenrollingMeaning => "Your request to leave is being processed. Earnings from your last days may still be added.",
    Unenrolled => "Left",
    UnenrolledMeaning => "You have left this programme. No new earnings are added; past periods stay here to look up.",
    Failed => "Enrolment failed",
    FailedMeaning => "Your enrolment did not succeed. {0} can tell you why and what to do next.",
    UnknownState => "See your provider",
    UnknownStateMeaning => "{0} reports a status that this page has no explanation for. Please ask them what it means for you.",

    Tariff => "Electricity tariff",
    TariffConnected => "Connected",
    TariffConnectedMeaning => "Your electricity tariff is connected.",
    TariffMissing => "Not connected",
    TariffMissingMeaning => "Connect your electricity tariff to complete your set-up.",
    TariffUnknown => "Not reported",
    ConnectTariff => "Connect your tariff",
    Payments => "Payments",
    PaymentsMeaning => "How and when your earnings are paid out.",
    ManagePayments => "Manage payments",
    ParticipationSetting => "Your participation in {0}",
    ThisProgramme => "this programme",
    ManageParticipation => "Manage participation",
    NothingToManage => "There is nothing to manage here at the moment.",

    Leaving => "One moment",
    LeavingMeaning => "You are being taken to the next step.",
    Continue => "Continue",
    Complete => "All done",
    CompleteMeaning => "You are being taken back.",
    CompleteNowhere => "You can close this page now.",
    GoBack => "Go back",

    ElsewhereTitle => "This continues elsewhere",
    ElsewhereTariff => "You were about to connect your electricity tariff. That step is not part of this page; please continue in the app or website that brought you here.",
    ElsewherePayments => "You were about to manage your payments. That step is not part of this page; please continue in the app or website that brought you here.",
    ElsewhereParticipation => "You were about to manage your participation. That step is not part of this page; please continue in the app or website that brought you here.",
    ElsewhereBack => "You were about to go back to an earlier step. That step is not part of this page; please continue in the app or website that brought you here.",
    ElsewhereStart => "There is another step before your earnings can be shown. It is not part of this page; please continue in the app or website that brought you here.",
    BackToEarnings => "Back to your earnings",

    TryAgain => "Try again",
    TryAgainIn => "Try again in {0} s",
    StartAgain => "Reload your earnings",
    NotCurrent => "What you see below may be out of date.",
    RequestId => "Reference: {0}",

    Offline => "No connection",
    OfflineMeaning => "We cannot reach the service. Check your internet connection and try again.",
    Timeout => "This is taking too long",
    TimeoutMeaning => "The service did not answer in time. Please try again.",
    Ended => "Your session has ended",
    EndedMeaning => "For your security, sessions end after a while. Open this page again from the app or website that brought you here.",
    Refused => "That did not work",
    RefusedMeaning => "The service did not accept this request. Reloading your earnings usually helps.",
    Unreadable => "We could not read the answer",
    UnreadableMeaning => "The service sent something that this page cannot show. Please try again; if it happens again, tell your provider.",
    Server => "The service has a problem",
    ServerMeaning => "Something went wrong on the service's side. It is not your fault. Please try again in a moment.",
    RateLimit => "Too many requests",
    RateLimitMeaning => "The service asks for a short pause before you try again.",
    NoToken => "Please open this page from your app",
    NoTokenMeaning => "This page shows your earnings when you open it from your energy app or your provider's website. The link you used does not contain what is needed.",
    Configuration => "This page is not set up correctly",
    ConfigurationMeaning => "Please tell whoever runs this page.",
}
