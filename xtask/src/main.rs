//! The project's own commands, started as `cargo xtask <command>`: run, build, test and measure the page.
//!
//! In reading order: [`args`] parses the command line. [`project`] knows the checkout and runs programs in it. [`node`],
//! [`tools`], [`programs`] and [`chromium`] install what is missing; [`debian`] and [`version`] help them. [`page`] builds
//! `dist/`, and [`serve`] serves it. [`test`] runs the tests; [`report`] times the stages and [`count`] reads how many
//! tests passed. [`bench`] measures the page.

mod args;
mod bench;
#[cfg(test)]
mod checks;
mod chromium;
mod count;
mod debian;
mod node;
mod page;
mod programs;
mod project;
mod release;
mod report;
mod serve;
mod test;
mod tools;
mod version;

use std::process::ExitCode;

use anyhow::Result;

use args::Task;
use project::Project;

fn main() -> ExitCode {
    match start() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the command that the arguments name.
fn start() -> Result<ExitCode> {
    let task = args::parse(std::env::args_os().skip(1))?;
    let project = Project::find()?;
    match task {
        Task::Help => println!("{}", args::USAGE),
        Task::Run(options) => serve::run(&project, &options)?,
        Task::Dev(options) => serve::dev(&project, &options)?,
        Task::Build { without_rust_src } => page::build_command(&project, without_rust_src)?,
        Task::Bench(options) => bench::run(&project, &options)?,
        Task::Release(None) => println!("{}", args::RELEASE_USAGE),
        Task::Release(Some(options)) => return release::run(&project, &options),
        Task::Soak => bench::soak(&project)?,
        Task::Test(selection) => return test::run(&project, &selection),
    }
    Ok(ExitCode::SUCCESS)
}
