//! The token in an address: exactly once.

use crate::support::page::address;
use proptest::{collection, prelude::*, sample};
use vpp_core::domain::Token;

fn with_token(text: &str) -> String {
    address(text).with_token(&Token::parse("cot_abc").unwrap()).as_str().to_owned()
}

#[test]
fn the_token_is_appended_to_an_address_without_one() {
    for (text, expected) in [
        ("https://a.example", "https://a.example?fp_cot=cot_abc"),
        ("https://a.example/p?", "https://a.example/p?fp_cot=cot_abc"),
        ("https://a.example/p?x=1", "https://a.example/p?x=1&fp_cot=cot_abc"),
        ("https://a.example/p?x=1&", "https://a.example/p?x=1&fp_cot=cot_abc"),
        ("https://a.example/p?x=1#top", "https://a.example/p?x=1&fp_cot=cot_abc#top"),
        ("https://a.example/p#a?b", "https://a.example/p?fp_cot=cot_abc#a?b"),
        ("https://a.example/fp_cot=old", "https://a.example/fp_cot=old?fp_cot=cot_abc"),
        ("https://a.example/?my_fp_cot=1&fp_cot2=2", "https://a.example/?my_fp_cot=1&fp_cot2=2&fp_cot=cot_abc"),
        (
            "https://a.example/?fp%5fcot%=1&fp_cot%zz&fp_cot%2",
            "https://a.example/?fp%5fcot%=1&fp_cot%zz&fp_cot%2&fp_cot=cot_abc",
        ),
        ("https://a.example/?a&&b=%zz&", "https://a.example/?a&&b=%zz&fp_cot=cot_abc"),
        ("https://a.example/?a=ä#/ö%", "https://a.example/?a=ä&fp_cot=cot_abc#/ö%"),
        ("https://a.example/?next=/p?fp_cot=1", "https://a.example/?next=/p?fp_cot=1&fp_cot=cot_abc"),
        ("https://a.example/?next=fp_cot", "https://a.example/?next=fp_cot&fp_cot=cot_abc"),
        ("myapp://done", "myapp://done?fp_cot=cot_abc"),
    ] {
        assert_eq!(with_token(text), expected);
    }
}

#[test]
fn a_token_in_the_address_is_replaced_where_it_is() {
    for (text, expected) in [
        ("https://a.example/?fp_cot=old", "https://a.example/?fp_cot=cot_abc"),
        ("https://a.example/?fp_cot", "https://a.example/?fp_cot=cot_abc"),
        ("https://a.example/?fp_cot=old&x=%20y", "https://a.example/?fp_cot=cot_abc&x=%20y"),
        ("https://a.example/?a=1&fp_cot=old&b=2#top", "https://a.example/?a=1&fp_cot=cot_abc&b=2#top"),
        ("https://a.example/?a=1&fp_cot=old&b=2&fp_cot=older", "https://a.example/?a=1&fp_cot=cot_abc&b=2"),
        ("myapp://done?fp_cot=old", "myapp://done?fp_cot=cot_abc"),
        // However its name is written.
        ("https://a.example/?a=1;fp_cot=old", "https://a.example/?a=1;fp_cot=cot_abc"),
        ("https://a.example/?b&amp;fp_cot=old", "https://a.example/?b&amp;fp_cot=cot_abc"),
        ("https://a.example/?a=1&fp%5Fcot=old&b=2", "https://a.example/?a=1&fp_cot=cot_abc&b=2"),
        ("https://a.example/?FP_Cot=old", "https://a.example/?fp_cot=cot_abc"),
        ("https://a.example/?%66%70%5f%43%6F%74=old", "https://a.example/?fp_cot=cot_abc"),
        ("https://a.example/?fp%255Fcot=old&%2525252566p_cot", "https://a.example/?fp_cot=cot_abc"),
        ("https://a.example/?fp_cot%3Dold", "https://a.example/?fp_cot=cot_abc"),
        // Behind `#` too, but only where the query has none.
        ("https://a.example/#fp_cot=old", "https://a.example/#fp_cot=cot_abc"),
        ("https://a.example/?#/fp_cot=old", "https://a.example/?#/fp_cot=cot_abc"),
        ("https://a.example/?a=1&#!fp_cot=old", "https://a.example/?a=1&#!fp_cot=cot_abc"),
        ("https://a.example/?a=1#/b?c=2&FP%5FCOT=old&d", "https://a.example/?a=1#/b?c=2&fp_cot=cot_abc&d"),
        ("https://a.example/?fp_cot=old#fp_cot=older", "https://a.example/?fp_cot=cot_abc#"),
        ("https://a.example/?a&fp%5Fcot=old&fp_cot=o#b&fp_cot=o&c", "https://a.example/?a&fp_cot=cot_abc#b&c"),
        ("myapp://done#fp_cot=old&fp_cot=older", "myapp://done#fp_cot=cot_abc"),
    ] {
        assert_eq!(with_token(text), expected);
    }
}

proptest! {
    #![proptest_config(crate::support::cases(256))]

    #[test]
    fn the_token_is_in_the_query_exactly_once_and_everything_else_stays(
        parameters in collection::vec(
            prop_oneof![sample::select(vec!["fp_cot=old", "fp_cot=", "fp_cot"]).prop_map(str::to_owned), "[a-z]{1,3}=[a-z0-9%]{0,3}"],
            0..6,
        ),
        fragment in "(#[a-z?&=]{0,8})?",
    ) {
        let text = with_token(&format!("https://a.example/p?{}{fragment}", parameters.join("&")));
        let (head, tail) = text.split_once('#').unwrap_or((&text, ""));
        prop_assert_eq!(tail, fragment.trim_start_matches('#'));
        let query: Vec<&str> = head.split_once('?').unwrap().1.split('&').collect();
        let is_token = |parameter: &str| parameter.split('=').next() == Some("fp_cot");
        prop_assert_eq!(query.iter().filter(|parameter| is_token(parameter)).collect::<Vec<_>>(), [&"fp_cot=cot_abc"]);
        let others = |parameters: &[&str]| -> Vec<String> {
            parameters.iter().filter(|parameter| !is_token(parameter)).map(|parameter| (*parameter).to_owned()).collect()
        };
        let before: Vec<&str> = parameters.iter().map(String::as_str).collect();
        prop_assert_eq!(others(&query), others(&before));
        let position = before.iter().position(|parameter| is_token(parameter)).unwrap_or(before.len());
        prop_assert_eq!(query.iter().position(|parameter| is_token(parameter)), Some(position));
    }
}

#[test]
fn only_https_and_http_are_web_addresses() {
    for (text, is_web) in [("https://a.example", true), ("HTTP://localhost:1/", true), ("myapp://done", false)] {
        assert_eq!(address(text).is_web(), is_web, "{text}");
    }
}
