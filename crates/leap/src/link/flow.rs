//! A link, and how it is written.

use super::error::LinkRefusal;
use super::hosts::{self, StandIn};
use super::kind::{LinkKind, Variant};
use super::warning::LinkWarning;
use crate::class::CustomerClass;
use crate::name::{FlowTitle, OrgName, ReferenceId};
use crate::region::Region;
use crate::utility::Utility;
use std::fmt;

/// How several requested utilities stand in a link. **Unverified**: Leap's pages speak of utilities, but each example has one.
const JOINING: Joining = Joining::Comma;

/// A link for one customer.
///
/// ```
/// use leap::link::{Link, LinkWarning};
/// use leap::name::{FlowTitle, OrgName};
/// use leap::utility::Utilities;
///
/// let pge = Utilities::built_in().by_id("pge")?.clone();
/// let link = Link::connect(OrgName::parse("Acme")?, FlowTitle::parse("ca")?).with_utilities(vec![pge])?;
/// assert_eq!(link.to_string(), "https://onboarding.leap.energy/Acme/ca/?requestedUtilities=pge");
/// assert_eq!(link.warnings(), [LinkWarning::NoReference]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    flow: Flow,
    reference: Option<ReferenceId>,
    stand_in: Option<StandIn>,
}

/// The journey that a link starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Straight to the utility's own page.
    Direct {
        /// The partner's organisation.
        org: OrgName,
        /// The utility.
        utility: Utility,
    },
    /// Leap Connect.
    Connect {
        /// The partner's organisation.
        org: OrgName,
        /// The flow that Leap has set up.
        title: FlowTitle,
        /// The requested utilities, all of one region. Without any, the customer sees every utility of the region.
        utilities: Vec<Utility>,
    },
    /// Leap Connect since 2025.
    Connect2025 {
        /// The partner's organisation.
        account: OrgName,
        /// The region.
        region: Region,
        /// The variant; Leap takes `RESIDENTIAL` without one.
        variant: Option<Variant>,
    },
}

impl Link {
    /// A link straight to a utility.
    ///
    /// ```
    /// use leap::class::CustomerClass;
    /// use leap::link::{Link, LinkRefusal};
    /// use leap::name::OrgName;
    /// use leap::utility::Utilities;
    ///
    /// let pge = Utilities::built_in().by_id("pge")?.clone();
    /// let refused = Link::direct(OrgName::parse("Acme")?, pge, Some(CustomerClass::Commercial));
    /// assert_eq!(refused, Err(LinkRefusal::CommercialDirect));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If the utility has no direct flow, or the customer is commercial.
    pub fn direct(org: OrgName, utility: Utility, class: Option<CustomerClass>) -> Result<Self, LinkRefusal> {
        if class == Some(CustomerClass::Commercial) {
            return Err(LinkRefusal::CommercialDirect);
        }
        if !utility.is_direct() {
            return Err(LinkRefusal::NotDirect(utility.id().to_owned()));
        }
        Ok(Self::of(Flow::Direct { org, utility }))
    }

    /// A link to a flow of Leap Connect that requests no utilities.
    pub fn connect(org: OrgName, title: FlowTitle) -> Self {
        Self::of(Flow::Connect { org, title, utilities: Vec::new() })
    }

    /// A link to Leap Connect since 2025.
    ///
    /// ```
    /// use leap::link::{Link, Variant};
    /// use leap::name::OrgName;
    /// use leap::region::Region;
    ///
    /// let link = Link::connect_2025(OrgName::parse("Acme")?, Region::Ercot, Some(Variant::Commercial))?;
    /// assert_eq!(link.to_string(), "https://connect.leap.energy?transmissionRegion=ERCOT&variant=COMMERCIAL&account=Acme");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If Leap Connect has no links for the region, or not of this variant.
    pub fn connect_2025(account: OrgName, region: Region, variant: Option<Variant>) -> Result<Self, LinkRefusal> {
        if !region.has_connect_2025() {
            return Err(LinkRefusal::RegionWithoutConnect(region));
        }
        if region != Region::Pjm && variant.is_some_and(Variant::is_agreements_only) {
            return Err(LinkRefusal::AgreementsOnlyOutsidePjm(region));
        }
        Ok(Self::of(Flow::Connect2025 { account, region, variant }))
    }

    fn of(flow: Flow) -> Self {
        Self { flow, reference: None, stand_in: None }
    }

    /// The same link with these requested utilities.
    ///
    /// ```
    /// use leap::link::Link;
    /// use leap::name::{FlowTitle, OrgName};
    /// use leap::utility::Utilities;
    ///
    /// let utilities = Utilities::built_in();
    /// let requested = vec![utilities.by_id("pge")?.clone(), utilities.by_id("oru-utilityapi")?.clone()];
    /// let refused = Link::connect(OrgName::parse("Acme")?, FlowTitle::parse("ca")?).with_utilities(requested);
    /// let reason = refused.map_err(|refusal| refusal.to_string());
    /// assert_eq!(reason, Err("the utilities are of CAISO and NYISO, and a link is for one region".to_owned()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If it is not a link of Leap Connect, or the utilities are of several regions, repeated or demo utilities.
    pub fn with_utilities(mut self, requested: Vec<Utility>) -> Result<Self, LinkRefusal> {
        let Flow::Connect { utilities, .. } = &mut self.flow else {
            return Err(LinkRefusal::NoUtilitiesInFlow);
        };
        for (at, utility) in requested.iter().enumerate() {
            if utility.is_staging() {
                return Err(LinkRefusal::StagingUtility(utility.id().to_owned()));
            }
            for other in &requested[..at] {
                if other.id() == utility.id() {
                    return Err(LinkRefusal::RepeatedUtility(utility.id().to_owned()));
                }
                if other.region() != utility.region() {
                    return Err(LinkRefusal::SeveralRegions(other.region(), utility.region()));
                }
            }
        }
        *utilities = requested;
        Ok(self)
    }

    /// The same link for this customer.
    #[must_use]
    pub fn with_reference(self, reference: ReferenceId) -> Self {
        Self { reference: Some(reference), ..self }
    }

    /// The same link on this machine, where a sandbox stands in for Leap.
    ///
    /// ```
    /// use leap::link::{Link, StandIn};
    /// use leap::name::{FlowTitle, OrgName};
    ///
    /// let sandbox = StandIn::parse("http://127.0.0.1:8080").ok_or("not on this machine")?;
    /// let link = Link::connect(OrgName::parse("Acme")?, FlowTitle::parse("ca")?).on(sandbox);
    /// assert_eq!(link.to_string(), "http://127.0.0.1:8080/Acme/ca/");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn on(self, stand_in: StandIn) -> Self {
        Self { stand_in: Some(stand_in), ..self }
    }

    /// The journey that it starts.
    pub fn flow(&self) -> &Flow {
        &self.flow
    }

    /// The customer's reference.
    pub fn reference(&self) -> Option<&ReferenceId> {
        self.reference.as_ref()
    }

    /// The address of this machine that stands in for Leap's, if one does.
    pub fn stand_in(&self) -> Option<&StandIn> {
        self.stand_in.as_ref()
    }

    /// The kind of the link.
    pub fn kind(&self) -> LinkKind {
        match self.flow {
            Flow::Direct { .. } => LinkKind::Direct,
            Flow::Connect { .. } => LinkKind::Connect,
            Flow::Connect2025 { .. } => LinkKind::Connect2025,
        }
    }

    /// The class of the customer, if the link tells it.
    pub fn class(&self) -> Option<CustomerClass> {
        match self.flow {
            Flow::Connect2025 { variant, .. } => Some(variant.map_or(CustomerClass::Residential, Variant::class)),
            _ => None,
        }
    }

    /// What is allowed, but seldom meant.
    pub fn warnings(&self) -> Vec<LinkWarning> {
        let several = matches!(&self.flow, Flow::Connect { utilities, .. } if utilities.len() > 1);
        let of_reference = match &self.reference {
            None => Some(LinkWarning::NoReference),
            Some(reference) => reference.is_short().then_some(LinkWarning::ShortReference),
        };
        of_reference.into_iter().chain(several.then_some(LinkWarning::SeveralUtilities)).collect()
    }

    /// Where the path begins.
    fn origin(&self) -> String {
        let host = match &self.flow {
            Flow::Direct { utility, .. } if utility.is_staging() => hosts::STAGING,
            Flow::Direct { .. } => hosts::DIRECT,
            Flow::Connect { .. } => hosts::CONNECT,
            Flow::Connect2025 { .. } => hosts::CONNECT_2025,
        };
        self.stand_in.as_ref().map_or_else(|| format!("https://{host}"), |stand_in| stand_in.as_str().to_owned())
    }
}

/// Ways to write several values.
enum Joining {
    /// `requestedUtilities=pge,sce`
    Comma,
    /// `requestedUtilities=pge&requestedUtilities=sce`
    #[allow(dead_code, reason = "the alternative, in case Leap documents repeated parameters")]
    Repeated,
}

/// The values of the parameter `requestedUtilities`.
fn requested(utilities: &[Utility]) -> Vec<String> {
    let ids: Vec<&str> = utilities.iter().map(Utility::id).collect();
    match JOINING {
        _ if ids.is_empty() => Vec::new(),
        Joining::Comma => vec![ids.join(",")],
        Joining::Repeated => ids.into_iter().map(str::to_owned).collect(),
    }
}

/// Writes the address that the customer gets.
impl fmt::Display for Link {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut query: Vec<(&str, String)> = Vec::new();
        formatter.write_str(&self.origin())?;
        match &self.flow {
            Flow::Direct { org, utility } => write!(formatter, "/{org}/{}/getting-started", utility.id())?,
            Flow::Connect { org, title, utilities } => {
                write!(formatter, "/{org}/{title}/")?;
                query.extend(requested(utilities).into_iter().map(|value| ("requestedUtilities", value)));
            }
            Flow::Connect2025 { account, region, variant } => {
                query.push(("transmissionRegion", region.to_string()));
                query.extend(variant.map(|variant| ("variant", variant.as_str().to_owned())));
                query.push(("account", account.to_string()));
            }
        }
        query.extend(self.reference.iter().map(|reference| ("refId", reference.to_string())));
        for (at, (name, value)) in query.iter().enumerate() {
            write!(formatter, "{}{name}={value}", if at == 0 { '?' } else { '&' })?;
        }
        Ok(())
    }
}
