//! The files in `dist/`, with the cache headers that a deployment should send.

use std::{convert::Infallible, sync::Arc};

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{Html, IntoResponse as _, Response},
};
use tower::ServiceExt as _;
use tower_http::services::ServeDir;

use super::{connect_api, pages, settings, state::AppState};

/// Where the playground finds the page and the element. As `/v1/`, but the sandbox's own pages may show it in a frame.
pub(super) const PLAYGROUND: &str = "/sandbox/v1/";

/// Serves a file, or the page itself at `/`.
pub(super) async fn serve(State(app): State<Arc<AppState>>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let allow = [(header::ALLOW, "GET, HEAD")];
        return (StatusCode::METHOD_NOT_ALLOWED, allow).into_response();
    }
    let framed = request.uri().path().starts_with(PLAYGROUND).then(|| origins(request.headers()));
    let (request, path) = unversioned(request);
    let mut response = if matches!(path.as_str(), "/" | "/index.html") {
        index(&app, framed.as_deref()).await
    } else if is_hidden(&path) {
        pages::not_found()
    } else {
        file(&app, request).await
    };
    let cache = if is_hashed(&path) && response.status().is_success() {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}

/// The origins that this server has for the browser: a proxy in front may have added https.
fn origins(headers: &HeaderMap) -> String {
    let origin = connect_api::origin(headers);
    format!("{origin} {}", origin.replacen("http:", "https:", 1))
}

/// Removes `/v1` from a path. The folder is served below `/v1/`, as in a deployment, and at the root for short links.
fn unversioned(mut request: Request) -> (Request, String) {
    let path = request.uri().path();
    let path = path.strip_prefix("/sandbox").filter(|_| path.starts_with(PLAYGROUND)).unwrap_or(path);
    let rest = path.strip_prefix("/v1").filter(|rest| rest.starts_with('/') && !rest.starts_with("//"));
    if let Some(uri) = rest.and_then(|rest| rest.parse().ok()) {
        *request.uri_mut() = uri;
    }
    let path = request.uri().path().to_owned();
    (request, path)
}

/// The page, read from disk each time because a build may have replaced it. In the playground, `framed` has the origins that
/// may show it in a frame, and customers can join through Leap unless a setting says otherwise.
async fn index(app: &AppState, framed: Option<&str>) -> Response {
    let path = app.dist.join("index.html");
    let url = app.connect_url.as_deref().unwrap_or("/connect");
    match tokio::fs::read_to_string(&path).await {
        Ok(html) => {
            // The app of the customer `app_link`.
            let html = settings::set(&html, "vpp:app-schemes", "myapp");
            let html = settings::set_connect_url(&html, url);
            let html = match framed {
                Some(_) => {
                    settings::set(&html, "vpp:leap-link", &format!("{}/Acme/pge/getting-started", app.journey_origin))
                }
                None => html,
            };
            let html = app.settings.iter().fold(html, |html, one| settings::set(&html, &one.name, &one.content));
            let origins = framed.or(app.allowed_origins.as_deref()).unwrap_or_default();
            Html(if origins.is_empty() { html } else { settings::set(&html, "vpp:allowed-origins", origins) })
                .into_response()
        }
        Err(_) => pages::not_built(&app.dist),
    }
}

async fn file(app: &AppState, request: Request) -> Response {
    let files =
        ServeDir::new(&app.dist).append_index_html_on_directories(false).precompressed_br().precompressed_gzip();
    let served: Result<_, Infallible> = files.oneshot(request).await;
    match served {
        Ok(response) if response.status() == StatusCode::NOT_FOUND => pages::not_found(),
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    }
}

/// Whether a path leads to a hidden file or folder, such as `/.git`.
fn is_hidden(path: &str) -> bool {
    // An encoded dot would not be found in the path as it is.
    let path = path.replace("%2e", ".").replace("%2E", ".");
    path.split(['/', '\\']).any(|part| part.starts_with('.'))
}

/// Whether a file name contains a hash of the content, as in `page-0123456789abcdef_bg.wasm`.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let Some((stem, _ending)) = name.split_once('.') else {
        return false;
    };
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    stem.rsplit_once('-').is_some_and(|(_, hash)| hash.len() >= 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
