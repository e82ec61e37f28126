//! The way to Leap: who is offered it, where it leads, and who comes back.

use crate::support::page::Page;
use vpp_core::domain::{Joining, Participation, ProblemKind};
use vpp_core::settings::{LeapSettings, Settings};
use vpp_core::state::Msg;
use vpp_core::view_model::{JoiningView, RemedyView};

const DIRECT: &str = "https://www.addleap.com/Acme/pge/getting-started";
const CONNECT: &str = "https://onboarding.leap.energy/Acme/ca/";
const CONNECT_2025: &str = "https://connect.leap.energy?transmissionRegion=CAISO&account=Acme";

fn leap(link: &str, utilities: &str) -> Option<LeapSettings> {
    let metas = [("vpp:connect-url", "/connect"), ("vpp:leap-utilities", utilities), ("vpp:leap-link", link)];
    Settings::read(metas.map(|(name, content)| (name.to_owned(), content.to_owned()))).unwrap().leap
}

fn known(reference: &str) -> Joining {
    Joining { reference: Joining::reference(reference, None), ..Joining::default() }
}

fn in_state(state: &str, leap: Option<LeapSettings>, joining: Joining) -> Page {
    let mut page = Page::with(|summary| summary.programme.participation = Participation::parse(state));
    page.leap = leap;
    page.send(Msg::JoiningKnown(joining));
    page
}

fn offered(state: &str, joining: Joining) -> Option<JoiningView> {
    in_state(state, leap(DIRECT, ""), joining).summary().joining
}

fn ways(link: &str, utilities: &str, joining: Joining) -> Vec<(&'static str, String)> {
    let view = in_state("NOT_ENROLLED", leap(link, utilities), joining).summary().joining.unwrap();
    view.ways.into_iter().map(|way| (way.label, way.address)).collect()
}

const OUTSIDE: [&str; 3] = ["NOT_ENROLLED", "FAILED", "UNENROLLED"];
const OTHERS: [&str; 4] = ["ACTIVE", "SUSPENDED", "UNENROLLING", "SOMETHING_NEW"];

#[test]
fn joining_is_offered_to_who_does_not_take_part_and_quietly_to_who_is_enrolling() {
    let returned = || Joining { returned: true, ..known("R-1") };
    for state in OUTSIDE {
        assert!(offered(state, known("R-1")).is_some_and(|view| !view.quiet), "{state}");
        // Authorizing again delays the utility by days.
        assert!(offered(state, returned()).is_some_and(|view| view.quiet), "{state} after a return");
    }
    for joining in [known("R-1"), returned()] {
        assert!(offered("ENROLLING", joining.clone()).is_some_and(|view| view.quiet));
        for state in OTHERS {
            assert_eq!(offered(state, joining.clone()), None, "{state}");
        }
    }
}

#[test]
fn without_a_valid_reference_or_a_link_nothing_is_offered() {
    let longest = "r".repeat(50);
    for (given, status, is_offered) in [
        ("R-1.a_b~c", None, true),
        (longest.as_str(), None, true),
        ("R-1", Some(""), true),
        ("R-1", Some("not_started"), true),
        ("R-1", Some("connected"), false),
        ("R-1", Some("COMPLETED"), false),
        ("R-1", Some(" connected "), false),
        ("", None, false),
        ("R 1", None, false),
        ("R/1", None, false),
        ("R-é", None, false),
        (&*format!("{longest}r"), None, false),
    ] {
        let joining = Joining { reference: Joining::reference(given, status), ..Joining::default() };
        assert_eq!(offered("NOT_ENROLLED", joining).is_some(), is_offered, "{given:?} {status:?}");
    }
    assert_eq!(in_state("NOT_ENROLLED", None, known("R-1")).summary().joining, None);
}

#[test]
fn one_link_or_one_for_each_utility_leads_to_leap() {
    let one = |address: &str| vec![("Connect your utility", address.to_owned())];
    for (link, utilities, expected) in [
        (DIRECT, "", one("https://www.addleap.com/Acme/pge/getting-started?refId=R-1")),
        (DIRECT, "sce", one("https://www.addleap.com/Acme/sce/getting-started?refId=R-1")),
        (CONNECT, "", one("https://onboarding.leap.energy/Acme/ca/?refId=R-1")),
        (CONNECT, "sce", one("https://onboarding.leap.energy/Acme/ca/?requestedUtilities=sce&refId=R-1")),
        (CONNECT_2025, "", one("https://connect.leap.energy?transmissionRegion=CAISO&account=Acme&refId=R-1")),
    ] {
        assert_eq!(ways(link, utilities, known("R-1")), expected);
    }
    let several = [
        ("Pacific Gas & Electric (PG&E)", "https://onboarding.leap.energy/Acme/ca/?requestedUtilities=pge&refId=R-1"),
        (
            "San Diego Gas & Electric (SDG&E)",
            "https://onboarding.leap.energy/Acme/ca/?requestedUtilities=sdge&refId=R-1",
        ),
    ];
    assert_eq!(ways(CONNECT, "pge  sdge", known("R-1")), several.map(|(label, address)| (label, address.to_owned())));
    // Who may have finished is asked first.
    let returned = Joining { returned: true, ..known("R-1") };
    assert_eq!(ways(DIRECT, "", returned)[0].0, "Didn’t finish sharing your data? Continue");
}

#[test]
fn who_comes_back_is_thanked_and_told_what_happens_next() {
    let confirmed = || Joining { returned: true, confirmed: true, ..known("R-1") };
    for state in [OUTSIDE.as_slice(), &["ENROLLING", "SUSPENDED"]].concat() {
        let view = in_state(state, leap(DIRECT, ""), confirmed()).view();
        let banner = view.banner.unwrap();
        assert_eq!(
            (banner.title.as_str(), banner.problem, view.state),
            ("Thanks, you’re back from Leap", None, "ready")
        );
        assert!(banner.text.starts_with("If you finished there"), "{}", banner.text);
    }
    // Anyone can open such an address: a customer who takes part is not confused by it.
    assert_eq!(in_state("ACTIVE", leap(DIRECT, ""), confirmed()).view().banner, None);
    assert_eq!(in_state("ENROLLING", None, confirmed()).view().banner, None);
    // A problem is more important.
    let mut page = in_state("ENROLLING", leap(DIRECT, ""), confirmed());
    page.post(Msg::ConnectionRestored { now: page.now + 3600 });
    page.fail(ProblemKind::Ended);
    assert_eq!(page.view().banner.unwrap().problem, Some("ended"));
}

#[test]
fn without_a_session_there_is_the_way_home() {
    let confirmed = Joining { confirmed: true, ..Joining::default() };
    let mut page = Page::new();
    page.home = Some("myapp://earnings");
    page.leap = leap(DIRECT, "");
    page.send(Msg::StartFailed(vpp_core::domain::Problem::new(ProblemKind::NoToken)));
    page.send(Msg::JoiningKnown(confirmed.clone()));
    let view = page.view();
    let notice = view.notice.unwrap();
    assert_eq!((notice.title.as_str(), notice.problem, view.state), ("Thanks, you’re back from Leap", None, "ended"));
    assert!(
        notice.text.ends_with("You can close this page and go back to your energy app or your provider’s website."),
        "{}",
        notice.text
    );
    assert_eq!(notice.remedy, Some(RemedyView::Link { label: "Go back", address: "myapp://earnings".to_owned() }));
    // Without an address to go to, and without Leap.
    page.home = None;
    assert_eq!(page.view().notice.unwrap().remedy, None);
    page.leap = None;
    assert_eq!(page.view().notice.unwrap().problem, Some("no_token"));
    // Other problems are not hidden.
    let mut page = Page::opened();
    page.leap = leap(DIRECT, "");
    page.send(Msg::JoiningKnown(confirmed));
    page.fail(ProblemKind::Offline);
    assert_eq!(page.view().notice.unwrap().problem, Some("offline"));
}

#[test]
fn another_session_knows_nothing_of_the_one_before() {
    let mut page = in_state("NOT_ENROLLED", leap(DIRECT, ""), known("R-1"));
    page.post(Msg::SessionOpened { token: crate::support::token(), resume: false });
    page.answer_summary(vpp_core::domain::Summary::clone(&crate::support::documented_with(|summary| {
        summary.programme.participation = Participation::NotEnrolled;
    })));
    assert_eq!(page.summary().joining, None);
}
