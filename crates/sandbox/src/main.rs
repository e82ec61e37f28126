//! The sandbox's server. `sandbox --help` lists its options.

mod cli;

use std::{
    convert::Infallible,
    io::{self, ErrorKind},
    net::SocketAddr,
    process::ExitCode,
};

use chrono::Utc;
use clap::Parser as _;
use cli::Cli;
use sandbox::{
    connect::{
        Sandbox,
        scenario::{DOCUMENTED_TOKEN, Group, scenarios},
    },
    http,
    leap::{CONNECTIONS_PATH, Leap, keys::GOOD_KEY},
};
use tokio::net::TcpListener;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("The server could not start: {error}.");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(cli)) {
        Ok(never) => match never {},
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> Result<Infallible, String> {
    let (host, port) = (&cli.host, cli.port);
    let listener = TcpListener::bind((host.as_str(), port)).await.map_err(|error| explain(&error, host, port))?;
    let address = listener.local_addr().map_err(|error| explain(&error, host, port))?;
    let origin = origin(host, address);
    let state = http::AppState {
        sandbox: Sandbox::new().with_origin(&origin).with_today(cli.today),
        leap: Leap::new(Utc::now()),
        dist: cli.dist,
        connect_url: cli.connect_url,
        allowed_origins: cli.allow_origins,
    };
    print_links(&origin);
    Ok(http::serve(listener, http::router(state)).await)
}

fn explain(error: &io::Error, host: &str, port: u16) -> String {
    match error.kind() {
        ErrorKind::AddrInUse => format!(
            "Port {port} on {host} is taken by another program; choose another one with `--port`, or `--port 0` for any."
        ),
        ErrorKind::PermissionDenied => format!(
            "Port {port} on {host} needs more rights than this program has; choose one above 1023 with `--port`."
        ),
        _ => format!("The server cannot listen on {host}, port {port}: {error}."),
    }
}

/// The origin to open. A browser cannot open an address that means "all interfaces".
fn origin(host: &str, address: SocketAddr) -> String {
    let port = address.port();
    if address.ip().is_unspecified() {
        format!("http://127.0.0.1:{port}")
    } else if host.contains(':') {
        format!("http://[{host}]:{port}")
    } else {
        format!("http://{host}:{port}")
    }
}

fn print_links(origin: &str) {
    println!("Documented customer  {origin}/?fp_cot={DOCUMENTED_TOKEN}");
    for scenario in scenarios() {
        if scenario.group == Group::Participation {
            println!("{:<20} {origin}/?fp_cot={}", scenario.title, scenario.token());
        }
    }
    println!("All customers        {origin}/sandbox");
    println!("Leap's API           {origin}/leap, with the customers in {origin}/sandbox/leap");
    println!(
        "                     LEAP_API_KEY={GOOD_KEY} cargo run -p leap -- poll --store target/leap-sandbox.db \\"
    );
    println!("                       --api-url {origin}/leap --path {CONNECTIONS_PATH}");
}
