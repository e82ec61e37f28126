//! The table itself.

use leap::next_step::{AgeFact, FormFact, Row, StatusFact, TABLE, UtilityFact};

fn fits(row: &Row, status: StatusFact, utilities: UtilityFact, forms: FormFact, age: AgeFact) -> bool {
    row.status.is_none_or(|fact| fact == status)
        && row.utilities.is_none_or(|fact| fact == utilities)
        && row.forms.is_none_or(|fact| fact == forms)
        && row.age.is_none_or(|fact| fact == age)
}

#[test]
fn a_row_fits_every_combination_of_facts_and_each_row_is_needed() {
    let statuses = [StatusFact::Completed, StatusFact::NotStarted, StatusFact::Begun, StatusFact::Unknown];
    let utilities = [
        UtilityFact::None,
        UtilityFact::Unknown,
        UtilityFact::Failed,
        UtilityFact::NotConnected,
        UtilityFact::Connected,
        UtilityFact::Elsewhere,
        UtilityFact::ElsewhereFollowed,
    ];
    let mut used = Vec::new();
    for status in statuses {
        for utilities in utilities {
            for forms in [FormFact::Done, FormFact::Open] {
                for age in [AgeFact::Unreadable, AgeFact::Day, AgeFact::Longer] {
                    let row = TABLE.iter().find(|row| fits(row, status, utilities, forms, age));
                    used.push(row.unwrap_or_else(|| panic!("{status:?} {utilities:?} {forms:?} {age:?}")).step);
                }
            }
        }
    }
    for row in TABLE {
        assert!(used.contains(&row.step), "row {} never decides", row.step);
    }
}
