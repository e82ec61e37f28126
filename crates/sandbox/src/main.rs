//! The sandbox's server. `sandbox --help` lists its options.

mod cli;

use std::{
    convert::Infallible,
    io::{self, ErrorKind},
    net::SocketAddr,
    process::ExitCode,
    sync::Arc,
};

use chrono::Utc;
use clap::Parser as _;
use cli::Cli;
use sandbox::{
    connect::{
        Sandbox,
        scenario::{DOCUMENTED_TOKEN, Group, scenarios},
    },
    http::{self, AppState, Setting},
    leap::{
        CONNECTIONS_PATH, Leap,
        keys::GOOD_KEY,
        organisations::{Organisations, PAGE},
    },
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
    let host = &cli.host;
    let (listener, address) = listen(host, cli.port, "--port").await?;
    let (leap_listener, leap_address) = match (cli.leap_port, address.port().checked_add(1)) {
        (Some(port), _) => listen(host, port, "--leap-port").await?,
        (None, None) => listen(host, 0, "--leap-port").await?,
        (None, Some(next)) => match listen(host, next, "--leap-port").await {
            Ok(listening) => listening,
            Err(_) => listen(host, 0, "--leap-port").await?,
        },
    };
    let origin = origin(host, address);
    let leap_origin = leap_origin(host, leap_address);
    let state = AppState::new(&origin, Sandbox::new().with_today(cli.today), Leap::new(Utc::now()));
    let organisations = cli.confirmation.into_iter().fold(state.organisations.clone(), Organisations::with);
    let filled = |setting: Setting| Setting { content: setting.content.replace("{leap}", &leap_origin), ..setting };
    let state = Arc::new(AppState {
        organisations,
        journey_origin: leap_origin.clone(),
        dist: cli.dist,
        connect_url: cli.connect_url,
        allowed_origins: cli.allow_origins,
        settings: cli.setting.into_iter().map(filled).collect(),
        ..state
    });
    print_links(&origin, &leap_origin);
    let journey = http::serve(leap_listener, http::journey_router(Arc::clone(&state)));
    tokio::spawn(async { match journey.await {} });
    Ok(http::serve(listener, http::router(state)).await)
}

async fn listen(host: &str, port: u16, option: &str) -> Result<(TcpListener, SocketAddr), String> {
    let listening = async {
        let listener = TcpListener::bind((host, port)).await?;
        let address = listener.local_addr()?;
        Ok((listener, address))
    };
    listening.await.map_err(|error| explain(&error, host, port, option))
}

fn explain(error: &io::Error, host: &str, port: u16, option: &str) -> String {
    match error.kind() {
        ErrorKind::AddrInUse => format!(
            "Port {port} on {host} is taken by another program; choose another one with `{option}`, or `{option} 0` for any."
        ),
        ErrorKind::PermissionDenied => format!(
            "Port {port} on {host} needs more rights than this program has; choose one above 1023 with `{option}`."
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

/// The origin of Leap's journey. On this machine it has another name than the page, so that browsers take it for another
/// site: ports alone do not keep cookies apart.
fn leap_origin(host: &str, address: SocketAddr) -> String {
    match host {
        "localhost" => format!("http://{address}"),
        _ if address.ip().is_unspecified() || address.ip().is_loopback() => {
            format!("http://localhost:{}", address.port())
        }
        _ => origin(host, address),
    }
}

fn print_links(origin: &str, leap_origin: &str) {
    println!("Documented customer      {origin}/?fp_cot={DOCUMENTED_TOKEN}");
    for scenario in scenarios() {
        if [Group::Participation, Group::Joining].contains(&scenario.group) {
            println!("{:<24} {origin}{}", scenario.title, scenario.path(&scenario.token()));
        }
    }
    println!("All customers            {origin}/sandbox");
    println!("Playground for brands    {origin}/sandbox/playground");
    println!("Leap's journey           {leap_origin}/{PAGE}/pge/getting-started?refId=ref-1");
    println!("Leap's API               {origin}/leap, with the customers in {origin}/sandbox/leap");
    println!(
        "                         LEAP_API_KEY={GOOD_KEY} cargo run -p leap -- poll --store target/leap-sandbox.db \\"
    );
    println!("                           --api-url {origin}/leap --path {CONNECTIONS_PATH}");
}
