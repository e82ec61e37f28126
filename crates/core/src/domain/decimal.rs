//! Exact decimals for money and energy.

use super::digits::digits;
use std::fmt;
use std::iter::Sum;

/// The decimals kept. Six are enough for the minor unit of every ISO 4217 currency (at most four) and amounts below it.
const PLACES: i32 = 6;
const SCALE: i64 = 1_000_000;

/// The largest magnitude that is read, in millionths: nine thousand million units, so that a thousand of them add up.
const LARGEST: i64 = 9_000_000_000_000_000;

/// An exact decimal number in millionths of a unit: of the currency for money, of a kilowatt-hour for energy.
///
/// Sums are exact, whereas sums of binary floats are a cent off sooner or later.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal(i64);

impl Decimal {
    /// Zero. It differs from "no dispatch", which is the absence of a value.
    pub const ZERO: Self = Self(0);

    /// The value of `millionths` / 1 000 000.
    pub const fn from_millionths(millionths: i64) -> Self {
        Self(millionths)
    }

    /// The number in millionths.
    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// Parses a JSON number such as `62.10`, `-3` or `5.85e1`.
    ///
    /// Further decimals are rounded half to even, which removes the noise of a server that calculates with floats
    /// (`5.8500000000000005`). `None` if the text is not a number or is out of range.
    pub fn parse(text: &str) -> Option<Self> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (negative, digits) = match mantissa.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, mantissa),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() {
            return None;
        }
        // The digits before this position count; those from here on decide the rounding.
        let kept = i64::try_from(whole.len()).ok()? + i64::from(exponent) + i64::from(PLACES);
        let mut value: i64 = 0;
        let mut first_dropped = 0;
        let mut rest_dropped = false;
        let mut position: i64 = 0;
        for byte in whole.bytes().chain(fraction.bytes()) {
            let digit = byte.is_ascii_digit().then(|| i64::from(byte - b'0'))?;
            if position < kept {
                value = value.checked_mul(10)?.checked_add(digit)?;
            } else if position == kept {
                first_dropped = digit;
            } else {
                rest_dropped |= digit != 0;
            }
            position += 1;
        }
        while position < kept && value != 0 {
            value = value.checked_mul(10)?;
            position += 1;
        }
        if first_dropped > 5 || (first_dropped == 5 && (rest_dropped || value % 2 == 1)) {
            value += 1;
        }
        (value <= LARGEST).then_some(Self(if negative { -value } else { value }))
    }

    /// Whether the value is below zero, as for a penalty.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The quotient, rounded half away from zero to millionths. `None` unless the divisor is positive, and if the quotient is
    /// out of range.
    pub fn checked_div(self, divisor: Self) -> Option<Self> {
        let divisor = divisor.0;
        if !(1..=LARGEST).contains(&divisor) {
            return None;
        }
        // Long division, in which no step exceeds 64 bits: 128-bit arithmetic would cost a kilobyte.
        let (mut quotient, mut rest) = (self.0 / divisor, self.0 % divisor);
        for _ in 0..PLACES {
            rest *= 10;
            quotient = quotient.checked_mul(10)?.checked_add(rest / divisor)?;
            rest %= divisor;
        }
        let half = if rest.abs() * 2 >= divisor { rest.signum() } else { 0 };
        quotient.checked_add(half).map(Self)
    }

    /// The difference. It saturates at the ends of the range.
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// A whole number.
    pub fn from_count(count: usize) -> Self {
        Self(i64::try_from(count).unwrap_or(0).saturating_mul(SCALE))
    }

    /// The shortest exact form, such as `62.1`, `-3` or `0.05`, as `Intl` and CSV readers accept it.
    pub fn text(self) -> String {
        let magnitude = self.0.unsigned_abs();
        let whole = digits(magnitude / SCALE.unsigned_abs());
        // Six digits, with those of nothing in front.
        let fraction = digits(SCALE.unsigned_abs() + magnitude % SCALE.unsigned_abs());
        let fraction = fraction.trim_end_matches('0').get(1..).unwrap_or_default();
        let point = if fraction.is_empty() { "" } else { "." };
        [if self.0 < 0 { "-" } else { "" }, &whole, point, fraction].concat()
    }

    /// The sum. It saturates at the ends of the range.
    pub const fn saturating_add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Decimal {
    fn sum<I: Iterator<Item = Self>>(values: I) -> Self {
        values.fold(Self::ZERO, Self::saturating_add)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap_or_else(|| panic!("{text} should be a number"))
    }

    #[test]
    fn reads_every_form_of_a_json_number() {
        for (text, millionths) in [
            ("0", 0),
            ("-0", 0),
            ("62.10", 62_100_000),
            ("-3", -3_000_000),
            ("0.000001", 1),
            ("5.85e1", 58_500_000),
            ("5.85E+1", 58_500_000),
            ("585e-2", 5_850_000),
            ("1e-9", 0),
            ("0e99", 0),
            ("5.8500000000000005", 5_850_000),
            ("0.0000005", 0),
            ("0.0000015", 2),
            ("0.00000050001", 1),
            ("8999999999.123456", 8_999_999_999_123_456),
        ] {
            assert_eq!(decimal(text).millionths(), millionths, "{text}");
        }
    }

    #[test]
    fn rejects_text_that_is_not_a_number_or_is_too_large() {
        for text in ["", "-", ".5", "abc", "1.2.3", "1e", "1e99", "9223372036854775807", "99999999999", "١"] {
            assert_eq!(Decimal::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn writes_the_shortest_exact_form() {
        for text in ["0", "62.1", "-3", "-0.05", "0.000001", "1234567.89"] {
            assert_eq!(decimal(text).to_string(), text);
        }
        assert_eq!(decimal("62.10").to_string(), "62.1");
    }

    #[test]
    fn divides_to_millionths() {
        for (value, divisor, quotient) in [
            ("62.1", "54.7", "1.135283"),
            ("62.1", "14", "4.435714"),
            ("-1", "3", "-0.333333"),
            ("-2", "3", "-0.666667"),
            ("0.000001", "2", "0.000001"),
            ("0", "7", "0"),
            ("8999999999", "8999999999", "1"),
            ("8999999999.5", "1", "8999999999.5"),
        ] {
            assert_eq!(decimal(value).checked_div(decimal(divisor)), Some(decimal(quotient)), "{value} / {divisor}");
        }
        assert_eq!(decimal("1").checked_div(Decimal::ZERO), None);
        assert_eq!(decimal("1").checked_div(decimal("-2")), None);
        assert_eq!(decimal("8999999999").checked_div(decimal("0.000001")), None);
    }

    proptest! {
        #[test]
        fn divides_as_128_bit_arithmetic_does(value in -9_000_000_000_000_000i64..9_000_000_000_000_000, divisor in 1_000_000i64..9_000_000_000_000_000) {
            let (wide, by) = (i128::from(value) * 1_000_000, i128::from(divisor));
            let rounded = (wide.abs() * 2 + by) / (2 * by) * wide.signum();
            let quotient = Decimal::from_millionths(value).checked_div(Decimal::from_millionths(divisor));
            prop_assert_eq!(quotient.map(|quotient| i128::from(quotient.millionths())), Some(rounded));
        }

        #[test]
        fn reads_back_what_it_wrote(millionths in -9_000_000_000_000_000i64..9_000_000_000_000_000) {
            let value = Decimal::from_millionths(millionths);
            prop_assert_eq!(Decimal::parse(&value.to_string()), Some(value));
        }

        #[test]
        fn parsing_never_panics(text in "[-+0-9.eE]{0,40}") {
            let _ = Decimal::parse(&text);
        }
    }
}
