//! The command `leap`: authorization links, connection status, and the next step for every customer.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run(std::env::args_os())
}
