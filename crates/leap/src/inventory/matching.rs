//! Which customer has which meters.

use super::meter::Meter;
use std::collections::{BTreeMap, BTreeSet};

/// Meters by customer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matched<'a> {
    /// The meters of each reference that has some. One reference may have many meters, and one meter many references.
    pub meters: BTreeMap<&'a str, Vec<&'a Meter>>,
    /// Meters of nobody who is known.
    pub unmatched: Vec<&'a Meter>,
}

impl<'a> Matched<'a> {
    /// Matches meters with the references that are known: first by the references of their authorizations, and if none of
    /// these is known, by the partner's reference.
    ///
    /// ```
    /// use leap::inventory::{Matched, Meter};
    /// use std::collections::BTreeSet;
    ///
    /// let old = Meter { id: "m1".to_owned(), partner_reference: Some("R1".to_owned()), ..Meter::default() };
    /// let new = Meter { id: "m2".to_owned(), references: vec!["R1".to_owned(), "R2".to_owned()], ..Meter::default() };
    /// let meters = [old, new];
    /// let matched = Matched::new(&meters, &BTreeSet::from(["R1", "R2"]));
    /// assert_eq!((matched.meters["R1"].len(), matched.meters["R2"].len()), (2, 1));
    /// ```
    pub fn new(meters: &'a [Meter], known: &BTreeSet<&str>) -> Self {
        let mut matched = Self::default();
        for meter in meters {
            let mut references: BTreeSet<&str> = meter.references.iter().map(String::as_str).collect();
            references.retain(|reference| known.contains(reference));
            if references.is_empty() {
                references.extend(meter.partner_reference.as_deref().filter(|reference| known.contains(reference)));
            }
            if references.is_empty() {
                matched.unmatched.push(meter);
            }
            for reference in references {
                matched.meters.entry(reference).or_default().push(meter);
            }
        }
        matched
    }
}
