//! Utilities, regions and classes.

use leap::class::CustomerClass;
use leap::region::Region;
use leap::utility::Utilities;

#[test]
fn the_six_utilities_of_the_documentation_and_two_demos_are_known() {
    let file = Utilities::parse(include_str!("../../data/utilities.json")).unwrap();
    assert_eq!(file, Utilities::built_in());
    let described: Vec<_> = file
        .iter()
        .map(|utility| (utility.id(), utility.code(), utility.region(), utility.is_direct(), utility.is_staging()))
        .collect();
    assert_eq!(
        described,
        [
            ("pge", "PGE", Region::Caiso, true, false),
            ("sce", "SCE", Region::Caiso, true, false),
            ("sdge", "SDGE", Region::Caiso, true, false),
            ("cecony-utilityapi", "CECONY", Region::Nyiso, false, false),
            ("oru-utilityapi", "ORU", Region::Nyiso, false, false),
            ("psegli-utilityapi", "PSEGLI", Region::Nyiso, false, false),
            ("staging-test-utility-caiso", "LEAP_TEST_CAISO", Region::Caiso, true, true),
            ("staging-test-utility-nyiso", "LEAP_TEST_NYISO", Region::Nyiso, true, true),
        ]
    );
}

#[test]
fn the_labels_are_those_of_the_documentation() {
    let utilities = Utilities::built_in();
    let labels: Vec<&str> = utilities.iter().take(6).map(|utility| utility.label()).collect();
    assert_eq!(
        labels,
        [
            "Pacific Gas & Electric (PG&E)",
            "Southern California Edison (SCE)",
            "San Diego Gas & Electric (SDG&E)",
            "Consolidated Edison (ConEd)",
            "Orange and Rockland Utilities (O&RU)",
            "PSEG Long Island (PSEG-LI)",
        ]
    );
}

#[test]
fn a_label_of_the_api_finds_its_utility_or_none() {
    let utilities = Utilities::built_in();
    for (label, id) in [
        ("SDG&E: San Diego Gas & Electric", Some("sdge")),
        ("sdg&e", Some("sdge")),
        ("PG&E: Pacific Gas & Electric", Some("pge")),
        ("Pacific Gas & Electric (PG&E)", Some("pge")),
        ("O&RU: Orange and Rockland", Some("oru-utilityapi")),
        ("ORU", Some("oru-utilityapi")),
        ("oru-utilityapi", Some("oru-utilityapi")),
        ("LEAP_TEST_CAISO", Some("staging-test-utility-caiso")),
        ("", None),
        (":", None),
        ("電力", None),
    ] {
        assert_eq!(utilities.by_label(label).map(|utility| utility.id()), id, "{label}");
    }
}

#[test]
fn a_partners_own_file_is_checked() {
    let file = |id: &str, region: &str| {
        format!(
            r#"{{"utilities":[{{"id":"a","code":"A","label":"A","region":"ERCOT"}},{{"id":"{id}","code":"","label":"","region":"{region}"}}]}}"#
        )
    };
    assert!(Utilities::parse(&file("b", "PJM")).is_ok());
    assert!(Utilities::parse(&format!("\u{feff}{}", file("b", "PJM"))).is_ok());
    assert_eq!(Utilities::parse(&file("b", "PJM")).unwrap().by_label("電力"), None);
    for (id, region, error) in [
        ("a", "PJM", "utilities[1].id: \"a\" comes twice"),
        ("b,c", "PJM", "utilities[1].id: \",\" (U+002C) at character 2 is not allowed"),
        (
            "b",
            "Mars",
            "utilities[1].region: \"Mars\" is not one of Leap's regions: CAISO, ERCOT, ISONE, NYISO, PJM, SERC, WECC_PC, WECC_SW",
        ),
    ] {
        assert_eq!(Utilities::parse(&file(id, region)).unwrap_err().to_string(), error);
    }
    assert!(Utilities::parse("{}").unwrap_err().to_string().contains("missing field `utilities`"));
}

#[test]
fn regions_and_classes_are_parsed_and_never_guessed() {
    for region in Region::ALL {
        assert_eq!(Region::parse(region.as_str()), Ok(region));
    }
    for class in CustomerClass::ALL {
        assert_eq!(CustomerClass::parse(class.as_str()), Ok(class));
    }
    assert!(Region::parse("caiso").is_err() && Region::parse("CAISO ").is_err());
    assert_eq!(
        CustomerClass::parse("household\u{1b}").unwrap_err().to_string(),
        "\"household\\u{1b}\" is neither residential nor commercial"
    );
    assert!(CustomerClass::parse("").is_err());
}
