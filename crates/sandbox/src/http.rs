//! HTTP: the API, the pages of the sandbox's own, and the files of `dist/`.

mod api;
mod files;
mod headers;
mod index_html;
mod pages;

use std::{convert::Infallible, io, path::PathBuf, sync::Arc, time::Duration};

use axum::{
    Router,
    extract::Request,
    response::Response,
    routing::{any, get},
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

use crate::Sandbox;

pub use index_html::point_at;

/// What the server serves.
#[derive(Debug)]
pub struct App {
    /// The conversation.
    pub sandbox: Sandbox,
    /// The folder with the built page.
    pub dist: PathBuf,
    /// Another Connect service for the page to talk to; without it, this one.
    pub connect_url: Option<String>,
    /// The origins that may show the page in a frame, with spaces between them; without it, none.
    pub allowed_origins: Option<String>,
}

/// All routes with their headers.
pub fn router(app: App) -> Router {
    let app = Arc::new(app);
    Router::new()
        .route("/connect", any(api::connect))
        .route("/sandbox", get(pages::index))
        .route("/sandbox/", get(pages::index))
        .route("/sandbox/sandbox.css", get(pages::style))
        .route("/sandbox/icon.svg", get(pages::icon))
        .route("/sandbox/tariff", get(pages::tariff).post(pages::finish))
        .route("/sandbox/callback", get(pages::callback))
        .fallback(files::serve)
        .with_state(Arc::clone(&app))
        .layer(axum::middleware::from_fn_with_state(app, headers::add))
}

/// Marks a response that must not be sent: the connection is closed instead.
#[derive(Clone, Copy, Debug)]
struct DropConnection;

/// Serves connections for as long as the program runs.
pub async fn serve(listener: TcpListener, router: Router) -> Infallible {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(connection(stream, router.clone()));
            }
            // Either one client went away, or there are too many at once, which passes.
            Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
        }
    }
}

async fn connection(stream: TcpStream, router: Router) {
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let router = router.clone();
        async move {
            let response: Response = router
                .oneshot(request.map(axum::body::Body::new) as Request)
                .await
                .unwrap_or_else(|never| match never {});
            // A service that fails makes hyper close the connection without an answer.
            match response.extensions().get::<DropConnection>() {
                Some(_) => Err(io::Error::other("dropped on purpose")),
                None => Ok(response),
            }
        }
    });
    // Clients that go away are everyday life; there is nobody to tell.
    let _ = http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service).await;
}
