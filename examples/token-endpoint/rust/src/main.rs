//! POST /connect-token: gives the customer who is signed in a token for their earnings. The secret stays on this server.

mod connect;

use std::{env, error::Error, sync::Arc};

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::post,
};
use tokio::{net::TcpListener, task::spawn_blocking};

use connect::{Connect, create_connect_token};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let variable = |name: &str| env::var(name).map_err(|_| format!("Set {name}."));
    let connect = Connect { url: variable("CONNECT_TOKEN_URL")?, secret: variable("CONNECT_SECRET")?.into() };
    let port = variable("PORT").map_or(Ok(8000), |port| port.parse())?;
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    println!("Tokens at http://{}/connect-token", listener.local_addr()?);
    let app = Router::new().route("/connect-token", post(give_token)).with_state(Arc::new(connect));
    Ok(axum::serve(listener, app).await?)
}

async fn give_token(State(connect): State<Arc<Connect>>, headers: HeaderMap) -> Response {
    // Other sites could not read the answer, but they would create sessions.
    if headers.get("sec-fetch-site").is_some_and(|site| site != "same-origin") {
        return StatusCode::FORBIDDEN.into_response();
    }
    let Some(customer) = customer_of(&headers) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    match spawn_blocking(move || create_connect_token(customer, &connect)).await {
        Ok(Ok(token)) => ([(header::CACHE_CONTROL, "no-store")], token).into_response(),
        Ok(Err(error)) => no_token(&error.to_string()),
        Err(error) => no_token(&error.to_string()),
    }
}

/// Neither the token nor the secret gets into a log, and the browser learns nothing of what went wrong.
fn no_token(reason: &str) -> Response {
    eprintln!("No token: {reason}.");
    StatusCode::BAD_GATEWAY.into_response()
}

/// Yours: the customer who is signed in, from your own session. Never from a parameter: anyone can write one.
fn customer_of(headers: &HeaderMap) -> Option<&'static str> {
    let cookies = headers.get(header::COOKIE)?.to_str().ok()?;
    let session = cookies.split(';').find_map(|cookie| cookie.trim().strip_prefix("session="))?;
    (session == "demo").then_some("customer-1")
}
