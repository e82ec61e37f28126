//! Serving the page: `cargo xtask run` and `cargo xtask dev`.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use xshell::Cmd;

use crate::args::ServeOptions;
use crate::page;
use crate::project::{Project, say};

/// Where `dev` builds, apart from the release build in `dist/`.
const DEV_DIST: &str = "target/dev-dist";

/// Lets customers join through the sandbox's Leap. The page offers that only to those who come with a reference.
const JOINING: [&str; 4] =
    ["--setting", "vpp:leap-link={leap}/Acme/pge/getting-started", "--setting", "vpp:leap-utilities=pge sce sdge"];

/// Builds the page for release and serves it with the sandbox until Ctrl-C.
pub(crate) fn run(project: &Project, options: &ServeOptions) -> Result<()> {
    check_port(options.port)?;
    let tools = page::set_up(project)?;
    if let Err(error) = page::RELEASE.run(project, &tools)?.check() {
        say(format_args!("Note: {error}"));
    }
    let sandbox = build_sandbox(project)?;
    replace_process(serve(project, &sandbox, page::RELEASE.dist, options))
}

/// Builds the page quickly, serves it, and rebuilds it after every save until Ctrl-C.
pub(crate) fn dev(project: &Project, options: &ServeOptions) -> Result<()> {
    check_port(options.port)?;
    let tools = page::set_up(project)?;
    let sandbox = build_sandbox(project)?;
    say("Building the page without optimisation.");
    let trunk = |command| tools.trunk(project, command).args(["--dist", DEV_DIST]);
    trunk("build").run().context("the page could not be built; correct it and start again")?;
    // Ctrl-C reaches all three processes, because the terminal sends it to their group.
    let mut server = Running::start("the sandbox", serve(project, &sandbox, DEV_DIST, options))?;
    let mut watcher = Running::start("Trunk", trunk("watch"))?;
    say("The page is rebuilt after every save; reload it in the browser then.");
    loop {
        for process in [&mut server, &mut watcher] {
            if process.has_exited() {
                bail!("{} exited; see its output above.", process.name);
            }
        }
        std::thread::sleep(Duration::from_millis(200));
    }
}

/// Builds the sandbox and returns the path of its program.
pub(crate) fn build_sandbox(project: &Project) -> Result<PathBuf> {
    project.cargo(["build", "--package", "sandbox"]).run().context("the sandbox could not be built")?;
    Ok(project.path(format!("target/debug/sandbox{}", std::env::consts::EXE_SUFFIX)))
}

/// The sandbox with a built page. It prints the links itself.
fn serve<'a>(project: &'a Project, sandbox: &Path, dist: &str, options: &ServeOptions) -> Cmd<'a> {
    let sandbox =
        project.cmd(sandbox).arg("--dist").arg(project.path(dist)).args(["--port", &options.port.to_string()]);
    let sandbox = sandbox.args(JOINING);
    let sandbox = options.connect_url.iter().fold(sandbox, |sandbox, url| sandbox.args(["--connect-url", url]));
    options.allow_origins.iter().fold(sandbox, |sandbox, origins| sandbox.args(["--allow-origins", origins]))
}

/// Reports a port that is in use before minutes of building. The sandbox checks again.
fn check_port(port: u16) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            bail!("port {port} is in use; end the program that uses it, or choose another with `--port`.")
        }
        Err(error) => Err(error).with_context(|| format!("port {port} cannot be used")),
    }
}

/// Replaces this process by the program, so that signals reach it directly.
#[cfg(unix)]
fn replace_process(cmd: Cmd<'_>) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(Command::from(cmd).exec()).context("the sandbox could not be started")
}

/// Runs the program.
#[cfg(not(unix))]
fn replace_process(cmd: Cmd<'_>) -> Result<()> {
    cmd.run().context("the sandbox exited")
}

/// A process that is killed when this value is dropped.
struct Running {
    name: &'static str,
    child: Child,
}

impl Running {
    fn start(name: &'static str, cmd: Cmd<'_>) -> Result<Self> {
        let child = Command::from(cmd).spawn().with_context(|| format!("{name} could not be started"))?;
        Ok(Self { name, child })
    }

    /// Treats a `try_wait` error as "exited".
    fn has_exited(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail for a process that has exited, which is what they are for.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_reported_and_a_free_one_is_accepted() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("some port is free");
        let port = taken.local_addr().expect("it is bound").port();
        let refusal = check_port(port).expect_err("it is in use").to_string();
        assert!(refusal.contains(&format!("port {port} is in use")), "{refusal}");
        assert!(check_port(0).is_ok());
    }
}
