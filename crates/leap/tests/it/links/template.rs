//! A partner's link without a customer has the rules of links.

use super::any::any_link;
use crate::support::{cases, parse, reference, utility};
use leap::link::{Flow, Link, LinkTemplate};
use leap::utility::{BUILT_IN, BuiltIn, Utilities};
use proptest::prelude::*;
use proptest::sample;

#[test]
fn the_page_has_the_utilities_of_the_data_file() {
    let file: Vec<BuiltIn> = Utilities::built_in()
        .iter()
        .map(|utility| {
            let known = BUILT_IN.iter().find(|known| known.id == utility.id()).unwrap();
            assert_eq!(known.label, utility.label());
            BuiltIn {
                region: utility.region(),
                is_direct: utility.is_direct(),
                is_staging: utility.is_staging(),
                ..*known
            }
        })
        .collect();
    assert_eq!(file, BUILT_IN);
}

#[test]
fn an_address_of_leaps_takes_utility_and_reference() {
    for (address, utilities, written) in [
        ("https://www.addleap.com/O/pge/getting-started", "", "https://www.addleap.com/O/pge/getting-started?refId=R1"),
        (
            "https://www.addleap.com/O/pge/getting-started/",
            "sce",
            "https://www.addleap.com/O/sce/getting-started?refId=R1",
        ),
        (
            "https://addleap.com/O/pge/getting-started",
            "sdge sce",
            "https://addleap.com/O/sdge/getting-started?refId=R1",
        ),
        (
            "https://staging.addleap.com/O/staging-test-utility-caiso/getting-started",
            "staging-test-utility-nyiso",
            "https://staging.addleap.com/O/staging-test-utility-nyiso/getting-started?refId=R1",
        ),
        ("https://onboarding.leap.energy/O/t", "", "https://onboarding.leap.energy/O/t/?refId=R1"),
        (
            "https://onboarding.leap.energy/O/t/",
            "sce",
            "https://onboarding.leap.energy/O/t/?requestedUtilities=sce&refId=R1",
        ),
        (
            "https://onboarding.leap.energy/O/t/?",
            "oru-utilityapi psegli-utilityapi",
            "https://onboarding.leap.energy/O/t/?requestedUtilities=oru-utilityapi&refId=R1",
        ),
        (
            "https://connect.leap.energy?transmissionRegion=PJM&variant=COMMERCIAL_AGREEMENTS_ONLY&account=O",
            "",
            "https://connect.leap.energy?transmissionRegion=PJM&variant=COMMERCIAL_AGREEMENTS_ONLY&account=O&refId=R1",
        ),
        (
            "https://connect.leap.energy/?account=O&transmissionRegion=CAISO",
            "",
            "https://connect.leap.energy?account=O&transmissionRegion=CAISO&refId=R1",
        ),
        (
            "http://localhost:8080/O/staging-test-utility-caiso/getting-started",
            "pge",
            "http://localhost:8080/O/pge/getting-started?refId=R1",
        ),
        ("http://127.0.0.1:9/O/t", "pge", "http://127.0.0.1:9/O/t/?requestedUtilities=pge&refId=R1"),
    ] {
        let template = LinkTemplate::parse(address).unwrap_or_else(|| panic!("{address}"));
        let first = template.utilities(utilities).unwrap_or_else(|| panic!("{utilities}")).first().copied();
        assert_eq!(template.address(first, &reference("R1")), written);
    }
}

#[test]
fn other_addresses_and_utilities_are_refused() {
    for address in [
        "",
        "https://",
        "/O/t/",
        "//onboarding.leap.energy/O/t/",
        "http://onboarding.leap.energy/O/t/",
        "https:/onboarding.leap.energy/O/t/",
        "https://onboarding.leap.energy:8443/O/t/",
        "https://user@onboarding.leap.energy/O/t/",
        "https://onboarding.leap.energy.evil.example/O/t/",
        "https://evil.example/O/pge/getting-started",
        "https://localhost.evil.example/O/t/",
        "http://localhost:80@evil.example/O/t/",
        "http://localhost:..8080/O/t/",
        "http://localhost:/O/t/",
        "http://localhosts/O/t/",
        "http://127.0.0.1\\@evil.example/O/t/",
        "javascript://localhost/O/t/",
        // With a reference, or with parameters of others.
        "https://onboarding.leap.energy/O/t/?refId=R1",
        "https://www.addleap.com/O/pge/getting-started?refId=R1",
        "https://connect.leap.energy?transmissionRegion=PJM&account=O&refId=R1",
        "https://onboarding.leap.energy/O/t/?utm_source=x",
        "https://onboarding.leap.energy/O/t/?requestedUtilities=pge",
        "https://onboarding.leap.energy/O/t/#top",
        // Not what Leap knows.
        "https://onboarding.leap.energy/O/",
        "https://onboarding.leap.energy/O/t/more",
        "https://onboarding.leap.energy/../t/",
        "https://onboarding.leap.energy/a b/t/",
        "https://onboarding.leap.energy/O%20/t/",
        "https://www.addleap.com/O/oru-utilityapi/getting-started",
        "https://www.addleap.com/O/staging-test-utility-caiso/getting-started",
        "https://staging.addleap.com/O/pge/getting-started",
        "https://www.addleap.com/O/pge/start",
        "https://www.addleap.com/O/pge/getting-started/more",
        "https://connect.leap.energy?transmissionRegion=CAISO",
        "https://connect.leap.energy?account=O",
        "https://connect.leap.energy?transmissionRegion=caiso&account=O",
        "https://connect.leap.energy?transmissionRegion=SERC&account=O",
        "https://connect.leap.energy?transmissionRegion=CAISO&account=O&account=P",
        "https://connect.leap.energy?transmissionRegion=CAISO&account=O&variant=NONE",
        "https://connect.leap.energy?transmissionRegion=CAISO&account=O&variant=RESIDENTIAL_AGREEMENTS_ONLY",
    ] {
        assert_eq!(LinkTemplate::parse(address), None, "{address}");
    }
    for (address, utilities) in [
        ("https://www.addleap.com/O/pge/getting-started", "oru-utilityapi"),
        ("https://www.addleap.com/O/pge/getting-started", "staging-test-utility-caiso"),
        ("https://www.addleap.com/O/pge/getting-started", "pge pge"),
        ("https://www.addleap.com/O/pge/getting-started", "pge,sce"),
        ("https://onboarding.leap.energy/O/t/", "pge oru-utilityapi"),
        ("https://onboarding.leap.energy/O/t/", "staging-test-utility-caiso"),
        ("https://onboarding.leap.energy/O/t/", "PGE"),
        ("https://connect.leap.energy?transmissionRegion=CAISO&account=O", "pge"),
    ] {
        assert_eq!(LinkTemplate::parse(address).unwrap().utilities(utilities), None, "{address} {utilities}");
    }
}

/// The link without a customer's part, if there is one.
fn bare(link: &Link) -> Option<Link> {
    let bare = match link.flow().clone() {
        Flow::Direct { org, utility } => Link::direct(org, utility, None).ok()?,
        Flow::Connect { org, title, .. } => Link::connect(org, title),
        Flow::Connect2025 { account, region, variant } => Link::connect_2025(account, region, variant).ok()?,
    };
    (!link.to_string().contains("[::1]")).then(|| link.stand_in().cloned().into_iter().fold(bare, Link::on))
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn every_link_is_made_of_its_own_template(link in any_link(), text in "[A-Za-z0-9._~-]{1,50}", id in sample::select(BUILT_IN.map(|known| known.id).to_vec())) {
        let Some(bare) = bare(&link) else { return Ok(()) };
        let template = LinkTemplate::parse(&bare.to_string());
        prop_assert!(template.is_some(), "{}", bare);
        let template = template.unwrap();
        prop_assert_eq!(template.address(None, &reference(&text)), bare.clone().with_reference(reference(&text)).to_string());
        // The same utilities are possible, and lead to the same address.
        let chosen = match bare.flow().clone() {
            Flow::Direct { org, .. } => Link::direct(org, utility(id), None).ok(),
            Flow::Connect { .. } => bare.clone().with_utilities(vec![utility(id)]).ok(),
            Flow::Connect2025 { .. } => None,
        };
        let chosen = chosen.map(|chosen| bare.stand_in().cloned().into_iter().fold(chosen, Link::on));
        // The direct flow has a host for each environment, and a page stays in its own.
        let origin = |link: &Link| link.to_string().split('/').take(3).collect::<String>();
        let expected = chosen.filter(|chosen| origin(chosen) == origin(&bare)).map(|chosen| chosen.with_reference(reference(&text)).to_string());
        let made = template.utilities(id).map(|known| template.address(known.first().copied(), &reference(&text)));
        prop_assert_eq!(made, expected);
    }

    #[test]
    fn what_is_taken_for_leaps_is_a_link_without_a_customer(link in any_link(), at in 0_usize..120, with in sample::select(vec!["", "/", "?", "#", "&", "=", "%20", "..", ":", "@", "a", "A", " ", "refId=R1", "&refId=R1", "\\", "é"])) {
        let mut address = link.to_string();
        let at = at.min(address.len());
        address.insert_str(at, with);
        if LinkTemplate::parse(&address).is_some() {
            let parsed = parse(&address);
            prop_assert!(parsed.is_ok(), "{}", address);
            let parsed = parsed.unwrap();
            prop_assert_eq!((parsed.link.reference(), parsed.foreign.len()), (None, 0), "{}", address);
        }
    }
}
