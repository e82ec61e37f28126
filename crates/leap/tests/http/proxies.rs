//! Proxies are obeyed, and see no key.

use crate::sandbox::{now, question};
use crate::tls::{HOST, Inspector};
use leap::client::{ApiKey, ApiUrl, Client, ClientError, Proxies, Retry};

const KEY: &str = "partner-0001:s3cr3t-0123456789";

/// The only thing that a poll gives, with these variables.
fn poll(url: &str, variables: &[(&str, &str)]) -> ClientError {
    let value = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    let proxies = Proxies::from_variables(value).unwrap();
    let client = Client::new(ApiUrl::parse(url).unwrap(), ApiKey::parse(KEY).unwrap(), &proxies);
    client.poll(question(""), None).next().unwrap().unwrap_err()
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_refused_with_a_hint() {
    let proxy = Inspector::start("");
    let error = poll(&format!("https://{HOST}"), &[("HTTPS_PROXY", proxy.address())]);
    let text = error.to_string();
    assert!(text.starts_with("no connection: ") && text.contains("SSL_CERT_FILE"), "{text}");
    assert_eq!(error.retry(), Retry::Later);
    assert_eq!(proxy.requests(), [""; 0], "the key was sent to nobody");
    let connects = proxy.connects();
    assert!(connects[0].starts_with(&format!("CONNECT {HOST}:443 HTTP/1.1\r\n")), "{connects:?}");
    assert!(!connects[0].contains("s3cr3t") && !connects[0].to_lowercase().contains("\r\nauthorization"));
}

#[test]
fn hosts_without_a_proxy_are_asked_directly() {
    let proxy = Inspector::start("");
    // Nobody has this host, so that nothing is asked of anybody.
    let url = "https://api.leap.invalid";
    for rule in ["api.leap.invalid", "leap.invalid", ".leap.invalid", "*.leap.invalid", "*", "x, API.LEAP.INVALID ,y"] {
        let error = poll(url, &[("HTTPS_PROXY", proxy.address()), ("NO_PROXY", rule)]);
        assert!(matches!(&error, ClientError::Unreachable(reason) if !reason.contains("proxy")), "{rule}: {error:?}");
    }
    assert_eq!(proxy.connects(), [""; 0]);
    for (name, rule) in [
        ("HTTPS_PROXY", "eap.invalid"),
        ("all_proxy", "other.invalid"),
        ("ALL_PROXY", ""),
        ("https_proxy", "leap.invalid.example"),
    ] {
        let before = proxy.connects().len();
        poll(url, &[(name, proxy.address()), ("no_proxy", rule)]);
        assert_eq!(proxy.connects().len(), before + 1, "{name} {rule}");
    }
}

#[test]
fn this_machine_has_no_proxy() {
    let proxy = Inspector::start("");
    let sandbox = crate::sandbox::start(now());
    let error = poll(&format!("{sandbox}/leap"), &[("HTTPS_PROXY", proxy.address()), ("ALL_PROXY", proxy.address())]);
    assert!(matches!(error, ClientError::Unauthorized(_)), "{error:?}");
    assert_eq!(proxy.connects(), [""; 0]);
}

#[test]
fn a_proxy_that_cannot_be_understood_is_not_gone_around_and_its_password_not_shown() {
    let error = Proxies::from_variables(|name| (name == "ALL_PROXY").then(|| "ftp://user:pass@proxy".to_owned()));
    let text = error.unwrap_err().to_string();
    assert_eq!(text, "ALL_PROXY is no address of a proxy, such as http://proxy.example:3128");
    let known = Proxies::from_variables(|name| (name == "HTTPS_PROXY").then(|| "http://user:pass@proxy".to_owned()));
    assert!(!format!("{known:?}").contains("pass"), "{known:?}");
}

#[test]
fn a_proxy_that_is_not_there_or_refuses_is_named_as_such() {
    let url = format!("https://{HOST}");
    let refused = poll(&url, &[("HTTPS_PROXY", "http://127.0.0.1:1")]).to_string();
    assert!(refused.starts_with("no connection: ") && refused.contains("refused"), "{refused}");
    let sandbox = crate::sandbox::start(now());
    let denied = poll(&url, &[("HTTPS_PROXY", &sandbox)]).to_string();
    assert!(denied.contains("the proxy refused"), "{denied}");
}
