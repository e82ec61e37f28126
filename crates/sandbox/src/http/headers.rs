//! The security headers that a deployment of the page should send.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Uri, header},
    middleware::Next,
    response::Response,
};

use super::{files, state::AppState};

const PERMISSIONS: &str = "accelerometer=(), autoplay=(), camera=(), display-capture=(), \
    encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), \
    microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), \
    serial=(), usb=(), xr-spatial-tracking=()";

/// Adds the headers to every response.
pub(super) async fn add(State(app): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    add_to_all(headers, &content_security_policy(&path, &app));
    let mut insert = |name, value| headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    match path.strip_prefix("/v1").unwrap_or(&path) {
        // Pages of other origins use the API too.
        "/connect" => {}
        // The page may be in a frame of a cross-origin isolated page, which requires these headers.
        "/" | "/index.html" => {
            insert("cross-origin-resource-policy", "cross-origin");
            insert("cross-origin-embedder-policy", "require-corp");
        }
        // Partners' pages load these files.
        name if name.starts_with("/vpp-summary.") || name.starts_with("/embed-") => {
            insert("cross-origin-resource-policy", "cross-origin");
            insert("access-control-allow-origin", "*");
        }
        _ => {
            insert("cross-origin-resource-policy", "same-origin");
        }
    }
    response
}

/// Adds the headers to every response of Leap's journey. Its pages need no script.
pub(super) async fn add_to_journey(State(app): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    // The answer to a form leads to the partner, and browsers check that address, too.
    let partners = app.organisations.iter().filter_map(|one| one.confirmation.as_ref());
    let forms: String = partners.map(|address| format!(" {}", address.source())).collect();
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'{forms}; \
         frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    );
    let headers = response.headers_mut();
    add_to_all(headers, &policy);
    let same_origin = HeaderValue::from_static("same-origin");
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), same_origin);
    response
}

fn add_to_all(headers: &mut HeaderMap, policy: &str) {
    if let Ok(policy) = HeaderValue::from_str(policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(HeaderName::from_static("permissions-policy"), HeaderValue::from_static(PERMISSIONS));
    headers.insert(HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin"));
}

fn content_security_policy(path: &str, app: &AppState) -> String {
    let connect = app.connect_url.as_deref().and_then(origin_of);
    let connect = connect.map_or_else(String::new, |origin| format!(" {origin}"));
    // Only these pages have a form.
    let form = if ["/sandbox/tariff", "/sandbox/leap"].contains(&path) { "'self'" } else { "'none'" };
    let ancestors = app.allowed_origins.as_deref().filter(|origins| !origins.is_empty()).unwrap_or("'none'");
    // Only the playground shows a page in a frame, and only that page may be in it.
    let (ancestors, frames) = match path {
        "/sandbox/playground" => ("'none'", " frame-src 'self';"),
        path if path.starts_with(files::PLAYGROUND) => ("'self'", ""),
        _ => (ancestors, ""),
    };
    format!(
        "default-src 'none';{frames} script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         connect-src 'self'{connect}; base-uri 'none'; form-action {form}; frame-ancestors {ancestors}; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

/// The origin of an address, or nothing for an address without scheme and host, which has the page's own origin.
fn origin_of(url: &str) -> Option<String> {
    let uri: Uri = url.parse().ok()?;
    Some(format!("{}://{}", uri.scheme_str()?, uri.authority()?))
}
