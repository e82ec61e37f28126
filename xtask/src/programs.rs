//! Programs that some tests start: servers for deploy/, and browsers other than Chromium.

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
    /// An argument with which it does nothing and succeeds. Without one, a file that exists is taken to be the program.
    probe: Option<&'static str>,
    /// The Debian packages that contain it.
    packages: &'static [&'static str],
}

/// What the tests of deploy/ start, each with the environment variable that tells them where it is.
pub(crate) const FOR_DEPLOYMENT: [(&str, Program); 4] = [
    ("NGINX_BIN", Program { name: "nginx", files: &["nginx"], probe: Some("-v"), packages: &["nginx"] }),
    ("CADDY_BIN", Program { name: "Caddy", files: &["caddy"], probe: Some("version"), packages: &["caddy"] }),
    // Renders nginx's configuration.
    (
        "ENVSUBST",
        Program { name: "envsubst", files: &["envsubst"], probe: Some("--version"), packages: &["gettext-base"] },
    ),
    // Makes certificates.
    ("OPENSSL", Program { name: "OpenSSL", files: &["openssl"], probe: Some("version"), packages: &["openssl"] }),
];

/// Firefox, which runs without a display.
pub(crate) const FOR_FIREFOX: [(&str, Program); 1] = [(
    "FIREFOX",
    Program {
        name: "Firefox",
        files: &["firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"],
        probe: Some("--version"),
        packages: &["firefox-esr"],
    },
)];

/// WebKitGTK's driver and browser, and a display for it.
pub(crate) const FOR_WEBKIT: [(&str, Program); 3] = [
    (
        "WEBKIT_DRIVER",
        Program {
            name: "WebKitWebDriver",
            files: &["WebKitWebDriver"],
            probe: Some("--help"),
            packages: &["webkit2gtk-driver"],
        },
    ),
    (
        "MINI_BROWSER",
        Program {
            name: "WebKitGTK's MiniBrowser",
            files: &[
                "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
                "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
                "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
            ],
            // It needs a display even to print its version.
            probe: None,
            // The library's package contains it.
            packages: &["libwebkit2gtk-4.1-0"],
        },
    ),
    ("XVFB", Program { name: "Xvfb", files: &["Xvfb"], probe: Some("-help"), packages: &["xvfb"] }),
];

impl Program {
    /// Finds the program, or installs it from Debian's packages.
    pub(crate) fn set_up(&self, project: &Project, debian: &Debian<'_>) -> Option<PathBuf> {
        self.find(project).or_else(|| debian.install(self.packages).then(|| self.find(project)).flatten())
    }

    /// The first of its files that starts.
    fn find(&self, project: &Project) -> Option<PathBuf> {
        candidates(self.files).find(|path| self.probe.is_none_or(|probe| starts(project, path, probe)))
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
        let find = |files| Program { name: "test", files, probe: Some("--version"), packages: &[] }.find(&project);
        assert_eq!(find(&["no-such-program"]), None);
        assert_eq!(find(&["/no/such/program"]), None);
        assert_eq!(find(&["false"]), None, "it does not succeed");
        let found = find(&["no-such-program", "false", "true"]).expect("`true` is installed");
        assert!(found.is_absolute() && found.ends_with("true"), "{}", found.display());
    }
}
