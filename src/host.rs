//! The world around the page: what the deployment and the address tell it.
//!
//! Pure parts first, so that they can be tested natively; `browser` is the only one that touches the window.

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod settings;

pub use settings::Settings;

/// The parameter which carries the token.
const TOKEN: &str = "fp_cot";

/// Takes the token out of a query or a fragment (without its `?` or `#`): the token's text, if there is one, and what
/// is left. Other parameters stay exactly as they are.
pub fn take_token(parameters: &str) -> (Option<String>, String) {
    let mut token = None;
    let mut rest = Vec::new();
    for parameter in parameters.split('&') {
        match parameter.split_once('=') {
            Some((TOKEN, value)) => token = Some(value.to_owned()),
            _ if parameter == TOKEN => token = Some(String::new()),
            _ => rest.push(parameter),
        }
    }
    (token, rest.join("&"))
}

#[cfg(test)]
mod tests {
    use super::take_token;

    #[test]
    fn takes_the_token_and_leaves_the_rest() {
        for (given, token, rest) in [
            ("", None, ""),
            ("fp_cot=cot_a", Some("cot_a"), ""),
            ("lang=de&fp_cot=cot_a&x=%20", Some("cot_a"), "lang=de&x=%20"),
            ("fp_cot", Some(""), ""),
            ("fp_cot=", Some(""), ""),
            ("xfp_cot=cot_a", None, "xfp_cot=cot_a"),
            ("fp_cot=cot_a&fp_cot=cot_b", Some("cot_b"), ""),
        ] {
            assert_eq!(take_token(given), (token.map(str::to_owned), rest.to_owned()), "{given}");
        }
    }
}
