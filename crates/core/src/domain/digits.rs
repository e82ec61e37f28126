//! Numbers as text without `core::fmt`: one `format!` or `to_string` in the page would bring along 1.6 KB.

/// The decimal digits of a number.
pub fn digits(mut number: u64) -> String {
    let mut reversed = Vec::new();
    while number > 0 || reversed.is_empty() {
        reversed.push(digit(number % 10));
        number /= 10;
    }
    reversed.into_iter().rev().collect()
}

/// The last two digits of a number.
pub fn two_digits(number: u64) -> String {
    [digit(number / 10 % 10), digit(number % 10)].into_iter().collect()
}

fn digit(digit: u64) -> char {
    u32::try_from(digit).ok().and_then(|digit| char::from_digit(digit, 10)).unwrap_or('0')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_are_written_as_by_the_standard_library(number: u64) {
            prop_assert_eq!(digits(number), number.to_string());
            prop_assert_eq!(two_digits(number), format!("{:02}", number % 100));
        }
    }

    #[test]
    fn zero_is_a_digit() {
        assert_eq!((digits(0), two_digits(7)), ("0".to_owned(), "07".to_owned()));
    }
}
