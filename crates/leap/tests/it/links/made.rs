//! What links look like, and which are not made.

use crate::support::{reference, utility};
use leap::class::CustomerClass;
use leap::link::{Link, LinkRefusal, LinkWarning, Variant};
use leap::name::{FlowTitle, OrgName};
use leap::region::Region;

fn org() -> OrgName {
    OrgName::parse("Acme").unwrap()
}

fn title() -> FlowTitle {
    FlowTitle::parse("ca-utilities").unwrap()
}

fn connect(ids: &[&str]) -> Result<Link, LinkRefusal> {
    Link::connect(org(), title()).with_utilities(ids.iter().map(|id| utility(id)).collect())
}

#[test]
fn a_direct_link_is_written_as_leap_documents_it() {
    for id in ["pge", "sce", "sdge"] {
        let link = Link::direct(org(), utility(id), None).unwrap().with_reference(reference("R-1._~"));
        assert_eq!(link.to_string(), format!("https://www.addleap.com/Acme/{id}/getting-started?refId=R-1._~"));
    }
    let demo = Link::direct(org(), utility("staging-test-utility-caiso"), None).unwrap();
    assert_eq!(demo.to_string(), "https://staging.addleap.com/Acme/staging-test-utility-caiso/getting-started");
}

#[test]
fn a_direct_link_is_for_residential_customers_of_californias_utilities() {
    for class in [None, Some(CustomerClass::Residential)] {
        assert!(Link::direct(org(), utility("pge"), class).is_ok());
    }
    let refused = Link::direct(org(), utility("pge"), Some(CustomerClass::Commercial)).unwrap_err();
    assert_eq!(refused, LinkRefusal::CommercialDirect);
    assert!(refused.to_string().contains("attestation"));
    for id in ["cecony-utilityapi", "oru-utilityapi", "psegli-utilityapi"] {
        assert_eq!(Link::direct(org(), utility(id), None), Err(LinkRefusal::NotDirect(id.to_owned())));
    }
}

#[test]
fn a_connect_link_is_written_as_leap_documents_it() {
    let written = |ids: &[&str], text: Option<&str>| {
        let link = connect(ids).unwrap();
        text.map_or(link.clone(), |text| link.with_reference(reference(text))).to_string()
    };
    let start = "https://onboarding.leap.energy/Acme/ca-utilities/";
    assert_eq!(written(&["pge"], Some("R1")), format!("{start}?requestedUtilities=pge&refId=R1"));
    assert_eq!(written(&["pge", "sce"], Some("R1")), format!("{start}?requestedUtilities=pge,sce&refId=R1"));
    assert_eq!(written(&[], Some("R1")), format!("{start}?refId=R1"));
    assert_eq!(written(&["oru-utilityapi"], None), format!("{start}?requestedUtilities=oru-utilityapi"));
    assert_eq!(written(&[], None), start);
}

#[test]
fn a_connect_link_requests_utilities_of_one_region_each_once() {
    let refused = |ids| connect(ids).unwrap_err();
    assert_eq!(refused(&["pge", "oru-utilityapi"]), LinkRefusal::SeveralRegions(Region::Caiso, Region::Nyiso));
    assert_eq!(refused(&["pge", "sce", "pge"]), LinkRefusal::RepeatedUtility("pge".to_owned()));
    let demo = "staging-test-utility-caiso";
    assert_eq!(refused(&[demo]), LinkRefusal::StagingUtility(demo.to_owned()));
    let direct = Link::direct(org(), utility("pge"), None).unwrap();
    assert_eq!(direct.with_utilities(Vec::new()), Err(LinkRefusal::NoUtilitiesInFlow));
}

#[test]
fn a_link_to_connect_since_2025_has_region_variant_and_account() {
    let link = Link::connect_2025(org(), Region::Pjm, Some(Variant::CommercialAgreementsOnly)).unwrap();
    let address =
        "https://connect.leap.energy?transmissionRegion=PJM&variant=COMMERCIAL_AGREEMENTS_ONLY&account=Acme&refId=R12";
    assert_eq!(link.with_reference(reference("R12")).to_string(), address);
    let of = |region, variant| Link::connect_2025(org(), region, variant);
    assert_eq!(of(Region::Serc, None), Err(LinkRefusal::RegionWithoutConnect(Region::Serc)));
    let refused = Err(LinkRefusal::AgreementsOnlyOutsidePjm(Region::Caiso));
    assert_eq!(of(Region::Caiso, Some(Variant::ResidentialAgreementsOnly)), refused);
    assert_eq!(of(Region::Caiso, None).unwrap().class(), Some(CustomerClass::Residential));
    assert_eq!(of(Region::Caiso, Some(Variant::Commercial)).unwrap().class(), Some(CustomerClass::Commercial));
}

#[test]
fn a_link_without_a_reference_is_allowed_and_warned_of() {
    let link = connect(&[]).unwrap();
    assert_eq!(link.warnings(), [LinkWarning::NoReference]);
    assert_eq!(link.clone().with_reference(reference("R1")).warnings(), [LinkWarning::ShortReference]);
    assert_eq!(link.with_reference(reference("R-1")).warnings(), []);
    let several = connect(&["pge", "sce"]).unwrap().with_reference(reference("R-1"));
    assert_eq!(several.warnings(), [LinkWarning::SeveralUtilities]);
    assert!(LinkWarning::NoReference.to_string().contains("nobody who uses it can be traced"));
}
