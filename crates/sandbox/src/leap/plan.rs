//! What a link asks for: whose flow it is, the utilities that it offers, and the form that has to be signed.

use leap::{
    class::CustomerClass,
    link::{Flow, Link, Variant},
    region::Region,
    utility::{Utilities, Utility},
};

/// What a link asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Leap's name for the partner.
    pub organisation: String,
    /// The region.
    pub region: Region,
    /// Whether the customer is a business, which has to connect all requested utilities and to sign a form.
    pub is_commercial: bool,
    /// The requested utilities.
    pub requested: Vec<Offer>,
    /// The other utilities of the flow.
    pub others: Vec<Offer>,
    /// What has to be signed after that.
    pub form: Option<Form>,
    /// Whether there is only the form.
    pub is_form_only: bool,
}

/// A utility that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its name in links.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Its label in the Connect API.
    pub label: String,
}

/// A form of Leap Connect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For businesses in California.
    Attestation,
    /// For businesses elsewhere, and for customers in PJM who only sign.
    Participation,
}

impl Form {
    /// Both forms.
    pub const ALL: [Self; 2] = [Self::Attestation, Self::Participation];

    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Attestation => "Prohibited Resource Attestation",
            Self::Participation => "Demand Response Participation Agreement",
        }
    }

    /// Its field in the Connect API.
    pub fn field(self) -> &'static str {
        match self {
            Self::Attestation => "prohibited_resource_attestation_status",
            Self::Participation => "demand_response_participation_agreement_status",
        }
    }

    fn in_region(region: Region) -> Self {
        if region == Region::Caiso { Self::Attestation } else { Self::Participation }
    }
}

impl Plan {
    /// What a link asks for.
    pub fn of(link: &Link) -> Self {
        match link.flow() {
            Flow::Direct { org, utility } => Self {
                organisation: org.to_string(),
                region: utility.region(),
                is_commercial: false,
                requested: vec![Offer::of(utility)],
                others: Vec::new(),
                form: None,
                is_form_only: false,
            },
            Flow::Connect { org, title, utilities } => {
                let region = utilities.first().map_or_else(|| region_of(title.as_str()), Utility::region);
                let requested: Vec<Offer> = utilities.iter().map(Offer::of).collect();
                Self::connect(org.to_string(), region, has_word(title.as_str(), "commercial"), requested)
            }
            Flow::Connect2025 { account, region, variant } => {
                let is_commercial = link.class() == Some(CustomerClass::Commercial);
                let plan = Self::connect(account.to_string(), *region, is_commercial, Vec::new());
                let only = [Variant::ResidentialAgreementsOnly, Variant::CommercialAgreementsOnly];
                if variant.is_some_and(|variant| only.contains(&variant)) {
                    Self { others: Vec::new(), form: Some(Form::in_region(*region)), is_form_only: true, ..plan }
                } else {
                    plan
                }
            }
        }
    }

    fn connect(organisation: String, region: Region, is_commercial: bool, requested: Vec<Offer>) -> Self {
        let others = Offer::in_region(region).into_iter().filter(|offer| !requested.contains(offer)).collect();
        let form = is_commercial.then(|| Form::in_region(region));
        Self { organisation, region, is_commercial, requested, others, form, is_form_only: false }
    }

    /// The utility with this id, if it can be chosen.
    pub fn offer(&self, id: &str) -> Option<&Offer> {
        self.requested.iter().chain(&self.others).find(|offer| offer.id == id)
    }

    /// Whether the link requested this utility.
    pub fn is_requested(&self, id: &str) -> bool {
        self.requested.iter().any(|offer| offer.id == id)
    }
}

impl Offer {
    fn of(utility: &Utility) -> Self {
        Self {
            id: utility.id().to_owned(),
            name: utility.label().to_owned(),
            label: format!("{}: {}", utility.code(), utility.label()),
        }
    }

    /// The utilities of a region. Where none is public, there is one that exists nowhere, so that the journey can be played.
    fn in_region(region: Region) -> Vec<Self> {
        let utilities = Utilities::built_in();
        let known: Vec<Self> =
            utilities.iter().filter(|one| one.region() == region && !one.is_staging()).map(Self::of).collect();
        if known.is_empty() {
            let name = format!("Test utility ({region})");
            vec![Self { id: "test-utility".to_owned(), label: format!("OTHER: {name}"), name }]
        } else {
            known
        }
    }
}

/// The region of a flow. Leap knows it from the flow's setup; the stand-in reads it in the title.
fn region_of(title: &str) -> Region {
    if has_word(title, "ny") { Region::Nyiso } else { Region::Caiso }
}

/// Whether a title such as `ny-commercial` has a word.
fn has_word(title: &str, word: &str) -> bool {
    title.split(['-', '_', '.', '~']).any(|part| part.eq_ignore_ascii_case(word))
}
