//! Customers: their links, what was given out to them, and their deletion.

use super::desk::{Desk, link, opened};
use crate::support::at;
use leap::class::CustomerClass;
use leap::language::Language;
use leap::reengagement::{Hold, Touch, time_zone};
use leap::store::{LinksWritten, StoreError, StoredLink, StoredMeter};

const T0: &str = "2026-07-01T11:00:00Z";
const T1: &str = "2026-07-02T11:00:00Z";

#[test]
fn a_link_is_read_back_as_it_was_written() {
    let mut desk = Desk::new();
    let whole = StoredLink {
        class: Some(CustomerClass::Commercial),
        language: Some(Language::AmericanEnglish),
        zone: Some(time_zone("America/Los_Angeles").unwrap()),
        utilities: vec!["pge".to_owned(), "sce".to_owned()],
        ..link("-a1", at(T0))
    };
    desk.store.put_links(&[whole.clone(), link("b", at(T0))]).unwrap();
    assert_eq!(desk.store.link("-a1").unwrap(), Some(whole));
    assert_eq!(desk.store.customers().unwrap().links.len(), 2);
}

#[test]
fn a_link_that_is_there_keeps_its_date_and_another_one_begins_anew() {
    let mut desk = Desk::new();
    let put = |desk: &mut Desk, link: StoredLink| desk.store.put_links(&[link]).unwrap();
    let written = |new, changed, same| LinksWritten { new, changed, same };
    assert_eq!(put(&mut desk, link("a", at(T0))), written(1, 0, 0));
    assert_eq!(put(&mut desk, link("a", at(T1))), written(0, 0, 1));
    let classed = StoredLink { class: Some(CustomerClass::Residential), ..link("a", at(T1)) };
    assert_eq!(put(&mut desk, classed), written(0, 1, 0));
    assert_eq!(desk.store.link("a").unwrap().unwrap().made, at(T0));
    let other = StoredLink { address: "https://onboarding.leap.energy/O/t/?refId=a".to_owned(), ..link("a", at(T1)) };
    assert_eq!(put(&mut desk, other), written(0, 1, 0));
    assert_eq!(desk.store.link("a").unwrap().unwrap().made, at(T1));
}

#[test]
fn links_are_put_all_or_none() {
    let mut desk = Desk::new();
    desk.store.forget(&["gone"], at(T0)).unwrap();
    let refused = desk.store.put_links(&[link("a", at(T0)), link("gone", at(T0))]);
    assert!(matches!(refused, Err(StoreError::Forgotten(reference)) if reference == "gone"));
    assert_eq!(desk.store.link("a").unwrap(), None);
}

#[test]
fn a_run_is_marked_whole_and_taken_back_whole() {
    let mut desk = Desk::new();
    let mark = |desk: &mut Desk, references: &[&str]| {
        let touches = references.iter().map(|one| ((*one).to_owned(), Touch::First)).collect();
        desk.store.mark_sent(at(T0), |_| Ok::<_, StoreError>(touches)).unwrap()
    };
    assert_eq!(mark(&mut desk, &[]), None);
    assert_eq!(mark(&mut desk, &["a", "b"]), Some(1));
    assert_eq!(mark(&mut desk, &["c"]), Some(2));
    assert_eq!(desk.store.undo_run(1, at(T1)).unwrap(), Some(2));
    assert_eq!((desk.store.undo_run(1, at(T1)).unwrap(), desk.store.undo_run(9, at(T1)).unwrap()), (None, None));
    let sent = desk.store.customers().unwrap().sent;
    assert_eq!(sent.keys().collect::<Vec<_>>(), ["c"]);
    assert_eq!((sent["c"].sent()[0].run, sent["c"].sent()[0].at), (2, at(T0)));
    assert_eq!(desk.store.undo_run(2, at(T1)).unwrap(), Some(1));
    assert_eq!(mark(&mut desk, &["a"]), Some(3), "numbers are not used again");
}

#[test]
fn what_fails_in_the_middle_marks_nothing() {
    let mut desk = Desk::new();
    let failed = desk.store.mark_sent(at(T0), |_| Err::<Vec<(String, Touch)>, _>(StoreError::NoPoll));
    assert!(matches!(failed, Err(StoreError::NoPoll)));
    // One customer cannot get two touches in one run.
    let twice = vec![("a".to_owned(), Touch::First), ("a".to_owned(), Touch::Second)];
    assert!(desk.store.mark_sent(at(T0), |_| Ok::<_, StoreError>(twice)).is_err());
    assert!(desk.store.customers().unwrap().sent.is_empty());
}

#[test]
fn a_later_hold_replaces_an_earlier_one() {
    let mut desk = Desk::new();
    for until in [T1, T0] {
        desk.store.put_hold(&Hold { utility: "sce".to_owned(), until: at(until) }).unwrap();
    }
    assert_eq!(desk.store.customers().unwrap().holds, [Hold { utility: "sce".to_owned(), until: at(T0) }]);
    assert_eq!((desk.store.opt_out(&["a", "b"], at(T0)).unwrap(), desk.store.opt_out(&["b"], at(T0)).unwrap()), (2, 0));
    assert_eq!(desk.store.customers().unwrap().opted_out.len(), 2);
}

fn meter(id: &str, partner: Option<&str>, references: &[&str]) -> StoredMeter {
    StoredMeter {
        id: id.to_owned(),
        partner_reference: partner.map(str::to_owned),
        connection_references: references.iter().map(|one| (*one).to_owned()).collect(),
        body: "{}".to_owned(),
        first_seen: at(T0),
        last_seen: at(T0),
    }
}

#[test]
fn meters_keep_when_they_were_first_seen_and_count_for_the_references_of_their_authorizations_first() {
    let mut desk = Desk::new();
    desk.poll(T0, &[opened("a"), opened("b")]);
    let both = [meter("m1", Some("b"), &["a"]), meter("m2", Some("b"), &["stranger"])];
    assert_eq!(desk.store.put_meters(&both[..1]).unwrap(), 1);
    let with_meters = |desk: &Desk| desk.store.customers().unwrap().with_meters;
    assert!(with_meters(&desk).contains("a") && !with_meters(&desk).contains("b"));
    assert_eq!(desk.store.put_meters(&both).unwrap(), 1);
    assert!(with_meters(&desk).contains("b"), "nobody knows the other reference");
    let later = StoredMeter { first_seen: at(T1), last_seen: at(T1), ..meter("m1", None, &["a"]) };
    desk.store.put_meters(&[later]).unwrap();
    let meters = desk.store.meters().unwrap();
    assert_eq!(
        (meters[0].first_seen, meters[0].last_seen, meters[0].partner_reference.as_deref()),
        (at(T0), at(T1), None)
    );
}

#[test]
fn who_is_forgotten_is_gone_from_everywhere_and_stays_away() {
    let mut desk = Desk::new();
    desk.store.put_links(&[link("a", at(T0)), link("b", at(T0))]).unwrap();
    desk.poll(T0, &[opened("a"), opened("b")]);
    desk.store.put_meters(&[meter("m1", Some("a"), &["a"]), meter("m2", Some("a"), &["a", "b"])]).unwrap();
    let touches = vec![("a".to_owned(), Touch::First)];
    desk.store.mark_sent(at(T0), |_| Ok::<_, StoreError>(touches)).unwrap();
    desk.store.opt_out(&["a"], at(T0)).unwrap();
    // In the middle of a poll that has the customer already.
    let poll = desk.store.begin_poll(&super::desk::all(), at(T1), &[opened("a")], Some("t")).unwrap();
    assert_eq!(desk.store.forget(&["a", "nobody"], at(T1)).unwrap(), 1);
    desk.store.append_page(poll, &[opened("a"), opened("b")], None).unwrap();
    desk.store.complete_poll(poll, at(T1), super::desk::RETENTION).unwrap();
    desk.store.put_meters(&[meter("m1", Some("a"), &["a"]), meter("m2", Some("a"), &["a", "b"])]).unwrap();
    assert_eq!(desk.entries(), [("b".to_owned(), false)]);
    let customers = desk.store.customers().unwrap();
    assert!(customers.sent.is_empty() && customers.opted_out.is_empty() && !customers.links.contains_key("a"));
    assert!(desk.store.changes("a").unwrap().is_empty());
    assert_eq!(desk.store.meters().unwrap(), [meter("m2", None, &["b"])]);
    assert_eq!(desk.store.forgotten().unwrap().into_iter().collect::<Vec<_>>(), ["a", "nobody"]);
}
