//! Debian packages: how the tests get their browsers and servers on Debian.

use std::cell::OnceCell;

use crate::project::{Project, answer, say};

/// Installs packages with apt, where that is possible without asking anybody.
pub(crate) struct Debian<'a> {
    project: &'a Project,
    /// Whether the package lists are up to date; unknown until the first package is needed.
    updated: OnceCell<bool>,
}

impl<'a> Debian<'a> {
    /// Nothing is run until a package is needed.
    pub(crate) fn new(project: &'a Project) -> Self {
        Self { project, updated: OnceCell::new() }
    }

    /// Installs packages and returns whether that worked.
    pub(crate) fn install(&self, packages: &[&str]) -> bool {
        if !*self.updated.get_or_init(|| self.update()) {
            return false;
        }
        say(format_args!("Installing Debian's {}. This happens once.", packages.join(", ")));
        // Another program may be installing something at the moment.
        let wait = ["-o", "DPkg::Lock::Timeout=120"];
        let install = ["install", "--quiet", "--yes", "--no-install-recommends"];
        self.apt_get(&[wait.as_slice(), &install].concat(), packages)
    }

    fn update(&self) -> bool {
        is_root(self.project) && is_debian() && self.apt_get(&["update", "--quiet"], &[])
    }

    fn apt_get(&self, options: &[&str], packages: &[&str]) -> bool {
        let cmd = self.project.cmd("apt-get").args(options).args(packages);
        cmd.env("DEBIAN_FRONTEND", "noninteractive").run().is_ok()
    }
}

/// Whether this process may install packages.
pub(crate) fn is_root(project: &Project) -> bool {
    answer(project.cmd("id").arg("-u")).is_some_and(|id| id == "0")
}

/// Whether this is Debian itself. Ubuntu's package of Chromium is only a pointer to a snap.
fn is_debian() -> bool {
    std::fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|line| line == "ID=debian"))
}
