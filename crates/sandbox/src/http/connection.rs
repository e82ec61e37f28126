//! Accepts connections, and closes one without an answer when a scenario asks for that.

use std::{convert::Infallible, io, time::Duration};

use axum::{Router, extract::Request, response::Response};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

/// Marks a response that must not be sent: the connection is closed instead.
#[derive(Clone, Copy, Debug)]
pub(super) struct DropConnection;

/// Serves connections for as long as the program runs.
pub async fn serve(listener: TcpListener, router: Router) -> Infallible {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(connection(stream, router.clone()));
            }
            // Either a client went away, or there are too many connections, which passes.
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
            // When a service fails, hyper closes the connection without an answer.
            match response.extensions().get::<DropConnection>() {
                Some(_) => Err(io::Error::other("dropped on purpose")),
                None => Ok(response),
            }
        }
    });
    // Clients that go away are normal, and there is nobody to tell.
    let _ = http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service).await;
}
