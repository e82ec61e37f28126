//! Decimals: sums are exact, checked against 128-bit integers.

use crate::support::decimal;
use proptest::{collection, prelude::*};
use vpp_core::domain::Decimal;

/// The largest magnitude that is read from an answer, in millionths.
const LARGEST: i64 = 9_000_000_000_000_000;

fn sum(millionths: &[i64]) -> Decimal {
    millionths.iter().copied().map(Decimal::from_millionths).sum()
}

#[test]
fn sums_that_binary_floats_get_wrong_are_exact() {
    let sum = |texts: &[&str]| texts.iter().map(|text| decimal(text)).sum::<Decimal>().to_string();
    assert_eq!(sum(&["0.1", "0.2"]), "0.3");
    assert_eq!(sum(&["1.1", "2.2", "-3.3"]), "0");
    assert_eq!(sum(&["62.10", "-62.1"]), "0");
    assert_eq!(sum(&["0.000001"; 9]), "0.000009");
    assert_eq!(sum(&["8999999999.999999", "0.000001"]), "9000000000");
}

#[test]
fn the_cents_of_a_year_add_up_exactly() {
    let cents = vec![decimal("0.01"); 36_600];
    assert_eq!(cents.into_iter().sum::<Decimal>(), decimal("366"));
}

#[test]
fn a_thousand_of_the_largest_amounts_add_up_exactly() {
    assert_eq!(sum(&[LARGEST; 1000]).millionths(), LARGEST * 1000);
    assert_eq!(sum(&[-LARGEST; 1000]).millionths(), -LARGEST * 1000);
}

#[test]
fn a_sum_beyond_the_range_saturates() {
    assert_eq!(sum(&[i64::MAX, 1]).millionths(), i64::MAX);
    assert_eq!(sum(&[i64::MIN, -1]).millionths(), i64::MIN);
}

proptest! {
    #![proptest_config(crate::support::cases(256))]

    #[test]
    fn every_sum_is_exact(values in collection::vec(-LARGEST..=LARGEST, 0..1000)) {
        let exact: i128 = values.iter().copied().map(i128::from).sum();
        prop_assert_eq!(i128::from(sum(&values).millionths()), exact);
    }

    #[test]
    fn the_order_of_the_terms_does_not_matter(
        (values, shuffled) in collection::vec(-LARGEST..=LARGEST, 0..100)
            .prop_flat_map(|values| (Just(values.clone()), Just(values).prop_shuffle())),
    ) {
        prop_assert_eq!(sum(&values), sum(&shuffled));
    }

    #[test]
    fn a_number_is_read_by_its_value_however_it_is_written(whole in -9_000_000i64..9_000_000, places in 0u32..=6, exponent in -3i32..=3) {
        // The same number with its point shifted by the exponent.
        let text = format!("{whole}e{}", exponent - i32::try_from(places).unwrap());
        let digits = 6 + exponent - i32::try_from(places).unwrap();
        let power = 10i128.pow(digits.unsigned_abs());
        let scaled = i128::from(whole);
        if digits >= 0 {
            prop_assert_eq!(Decimal::parse(&text).map(|value| i128::from(value.millionths())), Some(scaled * power));
        } else {
            // Rounded half to even, it is off by half a millionth at most.
            let value = i128::from(Decimal::parse(&text).unwrap().millionths());
            let twice = 2 * (value * power - scaled).abs();
            prop_assert!(twice < power || twice == power && value % 2 == 0, "{} became {}", text, value);
        }
    }

    #[test]
    fn decimals_are_ordered_by_value(a in -LARGEST..=LARGEST, b in -LARGEST..=LARGEST) {
        let [left, right] = [a, b].map(|value| decimal(&Decimal::from_millionths(value).to_string()));
        prop_assert_eq!(left.cmp(&right), a.cmp(&b));
        prop_assert_eq!(left.is_negative(), a < 0);
    }
}

#[test]
fn zeros_behind_a_half_do_not_round_it_up() {
    for (text, millionths) in [("0.00000050", 0), ("0.000000500", 0), ("0.0000015000", 2), ("0.00000051", 1)] {
        assert_eq!(Decimal::parse(text).unwrap().millionths(), millionths, "{text}");
    }
}
