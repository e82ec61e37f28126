//! Programs that some of the tests need: servers for deploy/, and browsers other than Chromium.

use std::path::{Path, PathBuf};

use crate::debian::Debian;
use crate::project::Project;

/// Folders where servers are, although they are not on everybody's PATH.
const MORE_FOLDERS: [&str; 3] = ["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"];

/// A program that a distribution installs.
pub(crate) struct Program {
    /// What people call it.
    pub(crate) name: &'static str,
    /// The files it may be: names on the PATH, or absolute paths.
    files: &'static [&'static str],
    /// An argument with which it does nothing and succeeds.
    probe: &'static str,
    /// The Debian packages that contain it.
    packages: &'static [&'static str],
}

/// The server of deploy/nginx.conf.template.
pub(crate) const NGINX: Program = Program { name: "nginx", files: &["nginx"], probe: "-v", packages: &["nginx"] };

/// The server of deploy/Caddyfile.
pub(crate) const CADDY: Program = Program { name: "Caddy", files: &["caddy"], probe: "version", packages: &["caddy"] };

/// Renders nginx's configuration.
pub(crate) const ENVSUBST: Program =
    Program { name: "envsubst", files: &["envsubst"], probe: "--version", packages: &["gettext-base"] };

/// Makes certificates for the tests of https.
pub(crate) const OPENSSL: Program =
    Program { name: "OpenSSL", files: &["openssl"], probe: "version", packages: &["openssl"] };

/// Firefox, which runs headless.
pub(crate) const FIREFOX: Program = Program {
    name: "Firefox",
    files: &["firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"],
    probe: "--version",
    packages: &["firefox-esr"],
};

/// Drives WebKitGTK's browser.
pub(crate) const WEBKIT_DRIVER: Program = Program {
    name: "WebKitWebDriver",
    files: &["WebKitWebDriver"],
    probe: "--version",
    packages: &["webkit2gtk-driver"],
};

/// WebKitGTK's browser. Debian has it in the package of the library.
pub(crate) const MINI_BROWSER: Program = Program {
    name: "WebKitGTK's MiniBrowser",
    files: &[
        "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
        "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
        "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
    ],
    probe: "--version",
    packages: &["libwebkit2gtk-4.1-0"],
};

/// A display for MiniBrowser, which cannot do without.
pub(crate) const XVFB: Program =
    Program { name: "xvfb-run", files: &["xvfb-run"], probe: "--help", packages: &["xvfb", "xauth"] };

impl Program {
    /// Finds the program, or installs it from Debian's packages.
    pub(crate) fn set_up(&self, project: &Project, debian: &Debian<'_>) -> Option<PathBuf> {
        self.find(project).or_else(|| debian.install(self.packages).then(|| self.find(project)).flatten())
    }

    /// The first of its files that starts.
    fn find(&self, project: &Project) -> Option<PathBuf> {
        candidates(self.files).find(|path| starts(project, path, self.probe))
    }
}

/// The existing files that these names may mean, in the order of the names.
pub(crate) fn candidates(names: &[&'static str]) -> impl Iterator<Item = PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).chain(MORE_FOLDERS.map(PathBuf::from)).collect();
    // Joining an absolute path to a folder gives that path.
    let files = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    files.filter(|path| path.is_file()).collect::<Vec<_>>().into_iter()
}

/// Whether a program succeeds with an argument.
pub(crate) fn starts(project: &Project, path: &Path, probe: &str) -> bool {
    project.cmd(path).arg(probe).ignore_stdout().ignore_stderr().run().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_by_name_or_path_if_it_starts() {
        let project = Project::find().expect("this is the checkout");
        let find = |files| Program { name: "test", files, probe: "--version", packages: &[] }.find(&project);
        assert_eq!(find(&["no-such-program"]), None);
        assert_eq!(find(&["/no/such/program"]), None);
        assert_eq!(find(&["false"]), None);
        let found = find(&["no-such-program", "false", "true"]).expect("`true` is installed");
        assert!(found.is_absolute() && found.ends_with("true"), "{}", found.display());
    }
}
