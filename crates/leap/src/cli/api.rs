//! A client of Leap's API, with the key from where it is kept.

use super::args::Api;
use super::clock::Clock;
use super::failure::Failure;
use super::{input, output};
use leap::client::{ApiKey, Client, Proxies};
use leap::store::{Store, StoreError};
use std::path::Path;

/// The variable that has the key.
const VARIABLE: &str = "LEAP_API_KEY";

/// A client. Its waits are told on standard error.
pub(crate) fn client(api: &Api, clock: &Clock) -> Result<Client, Failure> {
    let key = key(api.api_key_file.as_deref())?;
    let proxies = Proxies::from_environment().map_err(Failure::Proxy)?;
    Ok(Client::new(api.api_url.clone(), key, &proxies).with_clock(clock.clone()))
}

/// The scheme, host and port of the API, by which a store knows its environment.
pub(crate) fn origin(api: &Api) -> String {
    let address = api.api_url.to_string();
    let start = address.find("://").map_or(0, |at| at + "://".len());
    let end = address[start..].find('/').map_or(address.len(), |at| start + at);
    address[..end].to_owned()
}

/// Fails if the store belongs to another environment, before anything is asked.
pub(crate) fn check_environment(store: &Store, api: &Api) -> Result<(), Failure> {
    let asked = origin(api);
    match store.environment()? {
        Some(of_store) if of_store != asked => Err(StoreError::OtherEnvironment { of_store, asked }.into()),
        _ => Ok(()),
    }
}

/// The key: from a file, or else from the variable. Nothing that is read here gets into a message.
fn key(file: Option<&Path>) -> Result<ApiKey, Failure> {
    let (place, text) = match file {
        Some(file) => {
            warn_of_readers(file);
            let text = String::from_utf8(input::bytes(file)?);
            (input::name(file), text.map_err(|_| Failure::KeyNotText { place: input::name(file) })?)
        }
        None => {
            let value = std::env::var_os(VARIABLE).ok_or(Failure::NoKey)?;
            let text = value.into_string();
            (VARIABLE.to_owned(), text.map_err(|_| Failure::KeyNotText { place: VARIABLE.to_owned() })?)
        }
    };
    ApiKey::parse(&text).map_err(|error| Failure::Key { place, error })
}

/// Warns of a key that other users of the machine can read.
fn warn_of_readers(file: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(file).map(|metadata| (metadata.is_file(), metadata.permissions().mode()));
        if let Ok((true, mode)) = mode
            && mode & 0o077 != 0
        {
            output::warn(&format!("{}: others can read the key; chmod 600 keeps it to you", input::name(file)));
        }
    }
}
