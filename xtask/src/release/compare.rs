//! Comparing what two builds have left.

use std::path::Path;

use anyhow::{Result, bail, ensure};

use super::archive::{self, File};

/// The files below a folder.
pub(super) fn files(folder: &Path) -> Result<Vec<File>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        archive::collect(&entry.path(), &entry.file_name().display().to_string(), &mut files)?;
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

/// Fails with the names of the files that differ.
pub(super) fn same(one: &[File], other: &[File]) -> Result<()> {
    ensure!(!one.is_empty(), "there is nothing to compare.");
    let find = |files: &[File], path: &str| files.iter().find(|file| file.path == path).cloned();
    let mut differences = Vec::new();
    for file in one {
        match find(other, &file.path) {
            None => differences.push(format!("{} is missing the second time", file.path)),
            Some(second) if second.content != file.content => {
                let at = file.content.iter().zip(&second.content).take_while(|(one, other)| one == other).count();
                let (first, second) = (file.content.len(), second.content.len());
                differences
                    .push(format!("{} differs at byte {at} ({first} bytes, {second} the second time)", file.path));
            }
            Some(_) => {}
        }
    }
    let added = other.iter().filter(|file| find(one, &file.path).is_none());
    differences.extend(added.map(|file| format!("{} is there the second time only", file.path)));
    if differences.is_empty() {
        return Ok(());
    }
    bail!("{}", differences.join("; "))
}

/// Fails if a file contains one of these paths, which say who has built it and where.
pub(super) fn has_none_of(files: &[File], paths: &[&Path]) -> Result<()> {
    for file in files {
        for path in paths {
            let wanted = path.as_os_str().as_encoded_bytes();
            ensure!(
                !file.content.windows(wanted.len()).any(|window| window == wanted),
                "{} contains the path {} of this machine.",
                file.path,
                path.display()
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, content: &str) -> File {
        File { path: path.to_owned(), content: content.into(), is_executable: false }
    }

    #[test]
    fn every_difference_is_named() {
        let one = [file("a", "same"), file("b", "longer"), file("c", "")];
        assert!(same(&one, &one).is_ok());
        let other = [file("a", "same"), file("b", "long"), file("d", "")];
        let refusal = same(&one, &other).expect_err("three differ").to_string();
        assert_eq!(
            refusal,
            "b differs at byte 4 (6 bytes, 4 the second time); c is missing the second time; d is there the second time only"
        );
        assert!(same(&[], &[]).is_err(), "nothing was built");
    }

    #[test]
    fn a_path_of_this_machine_is_found_anywhere_in_a_file() {
        let files = [file("a", "x"), file("b", "…/home/ada/vpp/src/main.rs")];
        let refusal =
            has_none_of(&files, &[Path::new("/srv"), Path::new("/home/ada")]).expect_err("it is there").to_string();
        assert_eq!(refusal, "b contains the path /home/ada of this machine.");
        assert!(has_none_of(&files, &[Path::new("/srv")]).is_ok());
    }
}
