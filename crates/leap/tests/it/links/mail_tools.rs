//! What mail tools do to addresses.

use crate::support::parse;
use leap::link::{Alteration, LinkError};
use leap::text::TextError;

#[test]
fn what_a_mail_tool_did_is_named_with_the_address_as_it_should_be() {
    let plain = "https://www.addleap.com/O/pge/getting-started?refId=R1";
    let connect = "https://onboarding.leap.energy/O/t/?requestedUtilities=pge&refId=R1";
    let (twice, wrapped, lower) = (Alteration::EscapedTwice, Alteration::Wrapped, Alteration::LowerCased);
    for (address, by, should_be) in [
        ("https://onboarding.leap.energy/O/t/?requestedUtilities=pge&amp;refId=R1", vec![twice], connect),
        ("https://onboarding.leap.energy/O/t/?requestedUtilities=pge&#38;refId=R1", vec![twice], connect),
        ("https://onboarding.leap.energy/O/t/?requestedUtilities=pge&amp;amp;refId=R1", vec![twice], connect),
        (
            "https://nam01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.addleap.com%2FO%2Fpge%2Fgetting-started%3FrefId%3DR1&data=x",
            vec![wrapped],
            plain,
        ),
        (
            "https://nam01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.addleap.com%2FO%2Fpge%2Fgetting-started%3FrefId%3DR1&amp;data=x",
            vec![wrapped],
            plain,
        ),
        (
            "https://urldefense.com/v3/__https://www.addleap.com/O/pge/getting-started?refId=R1__;!!abc$",
            vec![wrapped],
            plain,
        ),
        (
            "https://urldefense.proofpoint.com/v2/url?u=https-3A__www.addleap.com_O_pge_getting-2Dstarted-3FrefId-3DR1&d=x",
            vec![wrapped],
            plain,
        ),
        (
            "https://www.google.com/url?q=https%253A%252F%252Fwww.addleap.com%252FO%252Fpge%252Fgetting-started%253FrefId%253DR1",
            vec![wrapped],
            plain,
        ),
        (
            "https://filter.example/?a=https%3A%2F%2Fnam01.safelinks.protection.outlook.com%2F%3Furl%3Dhttps%253A%252F%252Fwww.addleap.com%252FO%252Fpge%252Fgetting-started%253FrefId%253DR1",
            vec![wrapped],
            plain,
        ),
        (
            "https://filter.example/?u=https%3A%2F%2Fonboarding.leap.energy%2FO%2Ft%2F%3FrequestedUtilities%3Dpge%26amp%3BrefId%3DR1",
            vec![wrapped, twice],
            connect,
        ),
        (
            "https://onboarding.leap.energy/o/t/?requestedutilities=pge&refid=r1",
            vec![lower],
            "https://onboarding.leap.energy/o/t/?requestedUtilities=pge&refId=r1",
        ),
        (
            "https://urldefense.com/v3/__https://filter.example/r?a=b&u=https%3A%2F%2Fwww.addleap.com%2FO%2Fpge%2Fgetting-started%3FrefId%3DR1__;!!x$",
            vec![wrapped],
            plain,
        ),
    ] {
        let error = parse(address).unwrap_err();
        let LinkError::Altered(altered) = &error else { panic!("{address}: {error}") };
        assert_eq!((&altered.by, altered.address.as_str()), (&by, should_be), "{address}");
        assert!(error.to_string().ends_with(should_be), "{error}");
        assert!(parse(&altered.address).is_ok());
    }
    assert_eq!(
        parse("https://filter.example/?u=https%3A%2F%2Fother.example"),
        Err(LinkError::ForeignHost("filter.example".to_owned()))
    );
}

#[test]
fn an_address_of_many_filters_is_refused_at_once() {
    let plain = "https://www.addleap.com/O/pge/getting-started?refId=R1";
    for start in ["https://a.example/?u=", "https://a.example/__"] {
        let through = |filters: usize| parse(&format!("{}{plain}", start.repeat(filters)));
        assert!(matches!(through(3), Err(LinkError::Altered(_))), "{start}");
        // Looking on through each of them would take longer than the universe is old.
        assert_eq!(through(500), Err(LinkError::ForeignHost("a.example".to_owned())));
        assert!(matches!(through(10_000), Err(LinkError::Address(TextError::TooLong { .. }))));
    }
}
