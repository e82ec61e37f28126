//! Connect's side: the call that creates a token.

use std::{error::Error, time::Duration};

use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};
use ureq::{
    Agent,
    tls::{RootCerts, TlsConfig},
};

/// Where tokens are created, and the secret for it.
#[derive(Debug)]
pub(crate) struct Connect {
    pub(crate) url: String,
    pub(crate) secret: SecretString,
}

/// UNVERIFIED: creates a Connect token for a customer. Flatpeak's public documents do not describe this call; replace the
/// address, the headers and the fields by those of your account's.
pub(crate) fn create_connect_token(customer: &str, connect: &Connect) -> Result<String, Box<dyn Error + Send + Sync>> {
    // The element waits for 15 seconds. The secret goes to this address only, so no redirect is followed.
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    let config = Agent::config_builder().timeout_global(Some(Duration::from_secs(10))).max_redirects(0).tls_config(tls);
    let request = Agent::new_with_config(config.build())
        .post(&connect.url)
        .header("authorization", format!("Bearer {}", connect.secret.expose_secret()))
        .header("content-type", "application/json");
    let mut answer = request.send(json!({ "customer_id": customer }).to_string())?;
    let answer: Value = serde_json::from_str(&answer.body_mut().read_to_string()?)?;
    let token = answer["connect_token"].as_str().filter(|token| is_token(token));
    Ok(token.ok_or("Connect's answer has no token")?.to_owned())
}

fn is_token(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    text.strip_prefix("cot_").is_some_and(|rest| (1..=200).contains(&rest.len()) && rest.bytes().all(plain))
}
