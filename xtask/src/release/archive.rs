//! The archive: the same bytes for the same files, whenever, wherever and by whomever it is packed.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};
use tar::{Builder, EntryType, Header};

/// A file of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct File {
    /// Its path in the archive's folder, such as `dist/v1/index.html`.
    pub(super) path: String,
    pub(super) content: Vec<u8>,
    pub(super) is_executable: bool,
}

/// Packs files into a folder of this name, all with the same time, in seconds since 1970.
pub(super) fn pack(folder: &str, mut files: Vec<File>, time: u64) -> Result<Vec<u8>> {
    files.sort_by(|one, other| one.path.cmp(&other.path));
    // Without a name and a time, and without the system that it is made on.
    let gzip = GzBuilder::new().operating_system(255).write(Vec::new(), Compression::best());
    let mut tar = Builder::new(gzip);
    for file in files {
        let mut header = Header::new_ustar();
        header.set_entry_type(EntryType::Regular);
        header.set_size(u64::try_from(file.content.len())?);
        header.set_mode(if file.is_executable { 0o755 } else { 0o644 });
        header.set_mtime(time);
        header.set_uid(0);
        header.set_gid(0);
        let path = format!("{folder}/{}", file.path);
        tar.append_data(&mut header, &path, file.content.as_slice())
            .with_context(|| format!("{path} cannot be packed"))?;
    }
    let mut gzip = tar.into_inner()?;
    gzip.flush()?;
    Ok(gzip.finish()?)
}

/// Adds a file, or all files below a folder.
pub(super) fn collect(place: &Path, path: &str, files: &mut Vec<File>) -> std::io::Result<()> {
    if place.is_dir() {
        for entry in std::fs::read_dir(place)? {
            let entry = entry?;
            collect(&entry.path(), &format!("{path}/{}", entry.file_name().display()), files)?;
        }
        return Ok(());
    }
    files.push(File { path: path.to_owned(), content: std::fs::read(place)?, is_executable: is_executable(place)? });
    Ok(())
}

/// The SHA-256 of some bytes, in hexadecimal digits.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The lines that `sha256sum -c` reads.
pub(super) fn sums<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> String {
    files.into_iter().map(|(name, bytes)| format!("{}  {name}\n", sha256(bytes))).collect()
}

#[cfg(unix)]
fn is_executable(place: &Path) -> std::io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(std::fs::metadata(place)?.permissions().mode() & 0o100 != 0)
}

#[cfg(not(unix))]
fn is_executable(place: &Path) -> std::io::Result<bool> {
    Ok(place.extension().is_some_and(|extension| extension == "envsh"))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::*;

    fn file(path: &str, is_executable: bool) -> File {
        File { path: path.to_owned(), content: path.into(), is_executable }
    }

    #[test]
    fn the_order_in_which_files_are_found_does_not_matter() {
        let (a, b) = (file("b/a", false), file("a/b", true));
        let pack = |files: [&File; 2]| pack("x", files.map(File::clone).to_vec(), 7).expect("it is packed");
        assert_eq!(pack([&a, &b]), pack([&b, &a]));
    }

    #[test]
    fn an_archive_has_no_owner_no_name_and_one_time() {
        let packed =
            pack("x-1.0.0", vec![file("run", true), file("read", false)], 1_700_000_000).expect("it is packed");
        // The time and the system of gzip's header.
        assert_eq!(packed[4..8], [0; 4]);
        assert_eq!(packed[9], 255);
        let mut tar = Vec::new();
        GzDecoder::new(packed.as_slice()).read_to_end(&mut tar).expect("it is gzip");
        let mut archive = tar::Archive::new(tar.as_slice());
        let entries: Vec<_> = archive.entries().expect("it is tar").map(|entry| entry.expect("it is whole")).collect();
        let described = entries.iter().map(|entry| {
            let header = entry.header();
            let path = entry.path().expect("it has a path").display().to_string();
            let owner = (
                header.uid().expect("a number"),
                header.gid().expect("a number"),
                header.username(),
                header.groupname(),
            );
            assert_eq!(owner, (0, 0, Ok(Some("")), Ok(Some(""))), "{path}");
            (path, header.mode().expect("a mode"), header.mtime().expect("a time"))
        });
        let expected = [("x-1.0.0/read", 0o644), ("x-1.0.0/run", 0o755)]
            .map(|(path, mode)| (path.to_owned(), mode, 1_700_000_000));
        assert_eq!(described.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn sums_are_as_sha256sum_writes_them() {
        let lines = sums([("a.txt", b"abc".as_slice()), ("b.txt", b"".as_slice())]);
        assert_eq!(
            lines,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.txt\n\
             e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b.txt\n"
        );
    }
}
