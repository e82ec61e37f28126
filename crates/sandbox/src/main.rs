//! The sandbox's server: `sandbox --help` says how to start it.

mod arguments;

use std::{
    convert::Infallible,
    io::{self, ErrorKind},
    net::SocketAddr,
    process::ExitCode,
};

use arguments::{Arguments, Command};
use sandbox::{
    Sandbox, http,
    scenario::{DOCUMENTED_TOKEN, Group},
    scenarios,
};
use tokio::net::TcpListener;

fn main() -> ExitCode {
    let arguments = match arguments::parse(std::env::args_os().skip(1)) {
        Ok(Command::Serve(arguments)) => arguments,
        Ok(Command::Help) => {
            print!("{}", arguments::HELP);
            return ExitCode::SUCCESS;
        }
        Err(message) => {
            eprintln!("{message} `--help` lists the options.");
            return ExitCode::from(2);
        }
    };
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("The server could not start: {error}.");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(&arguments)) {
        Ok(never) => match never {},
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> Result<Infallible, String> {
    let (host, port) = (&arguments.host, arguments.port);
    let listener = TcpListener::bind((host.as_str(), port)).await.map_err(|error| explain(&error, host, port))?;
    let address = listener.local_addr().map_err(|error| explain(&error, host, port))?;
    let origin = origin(host, address);
    let app = http::App {
        sandbox: Sandbox::new().with_origin(&origin).with_today(arguments.today),
        dist: arguments.dist.clone(),
        connect_url: arguments.connect_url.clone(),
        allowed_origins: arguments.allow_origins.clone(),
    };
    print_links(&origin);
    Ok(http::serve(listener, http::router(app)).await)
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

/// The address to open. One that means "all interfaces" is not an address that a browser can open.
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
}
