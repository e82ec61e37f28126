//! Any link, and any address.

use crate::support::{cases, parse, reference, utility};
use leap::address::percent_encoded;
use leap::confirmation::Confirmation;
use leap::link::{Link, LinkError, StandIn, Variant};
use leap::name::{FlowTitle, OrgName};
use leap::region::Region;
use proptest::prelude::*;
use proptest::{collection, option, sample};

pub(super) fn any_link() -> impl Strategy<Value = Link> {
    let name = "[A-Za-z0-9._~-]{1,100}".prop_filter("dots", |name| ![".", ".."].contains(&name.as_str()));
    let org = name.clone().prop_map(|name| OrgName::parse(&name).unwrap());
    let title = name.prop_map(|name| FlowTitle::parse(&name).unwrap());
    let of_region = prop_oneof![
        sample::subsequence(vec!["pge", "sce", "sdge"], 0..=3),
        sample::subsequence(vec!["cecony-utilityapi", "oru-utilityapi", "psegli-utilityapi"], 0..=3),
    ];
    let direct = ["pge", "sce", "sdge", "staging-test-utility-caiso", "staging-test-utility-nyiso"];
    let variant = option::of(sample::select(Variant::ALL.to_vec()));
    let flow = prop_oneof![
        (org.clone(), sample::select(direct.to_vec())).prop_map(|(org, id)| Link::direct(org, utility(id), None)),
        (org.clone(), title, of_region).prop_map(|(org, title, ids)| {
            Link::connect(org, title).with_utilities(ids.into_iter().map(utility).collect())
        }),
        (org, sample::select(Region::ALL.to_vec()), variant)
            .prop_map(|(org, region, variant)| Link::connect_2025(org, region, variant)),
    ];
    let text = option::of("[A-Za-z0-9._~-]{1,50}");
    let stand_in = option::of(sample::select(vec!["http://localhost:8080", "http://[::1]", "https://127.0.0.1:9"]));
    (flow.prop_filter_map("refused", Result::ok), text, stand_in).prop_map(|(link, text, stand_in)| {
        let link = text.iter().fold(link, |link, text| link.with_reference(reference(text)));
        stand_in.into_iter().fold(link, |link, origin| link.on(StandIn::parse(origin).unwrap()))
    })
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn every_link_is_read_back_as_it_was(link in any_link(), foreign in collection::vec("utm_[a-z]{1,6}=[A-Za-z0-9%]{0,6}", 0..3)) {
        let address = link.to_string();
        prop_assert_eq!(&parse(&address).unwrap().link, &link);
        prop_assert!(address.chars().all(|character| character.is_ascii_graphic()));
        let joined = foreign.iter().fold(address, |address, parameter| {
            format!("{address}{}{parameter}", if address.contains('?') { '&' } else { '?' })
        });
        let parsed = parse(&joined).unwrap();
        prop_assert_eq!(parsed.link, link);
        prop_assert_eq!(parsed.foreign.iter().map(ToString::to_string).collect::<Vec<_>>(), foreign);
    }

    #[test]
    fn what_mail_tools_do_to_any_link_is_undone_exactly(link in any_link(), layers in collection::vec(0_u8..4, 1..4)) {
        let address = link.to_string();
        let mut changed = address.clone();
        for layer in layers {
            changed = match layer {
                // Without an ampersand in the address, escaping changes nothing.
                0 => changed.replace('&', "&amp;"),
                1 => format!("https://nam01.safelinks.protection.outlook.com/?url={}&data=x", percent_encoded(&changed)),
                2 => format!("https://filter.example/r?a=b&u={}", percent_encoded(&percent_encoded(&changed))),
                _ => format!("https://urldefense.com/v3/__{changed}__;!!x$"),
            };
        }
        // Loopback addresses stay on this machine: no mail filter has one.
        prop_assume!(!address.starts_with("http://") && !address.starts_with("https://127"));
        match parse(&changed) {
            Ok(parsed) => prop_assert_eq!((parsed.link, &changed), (link, &address)),
            Err(LinkError::Altered(altered)) => prop_assert_eq!(altered.address, address),
            Err(error) => prop_assert!(false, "{}: {}", changed, error),
        }
    }

    #[test]
    fn arbitrary_addresses_never_panic(text in ".{0,80}", start in sample::select(vec!["", "https://", "https://www.addleap.com/", "https://onboarding.leap.energy/O/t/?", "https://filter.example/?u=", "https://x.example/__https:"])) {
        let address = format!("{start}{text}");
        if let Err(error) = parse(&address) {
            let shown = error.to_string();
            prop_assert!(!shown.chars().any(char::is_control), "{:?}", shown);
        }
        let _ = Confirmation::parse(&address);
    }
}
