//! What the pages of the journey show.

use std::fmt::Write as _;

use axum::{http::StatusCode, response::Response};

use super::{
    html::{document, escape},
    state::AppState,
};
use crate::leap::{
    journey::{CANCELLED, Journey, Outcome},
    organisations::Organisations,
    plan::{Form, Offer},
};

/// What can happen at the log-in of a test utility.
#[derive(Clone, Copy, Debug)]
pub(super) enum Trial {
    /// It goes well.
    LoggedIn,
    /// The customer leaves.
    Cancelled,
    /// It goes wrong.
    Failed(&'static Failure),
}

/// What can go wrong at the log-in.
#[derive(Debug)]
pub(super) struct Failure {
    /// The name in the form.
    name: &'static str,
    /// The code in the Connect API. Those of Leap are not public.
    pub(super) code: &'static str,
    /// What the customer did.
    button: &'static str,
    /// What the customer is told then.
    told: &'static str,
}

const FAILURES: [Failure; 6] = [
    Failure {
        name: "wrong-login",
        code: "INVALID_CREDENTIALS",
        button: "Wrong user name or password",
        told: "The utility does not know this user name and password.",
    },
    Failure {
        name: "second-factor",
        code: "MFA_FAILED",
        button: "The code is wrong or late",
        told: "The utility sent a code, and did not get the right one back in time.",
    },
    Failure {
        name: "locked",
        code: "ACCOUNT_LOCKED",
        button: "The account is locked",
        told: "The utility has locked the account after too many tries.",
    },
    Failure {
        name: "not-registered",
        code: "INCOMPLETE_REGISTRATION",
        button: "No online account",
        told: "There is no finished online account at the utility.",
    },
    Failure {
        name: "session",
        code: "SESSION_TIMEOUT",
        button: "Idle for too long",
        told: "The session ended because nothing was done for a while.",
    },
    Failure {
        name: "outage",
        code: "UTILITY_UNAVAILABLE",
        button: "The utility does not answer",
        told: "The utility does not answer. This is not your fault; try again later.",
    },
];

impl Trial {
    /// What a form says.
    pub(super) fn parse(name: &str) -> Option<Self> {
        match name {
            "logged-in" => Some(Self::LoggedIn),
            "cancelled" => Some(Self::Cancelled),
            _ => FAILURES.iter().find(|failure| failure.name == name).map(Self::Failed),
        }
    }
}

/// The address of a page at a utility.
pub(super) fn at(journey: &Journey, utility: &Offer, page: &str) -> String {
    format!("/sandbox/journeys/{}/utilities/{}{page}", journey.number, utility.id)
}

/// The address of the choice of a utility.
pub(super) fn choice_of(journey: &Journey) -> String {
    format!("/sandbox/journeys/{}", journey.number)
}

/// The address of the form.
pub(super) fn form_of(journey: &Journey) -> String {
    format!("/sandbox/journeys/{}/form", journey.number)
}

/// The address of Leap's own page at the end.
pub(super) fn thanks_of(journey: &Journey) -> String {
    format!("/sandbox/journeys/{}/thanks", journey.number)
}

/// What is here, with links to try.
pub(super) fn index(app: &AppState) -> Response {
    let mut body = head(
        "Stand-in for Leap",
        "Leap's journey",
        "Links of all three formats lead through it. Without a reference they work, and leave no data.",
    );
    for organisation in app.organisations.iter() {
        let name = escape(&organisation.name);
        let returned = organisation.confirmation.as_ref().map_or("a page of Leap's", |address| address.as_str());
        let _ = write!(
            body,
            "<h2>{name}</h2><p>Its customers return to {}.</p><ul class=\"links\">\
             <li><a href=\"/{name}/pge/getting-started?refId=ref-1\">{name}: direct to a utility</a></li>\
             <li><a href=\"/{name}/ca-utilities/?refId=ref-1\">{name}: Leap Connect</a></li>\
             <li><a href=\"/?transmissionRegion=PJM&amp;account={name}&amp;refId=ref-1\">{name}: Leap Connect since 2025</a></li>\
             </ul>",
            escape(returned)
        );
    }
    document(StatusCode::OK, "Leap's journey", &body)
}

/// The choice of a utility.
pub(super) fn utilities(journey: &Journey) -> Response {
    let plan = &journey.plan;
    let mut body = head(
        "Stand-in for Leap Connect",
        "Choose your utility",
        &format!("{} asks to see what your meter measures.", plan.organisation),
    );
    let choice = |utility: &Offer| {
        let note = match journey.outcome(&utility.id) {
            Some(Outcome::Connected) => "Connected",
            _ if plan.is_commercial && plan.is_requested(&utility.id) => "Required",
            _ => "",
        };
        let (address, name) = (at(journey, utility, ""), escape(&utility.name));
        format!("<li><a href=\"{address}\">{name}</a><p>{note}</p></li>")
    };
    let list = |utilities: &[Offer]| {
        let choices: String = utilities.iter().map(choice).collect();
        format!("<ul class=\"scenarios\">{choices}</ul>")
    };
    match (plan.requested.is_empty(), plan.others.is_empty()) {
        (true, _) => body.push_str(&list(&plan.others)),
        (false, true) => body.push_str(&list(&plan.requested)),
        (false, false) => {
            let (requested, others) = (list(&plan.requested), list(&plan.others));
            let _ = write!(body, "{requested}<details><summary>Show all utilities</summary>{others}</details>");
        }
    }
    document(StatusCode::OK, "Choose your utility", &body)
}

/// The log-in at a utility.
pub(super) fn log_in(journey: &Journey, utility: &Offer) -> Response {
    let title = format!("Log in at {}", utility.name);
    let failures: String = FAILURES
        .iter()
        .map(|Failure { name, button, .. }| format!("<button name=\"outcome\" value=\"{name}\">{button}</button>"))
        .collect();
    let action = at(journey, utility, "");
    let body = head(
        "Stand-in for a utility",
        &title,
        "A test: it asks for no user name and no password. Choose what happens.",
    ) + &format!(
        "<form class=\"stacked\" method=\"post\" action=\"{action}\">\
         <button class=\"primary\" name=\"outcome\" value=\"logged-in\">Log in</button>\
         <button name=\"outcome\" value=\"cancelled\">Cancel</button>\
         <h2>What can go wrong</h2>{failures}</form>"
    );
    document(StatusCode::OK, &title, &body)
}

/// The decision about the data.
pub(super) fn authorize(journey: &Journey, utility: &Offer) -> Response {
    let title = "Share your meter's data?";
    let lead = format!("{} would send it to {} through Leap. A test: nothing is sent.", utility.name, {
        &journey.plan.organisation
    });
    let action = at(journey, utility, "/authorize");
    let body = head("Stand-in for a utility", title, &lead)
        + &format!(
            "<form method=\"post\" action=\"{action}\">\
             <button class=\"primary\" name=\"choice\" value=\"agree\">Agree</button>\
             <button name=\"choice\" value=\"cancel\">Cancel</button></form>"
        );
    document(StatusCode::OK, title, &body)
}

/// The end of a journey that has failed.
pub(super) fn failed(journey: &Journey, utility: &Offer, code: &str) -> Response {
    let again = format!("<p><a class=\"primary\" href=\"{}\">Try again</a></p>", at(journey, utility, ""));
    let (title, text) = if code == CANCELLED {
        ("You have cancelled", "Nothing is shared. You can close this page.")
    } else {
        let failure = FAILURES.iter().find(|failure| failure.code == code);
        ("Your utility is not connected", failure.map_or("Something went wrong.", |failure| failure.told))
    };
    let body = head("Stand-in for Leap", title, text)
        + &again
        + "<p class=\"note\">The journey ends here: Leap documents no way back to the partner when it fails.</p>";
    document(StatusCode::OK, title, &body)
}

/// A form to sign.
pub(super) fn form(journey: &Journey, form: Form) -> Response {
    let lead = format!("{} needs it before your meter can take part.", journey.plan.organisation);
    let body = head("Stand-in for Leap Connect", form.name(), &lead)
        + &format!(
            "<form method=\"post\" action=\"{}\">\
             <button class=\"primary\" name=\"choice\" value=\"sign\">Sign</button>\
             <button name=\"choice\" value=\"later\">Not now</button></form>",
            form_of(journey)
        );
    document(StatusCode::OK, form.name(), &body)
}

/// A form that was left open.
pub(super) fn not_signed() -> Response {
    ending(StatusCode::OK, "Not signed yet", "You can close this page, and sign later by the same link.")
}

/// Leap's own page for those who are done.
pub(super) fn thanks() -> Response {
    ending(StatusCode::OK, "Thank you", "Your utility shares your meter's data. You can close this page.")
}

/// The address is not one of Leap's.
pub(super) fn not_a_link(reason: &str) -> Response {
    ending(StatusCode::BAD_REQUEST, "This link does not work", &format!("It is no link of Leap's: {reason}."))
}

/// Leap knows no such organisation.
pub(super) fn unknown_organisation(name: &str, organisations: &Organisations) -> Response {
    let known: Vec<&str> = organisations.iter().map(|one| one.name.as_str()).collect();
    let text = format!("Leap knows no organisation “{name}”. The sandbox has {}.", known.join(", "));
    ending(StatusCode::NOT_FOUND, "This link does not work", &text)
}

/// There is no such journey.
pub(super) fn no_journey() -> Response {
    ending(
        StatusCode::NOT_FOUND,
        "No such journey",
        "The sandbox forgets journeys when it starts. Open the link again.",
    )
}

fn ending(status: StatusCode, title: &str, text: &str) -> Response {
    document(status, title, &head("Stand-in for Leap", title, text))
}

fn head(place: &str, title: &str, lead: &str) -> String {
    format!(
        "<header><p class=\"eyebrow\">{place}</p><h1>{}</h1><p class=\"lead\">{}</p></header>",
        escape(title),
        escape(lead)
    )
}
