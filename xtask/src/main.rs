//! The project's own commands, started by `cargo xtask`: set up what is missing, then run, build or test the page.
//!
//! In reading order: [`args`] understands the command line, [`project`] knows the checkout and starts programs in it,
//! [`tools`], [`node`], [`chromium`] and [`nginx`] set up what is missing, [`page`] builds `dist/`, [`serve`] shows it and
//! [`test`] runs every test. [`version`] and [`count`] read what other programs print.

mod args;
#[cfg(test)]
mod checks;
mod chromium;
mod count;
mod nginx;
mod node;
mod page;
mod project;
mod serve;
mod test;
mod tools;
mod version;

use std::process::ExitCode;

use args::Task;
use project::{Project, Result};

fn main() -> ExitCode {
    match start() {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Does what the command line asks for.
fn start() -> Result<ExitCode> {
    let task = args::parse(std::env::args().skip(1))?;
    let project = Project::find()?;
    match task {
        Task::Help => println!("{}", args::USAGE),
        Task::Run(options) => serve::run(&project, &options)?,
        Task::Dev(options) => serve::dev(&project, &options)?,
        Task::Build => page::build_within_budget(&project)?,
        Task::Test(selection) => return test::run(&project, &selection),
    }
    Ok(ExitCode::SUCCESS)
}
