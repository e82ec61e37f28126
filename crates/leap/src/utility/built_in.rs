//! The utilities of `data/utilities.json` without a parser: the customer's page needs their names, and no other file.

use crate::region::Region;

/// A utility of the built-in data file. A test holds that both say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuiltIn {
    /// Its name in links.
    pub id: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// Its region.
    pub region: Region,
    /// Whether it has the direct flow.
    pub is_direct: bool,
    /// Whether it is a demo utility.
    pub is_staging: bool,
}

/// The utilities of the built-in data file, in its order.
pub static BUILT_IN: [BuiltIn; 8] = [
    direct("pge", "Pacific Gas & Electric (PG&E)"),
    direct("sce", "Southern California Edison (SCE)"),
    direct("sdge", "San Diego Gas & Electric (SDG&E)"),
    new_york("cecony-utilityapi", "Consolidated Edison (ConEd)"),
    new_york("oru-utilityapi", "Orange and Rockland Utilities (O&RU)"),
    new_york("psegli-utilityapi", "PSEG Long Island (PSEG-LI)"),
    BuiltIn { is_staging: true, ..direct("staging-test-utility-caiso", "Demo utility (CAISO)") },
    BuiltIn { region: Region::Nyiso, is_staging: true, ..direct("staging-test-utility-nyiso", "Demo utility (NYISO)") },
];

const fn direct(id: &'static str, label: &'static str) -> BuiltIn {
    BuiltIn { id, label, region: Region::Caiso, is_direct: true, is_staging: false }
}

const fn new_york(id: &'static str, label: &'static str) -> BuiltIn {
    BuiltIn { id, label, region: Region::Nyiso, is_direct: false, is_staging: false }
}
