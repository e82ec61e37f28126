//! The next step once more, written from the documentation and not from the code: on plain texts, rule by rule.

/// An entry, as the API would write it.
#[derive(Clone, Debug)]
pub struct Entry {
    pub status: Option<&'static str>,
    pub utilities: Vec<Utility>,
    pub forms: Vec<&'static str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Utility {
    pub required: Option<bool>,
    pub status: Option<&'static str>,
    pub code: Option<&'static str>,
}

/// What else decides. The age is in seconds since the last activity; `None` if there is no time that can be read.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    pub class: Option<&'static str>,
    pub follow_up_elsewhere: bool,
    pub age: Option<i64>,
}

/// What is expected. Utilities and forms are named by their places; `due` is in seconds after the last activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    pub action: &'static str,
    pub who: &'static str,
    pub reason: &'static str,
    pub due: Option<i64>,
    pub then: Option<&'static str>,
    pub utilities: Vec<usize>,
    pub forms: Option<Vec<usize>>,
}

/// Codes whose class is known from the list of words, with the class.
pub const CODES: [(Option<&str>, &str); 10] = [
    (None, "unknown"),
    (Some("USER_CANCELED"), "cancelled"),
    (Some("INVALID_OTP"), "second_factor"),
    (Some("ACCOUNT_LOCKED"), "locked"),
    (Some("incomplete_registration"), "registration"),
    (Some("InvalidPassword"), "credentials"),
    (Some("SESSION_TIMEOUT"), "session"),
    (Some("UTILITY_DOWN"), "outage"),
    (Some("CLOCK_SKEW"), "unknown"),
    (Some(""), "unknown"),
];

const HOUR: i64 = 3600;

pub fn expected(entry: &Entry, setting: Setting) -> Expected {
    let (action, reason, counting) = ignoring_the_hour(entry, setting);
    let chose = entry.utilities.iter().any(|utility| matches!(utility.status, Some("CONNECTED" | "ERROR")));
    let open_forms = |entry: &Entry| {
        let is_open = |form: &&str| !["NOT_REQUIRED", "COMPLETED", "SIGNED", "ACCEPTED", "AGREED"].contains(form);
        (0..entry.forms.len()).filter(|at| entry.status != Some("COMPLETED") && is_open(&entry.forms[*at])).collect()
    };
    let is_connected = |at: &usize| entry.utilities[*at].status == Some("CONNECTED");
    let utilities = counting.iter().copied().filter(|at| action != "none" && !is_connected(at)).collect();
    let mut step = Expected {
        action,
        who: who(action, entry, &counting),
        reason,
        due: None,
        then: None,
        utilities,
        forms: chose.then(|| open_forms(entry)),
    };
    if action == "wait" {
        (step.due, step.then) = (Some(24 * HOUR), Some("review"));
    } else if action != "none" && setting.age.is_some_and(|age| age < HOUR) {
        (step.action, step.who, step.reason) = ("wait", "nobody", "recent");
        (step.due, step.then) = (Some(HOUR), Some(action));
    }
    step
}

fn ignoring_the_hour(entry: &Entry, setting: Setting) -> (&'static str, &'static str, Vec<usize>) {
    let all: Vec<usize> = (0..entry.utilities.len()).collect();
    let has = |list: &[usize], status: &str| list.iter().any(|at| entry.utilities[*at].status == Some(status));
    let required: Vec<usize> = all.iter().copied().filter(|at| entry.utilities[*at].required == Some(true)).collect();
    let requested = if required.is_empty() { all.clone() } else { required };
    let residential = setting.class == Some("residential");
    let elsewhere = residential && has(&all, "CONNECTED") && !has(&requested, "CONNECTED");
    let one_is_enough = residential && has(&requested, "CONNECTED");
    let is_connected = |at: &usize| entry.utilities[*at].status == Some("CONNECTED");
    let counting: Vec<usize> =
        if one_is_enough { requested.into_iter().filter(is_connected).collect() } else { requested };

    if entry.status == Some("COMPLETED") {
        return ("none", "completed", counting);
    }
    let Some(age) = setting.age else { return ("review", "no_time", counting) };
    match entry.status {
        Some("NOT_STARTED") => return ("resend", "not_started", counting),
        Some("PARTIAL" | "ERROR") => {}
        _ => return ("review", "unknown_status", counting),
    }
    if all.is_empty() {
        return ("review", "no_utilities", counting);
    }
    if elsewhere {
        let action = if setting.follow_up_elsewhere { "resend" } else { "connected_elsewhere" };
        return (action, "connected_elsewhere", counting);
    }
    let known = ["CONNECTED", "NOT_CONNECTED", "ERROR"];
    if counting.iter().any(|at| !entry.utilities[*at].status.is_some_and(|status| known.contains(&status))) {
        return ("review", "unknown_utility_status", counting);
    }
    if has(&counting, "ERROR") {
        return ("tailored", "failed", counting);
    }
    if has(&counting, "NOT_CONNECTED") {
        return ("resend", "not_connected", counting);
    }
    let done = ["NOT_REQUIRED", "COMPLETED", "SIGNED", "ACCEPTED", "AGREED"];
    if entry.forms.iter().any(|form| !done.contains(form)) {
        return ("complete_agreement", "form_open", counting);
    }
    if age < 24 * HOUR { ("wait", "finishing", counting) } else { ("review", "unfinished", counting) }
}

fn who(action: &str, entry: &Entry, counting: &[usize]) -> &'static str {
    let failed = counting.iter().filter(|at| entry.utilities[**at].status == Some("ERROR"));
    let mut classes = failed.map(|at| class_of(entry.utilities[*at].code));
    match action {
        "review" => "partner",
        "tailored" if classes.all(|class| class == "outage") => "utility",
        "tailored" | "resend" | "complete_agreement" => "customer",
        _ => "nobody",
    }
}

pub fn class_of(code: Option<&str>) -> &'static str {
    CODES.iter().find(|(known, _)| *known == code).map(|(_, class)| *class).expect("the code is listed")
}
