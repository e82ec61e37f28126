//! Addresses that are read as links, and those that are not.

use crate::support::{parse, utility};
use leap::link::{Link, LinkKind, StandIn};
use leap::name::OrgName;

#[test]
fn other_spellings_of_leaps_addresses_are_read() {
    for (address, written) in [
        (
            "https://addleap.com/Acme/sce/getting-started?refId=123",
            "https://www.addleap.com/Acme/sce/getting-started?refId=123",
        ),
        (
            "HTTPS://WWW.ADDLEAP.COM/Acme/pge/getting-started?refId=R1",
            "https://www.addleap.com/Acme/pge/getting-started?refId=R1",
        ),
        ("https://www.addleap.com:443/Acme/pge/getting-started", "https://www.addleap.com/Acme/pge/getting-started"),
        ("https://onboarding.leap.energy/O/t?refId=R1", "https://onboarding.leap.energy/O/t/?refId=R1"),
        ("https://onboarding.leap.energy/O/t/?ref-id=R1", "https://onboarding.leap.energy/O/t/?refId=R1"),
        ("https://onboarding.leap.energy/O/t/?requestedUtilities=&refId=", "https://onboarding.leap.energy/O/t/"),
        (
            "https://onboarding.leap.energy/O/t/?requestedUtilities=pge%2Csce",
            "https://onboarding.leap.energy/O/t/?requestedUtilities=pge,sce",
        ),
        (
            "https://onboarding.leap.energy/O/t/?requestedUtilities=pge&requestedUtilities=sce",
            "https://onboarding.leap.energy/O/t/?requestedUtilities=pge,sce",
        ),
        ("https://onboarding.leap.energy/O/t/?refId=a%7Eb#top", "https://onboarding.leap.energy/O/t/?refId=a~b"),
        (
            "https://connect.leap.energy/?account=O&transmissionRegion=CAISO",
            "https://connect.leap.energy?transmissionRegion=CAISO&account=O",
        ),
    ] {
        let parsed = parse(address).unwrap_or_else(|error| panic!("{address}: {error}"));
        assert_eq!(parsed.link.to_string(), written, "{address}");
        assert_eq!(parsed.foreign, []);
    }
}

#[test]
fn foreign_parameters_are_kept_apart() {
    let address =
        "https://www.addleap.com/O/pge/getting-started?refId=R1&fbclid=IwAR1&utm_source=x&requestedUtilities=sce&é";
    let parsed = parse(address).unwrap();
    assert_eq!(parsed.link.kind(), LinkKind::Direct);
    assert_eq!(parsed.link.to_string(), "https://www.addleap.com/O/pge/getting-started?refId=R1");
    let foreign: Vec<String> = parsed.foreign.iter().map(ToString::to_string).collect();
    assert_eq!(foreign, ["fbclid=IwAR1", "utm_source=x", "requestedUtilities=sce", "%C3%A9="]);
}

#[test]
fn the_path_is_read_as_it_is_written() {
    let parsed = parse("https://www.addleap.com/o/pge/getting-started").unwrap();
    assert_ne!(parsed.link, Link::direct(OrgName::parse("O").unwrap(), utility("pge"), None).unwrap());
    let error = parse("https://www.addleap.com/o/PGE/getting-started").unwrap_err();
    assert!(
        error.to_string().starts_with("the utility: no known utility has the id \"PGE\"; known are pge, sce, sdge, ")
    );
}

#[test]
fn what_is_no_link_is_refused_with_the_reason() {
    let start = "https://onboarding.leap.energy";
    for (address, reason) in [
        ("www.addleap.com/O/pge/getting-started", "the address does not start with https:// and a host"),
        ("http://www.addleap.com/O/pge/getting-started", "the address is not https"),
        (
            "https://www.addleap.com.evil.example/O/pge/getting-started",
            "www.addleap.com.evil.example is not a host of Leap's",
        ),
        (
            "https://www.addleap.com@evil.example/O/pge/getting-started",
            "www.addleap.com@evil.example is not a host of Leap's",
        ),
        (
            "https://www.addleap.com\\@evil.example/O/pge/getting-started",
            "the path is \\@evil.example/O/pge/getting-started, not /ORGANISATION/UTILITY/getting-started",
        ),
        ("https://www.addleap.com:8443/O/pge/getting-started", "www.addleap.com:8443 is not a host of Leap's"),
        ("https://www.addleap.com/O/pge", "the path is /O/pge, not /ORGANISATION/UTILITY/getting-started"),
        (
            "https://www.addleap.com/O/oncor/getting-started",
            "the utility: no known utility has the id \"oncor\"; known are pge, sce, sdge, cecony-utilityapi, oru-utilityapi, psegli-utilityapi, staging-test-utility-caiso, staging-test-utility-nyiso",
        ),
        (
            "https://www.addleap.com/O/oru-utilityapi/getting-started",
            "oru-utilityapi has no direct flow, which is for California's three utilities: use Leap Connect",
        ),
        (
            "https://www.addleap.com/O/staging-test-utility-nyiso/getting-started",
            "staging-test-utility-nyiso belongs to Leap's other environment, on another host",
        ),
        (
            "https://staging.addleap.com/O/pge/getting-started",
            "pge belongs to Leap's other environment, on another host",
        ),
        ("https://connect.leap.energy?account=O", "the parameter transmissionRegion is missing"),
        ("https://connect.leap.energy?transmissionRegion=CAISO", "the parameter account is missing"),
        (
            "https://connect.leap.energy?transmissionRegion=CAISO&account=O&variant=HOME",
            "Leap Connect has no variant \"HOME\"",
        ),
        ("https://connect.leap.energy/O/t?transmissionRegion=CAISO&account=O", "the path is /O/t, not /"),
        (" https://www.addleap.com/O/pge/getting-started", "the address: U+0020 at character 1 is not allowed"),
        ("https://www.addleap.com/O/pge/getting-started\r", "the address: U+000D at character 46 is not allowed"),
        (
            &format!("{start}/%2E%2E/t/"),
            "the organisation: a name of dots only is not allowed: browsers take it out of an address",
        ),
        (
            &format!("{start}/O/./"),
            "the title of the flow: a name of dots only is not allowed: browsers take it out of an address",
        ),
        (&format!("{start}//t/"), "the organisation: it is empty"),
        (&format!("{start}/O%2Ft/x/"), "the organisation: \"/\" (U+002F) at character 2 is not allowed"),
        (&format!("{start}/O/t/?refId=a&refId=a"), "the parameter refId comes twice"),
        (&format!("{start}/O/t/?refId=a&ref-id=b"), "the parameter refId comes twice"),
        (&format!("{start}/O/t/?refId={{{{ref}}}}"), "the reference: \"{\" (U+007B) at character 1 is not allowed"),
        (&format!("{start}/O/t/?refId=a+b"), "the reference: \"+\" (U+002B) at character 2 is not allowed"),
        (&format!("{start}/O/t/?refId=abd%C2%A0"), "the reference: U+00A0 at character 4 is not allowed"),
        (
            &format!("{start}/O/t/?refId={}", "a".repeat(51)),
            "the reference: it has 51 characters, and at most 50 are allowed",
        ),
    ] {
        assert_eq!(parse(address).unwrap_err().to_string(), reason, "{address}");
    }
}

#[test]
fn a_loopback_address_of_the_same_shape_counts_as_leaps() {
    for origin in
        ["http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:8080", "https://127.9.9.9", "http://localhost"]
    {
        for rest in [
            "/O/pge/getting-started?refId=R1",
            "/O/staging-test-utility-caiso/getting-started",
            "/O/t/?requestedUtilities=pge&refId=R1",
            "?transmissionRegion=CAISO&account=O",
        ] {
            let address = format!("{origin}{rest}");
            assert_eq!(parse(&address).unwrap().link.to_string(), address);
        }
        assert!(StandIn::parse(origin).is_some(), "{origin}");
    }
    for other in [
        "http://127.0.0.1.evil.example",
        "http://127.0.0.256",
        "http://127.0.0.+1",
        "http://user@localhost",
        "http://localhost:",
        "http://localhost:8a",
        "http://10.0.0.1",
        "ftp://localhost",
        "http://localhost/x",
    ] {
        assert_eq!(StandIn::parse(other), None, "{other}");
    }
}

#[test]
fn another_link_in_a_foreign_parameter_stays_there() {
    let address =
        "https://www.addleap.com/O/pge/getting-started?refId=R1&next=https%3A%2F%2Fonboarding.leap.energy%2FO%2Ft%2F";
    let parsed = parse(address).unwrap();
    assert_eq!((parsed.link.kind(), parsed.foreign.len()), (LinkKind::Direct, 1));
}
