//! Runs a program on a terminal of its own, on any Unix.

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use std::ffi::OsStr;
use std::fs::File;
use std::io::Read as _;
use std::os::unix::ffi::OsStrExt as _;
use std::process::{Command, ExitStatus};

/// Runs the program to its end, and gives what the terminal shows.
pub fn on_terminal(mut command: Command) -> (ExitStatus, String) {
    let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&ours).unwrap();
    unlockpt(&ours).unwrap();
    let name = ptsname(&ours, Vec::new()).unwrap();
    let theirs = File::options().read(true).write(true).open(OsStr::from_bytes(name.as_bytes())).unwrap();
    let mut child = command.stdout(theirs.try_clone().unwrap()).stderr(theirs).spawn().unwrap();
    // The command keeps its end of the terminal open, and then there would be no end of reading.
    drop(command);
    let (mut shown, mut chunk) = (Vec::new(), [0; 4096]);
    let mut ours = File::from(ours);
    // Once nobody has the other end, reading gives nothing, or on Linux an error.
    while let Ok(count @ 1..) = ours.read(&mut chunk) {
        shown.extend_from_slice(&chunk[..count]);
    }
    (child.wait().unwrap(), String::from_utf8_lossy(&shown).replace('\r', ""))
}
