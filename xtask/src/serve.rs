//! Showing the page: `run` and `dev`.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::{Child, Command};
use std::time::Duration;

use crate::args::Serving;
use crate::page;
use crate::project::{Failure, Project, Result, not_started, run as run_to_end, say};

/// Where `dev` builds, apart from the release build in `dist/`.
const DEV_DIST: &str = "target/dev-dist";

/// Builds the page for release and serves it with the sandbox until Ctrl-C.
pub(crate) fn run(project: &Project, options: &Serving) -> Result<()> {
    check_port(options.port)?;
    let tools = page::set_up(project)?;
    page::build(project, &tools)?;
    if let Err(failure) = page::size(project)?.check() {
        say(format_args!("Take note: {failure}"));
    }
    let sandbox = build_sandbox(project)?;
    become_program(&mut serve(project, &sandbox, page::DIST, options))
}

/// Builds the page quickly, serves it, and builds it again after every save, until Ctrl-C.
pub(crate) fn dev(project: &Project, options: &Serving) -> Result<()> {
    check_port(options.port)?;
    let tools = page::set_up(project)?;
    let sandbox = build_sandbox(project)?;
    say("Building the page without optimisation.");
    run_to_end(
        &mut tools.trunk(project, ["build", "--dist", DEV_DIST]),
        "the page could not be built; mend it and start again.",
    )?;
    // Both are in the group of processes that the terminal interrupts, so that Ctrl-C ends them together with this.
    let mut server = start(&mut serve(project, &sandbox, DEV_DIST, options))?;
    let watcher = start(&mut tools.trunk(project, ["watch", "--dist", DEV_DIST]));
    let mut watcher = match watcher {
        Ok(child) => child,
        Err(failure) => {
            end(&mut server);
            return Err(failure);
        }
    };
    say("The page is built again after every save; reload it in the browser then.");
    let failure = loop {
        if has_ended(&mut server) {
            break "the sandbox has ended; what it printed above tells why.";
        }
        if has_ended(&mut watcher) {
            break "Trunk has ended; what it printed above tells why.";
        }
        std::thread::sleep(Duration::from_millis(200));
    };
    end(&mut server);
    end(&mut watcher);
    Err(Failure::new(failure))
}

/// Builds the sandbox and answers with the path of its program.
pub(crate) fn build_sandbox(project: &Project) -> Result<PathBuf> {
    say("Building the sandbox.");
    run_to_end(
        &mut project.cargo(["build", "--package", "sandbox"]),
        "the sandbox could not be built; what is printed above tells why.",
    )?;
    let name = format!("target/debug/sandbox{}", std::env::consts::EXE_SUFFIX);
    Ok(project.path(&name))
}

/// The sandbox, to be started with a built page. It prints the links itself.
fn serve(project: &Project, sandbox: &PathBuf, dist: &str, options: &Serving) -> Command {
    let mut command = project.command(sandbox);
    command.arg("--dist").arg(project.path(dist)).args(["--port", &options.port.to_string()]);
    if let Some(url) = &options.connect_url {
        command.args(["--connect-url", url]);
    }
    if let Some(origins) = &options.allow_origins {
        command.arg("--allow-origins").arg(origins);
    }
    command
}

/// Says that a port is taken before minutes are spent on building, not after. The sandbox looks again.
fn check_port(port: u16) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Err(error) if error.kind() == ErrorKind::AddrInUse => Err(Failure::new(format!(
            "port {port} is taken by another program; end that, or choose another port with `--port`."
        ))),
        Err(error) => Err(Failure::new(format!("port {port} cannot be used: {error}."))),
        Ok(_) => Ok(()),
    }
}

/// Lets the program take the place of this one, so that every signal reaches it and its end is the end.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(not_started(command, &error))
}

/// Runs the program to its end.
#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Result<()> {
    run_to_end(command, "the sandbox has ended; what it printed above tells why.")
}

/// Starts a program beside this one.
fn start(command: &mut Command) -> Result<Child> {
    command.spawn().map_err(|error| not_started(command, &error))
}

/// Whether a program has ended. One that cannot be asked is none that could be waited for.
fn has_ended(child: &mut Child) -> bool {
    !matches!(child.try_wait(), Ok(None))
}

/// Ends a program. One that has ended already cannot be ended, which is as good.
fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named_and_a_free_one_is_not() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("some port is free");
        let port = taken.local_addr().expect("it is bound").port();
        let refusal = check_port(port).expect_err("it is taken").to_string();
        assert!(refusal.contains(&format!("port {port} is taken")), "{refusal}");
        assert!(check_port(0).is_ok());
    }
}
