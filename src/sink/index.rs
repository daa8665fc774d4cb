//! The pages over all runs of a pipeline: `OUT/<pipeline>/index.html` and `index.TAG.html`.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::SinkError;
use super::staging::put_files;
use crate::language::Language;

/// The index pages that are there, by name.
///
/// # Errors
/// When one cannot be read.
pub fn read_index(out: &Path, pipeline: &str) -> Result<BTreeMap<String, String>, SinkError> {
    let folder = out.join(pipeline);
    let mut pages = BTreeMap::new();
    for name in names() {
        let path = folder.join(&name);
        match fs::read(&path) {
            // Whatever it is, it is not the page.
            Ok(bytes) => pages.insert(name, String::from_utf8(bytes).unwrap_or_default()),
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(SinkError::io(&path, "cannot be read")(error)),
        };
    }
    Ok(pages)
}

/// Puts these pages in the place of those that are there, each at once. What is there in a language that has no page
/// any more is removed.
///
/// # Errors
/// When one cannot be written or removed.
pub fn write_index(out: &Path, pipeline: &str, pages: &BTreeMap<String, String>) -> Result<(), SinkError> {
    let folder = out.join(pipeline);
    put_files(&folder, pages.iter().map(|(name, html)| (name.as_str(), html.as_bytes())))?;
    for gone in names().filter(|name| !pages.contains_key(name)) {
        let path = folder.join(gone);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(SinkError::io(&path, "cannot be removed")(error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// All names that an index page can have.
fn names() -> impl Iterator<Item = String> {
    let translated = Language::ALL.into_iter().map(|language| format!("index.{}.html", language.tag()));
    std::iter::once("index.html".to_owned()).chain(translated)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_languages_no_longer_asked_for_go() {
        let out = tempfile::tempdir().unwrap();
        let page = |name: &str, html: &str| (name.to_owned(), html.to_owned());
        let three =
            BTreeMap::from([page("index.html", "1"), page("index.fr.html", "2"), page("index.pt-BR.html", "3")]);
        write_index(out.path(), "shop", &three).unwrap();
        assert_eq!(read_index(out.path(), "shop").unwrap(), three);
        fs::write(out.path().join("shop/index.css"), "theirs").unwrap();
        let one = BTreeMap::from([page("index.html", "4")]);
        write_index(out.path(), "shop", &one).unwrap();
        assert_eq!(read_index(out.path(), "shop").unwrap(), one);
        assert!(out.path().join("shop/index.css").exists());
        assert_eq!(fs::read_dir(out.path().join("shop")).unwrap().count(), 2, "nothing unfinished is left behind");
    }
}
