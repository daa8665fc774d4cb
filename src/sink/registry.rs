//! The registry of reference models: `OUT/<pipeline>/reference/NNNN.json`, one file a promotion, never changed.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::staging::Staging;
use super::{SinkError, versioned};
use crate::record::{PROMOTION_VERSION, Promotion};

/// Promotions that may come in between before one gives up.
const ATTEMPTS: u32 = 100;

fn registry(out: &Path, pipeline: &str) -> PathBuf {
    out.join(pipeline).join("reference")
}

/// The entries of a pipeline's registry, oldest first.
///
/// # Errors
/// When the folder cannot be listed, or an entry is not one.
pub fn promotions(out: &Path, pipeline: &str) -> Result<Vec<Promotion>, SinkError> {
    let folder = registry(out, pipeline);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(SinkError::io(&folder, "cannot be listed")(error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(SinkError::io(&folder, "cannot be listed"))?.path();
        if let Some(number) = number(&path) {
            found.push(read(&path, number)?);
        }
    }
    found.sort_by_key(|promotion| promotion.entry);
    Ok(found)
}

/// The newest entry: the one in service.
///
/// # Errors
/// As [`promotions`].
pub fn in_service(out: &Path, pipeline: &str) -> Result<Option<Promotion>, SinkError> {
    Ok(promotions(out, pipeline)?.pop())
}

/// Adds an entry under the next free number, which it is given whatever number it has.
///
/// The file appears at once and whole. Of two promotions at the same moment, one gets the number after the other's.
///
/// # Errors
/// When it cannot be written.
pub fn promote(out: &Path, mut promotion: Promotion) -> Result<Promotion, SinkError> {
    let folder = registry(out, &promotion.pipeline);
    let mut staging = Staging::begin(&folder)?;
    let mut path = folder.clone();
    for _ in 0..ATTEMPTS {
        let last = promotions(out, &promotion.pipeline)?.last().map_or(0, |newest| newest.entry);
        promotion.entry = last + 1;
        let name = format!("{:04}.json", promotion.entry);
        path = folder.join(&name);
        let mut json = serde_json::to_vec_pretty(&promotion).map_err(SinkError::table("reference"))?;
        json.push(b'\n');
        staging.write(&name, &json)?;
        // For nobody to change.
        read_only(&staging.path(&name))?;
        if staging.put_new(&name, &path)? {
            return Ok(promotion);
        }
    }
    let error = std::io::Error::new(ErrorKind::AlreadyExists, "other promotions keep coming in between");
    Err(SinkError::io(&path, "cannot be written")(error))
}

fn read_only(path: &Path) -> Result<(), SinkError> {
    let make = || {
        let mut permissions = fs::metadata(path)?.permissions();
        permissions.set_readonly(true);
        fs::set_permissions(path, permissions)
    };
    make().map_err(SinkError::io(path, "cannot be made read-only"))
}

/// The number in an entry's name; `None` for files that are no entries, such as unfinished ones.
fn number(path: &Path) -> Option<u32> {
    let name = path.file_name()?.to_str()?.strip_suffix(".json")?;
    name.chars().all(|digit| digit.is_ascii_digit()).then(|| name.parse().ok())?
}

fn read(path: &Path, number: u32) -> Result<Promotion, SinkError> {
    let broken = |reason: String| SinkError::Damaged {
        path: path.to_owned(),
        reason,
        help: "put the file back as segwatch promote wrote it",
    };
    let promotion: Promotion = versioned::read(path, PROMOTION_VERSION, broken)?;
    if promotion.entry == number {
        return Ok(promotion);
    }
    Err(broken(format!("says that it is entry {}", promotion.entry)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn promotion(reason: &str) -> Promotion {
        Promotion {
            schema_version: 1,
            entry: 0,
            pipeline: "shop".to_owned(),
            promoted_at: chrono::DateTime::UNIX_EPOCH,
            promoted_by: "someone".to_owned(),
            reason: reason.to_owned(),
            put_back: None,
            model: None,
        }
    }

    #[test]
    fn promotions_at_the_same_moment_each_get_a_number_of_their_own() {
        let out = tempfile::tempdir().unwrap();
        assert!(in_service(out.path(), "shop").unwrap().is_none());
        std::thread::scope(|scope| {
            for thread in 0..8 {
                let out = out.path();
                scope.spawn(move || promote(out, promotion(&format!("by thread {thread}"))).unwrap());
            }
        });
        let found = promotions(out.path(), "shop").unwrap();
        assert_eq!(found.iter().map(|entry| entry.entry).collect::<Vec<_>>(), (1..=8).collect::<Vec<_>>());
        let mut reasons = found.iter().map(|entry| entry.reason.clone()).collect::<Vec<_>>();
        reasons.sort();
        assert_eq!(reasons, (0..8).map(|thread| format!("by thread {thread}")).collect::<Vec<_>>());
        let left = fs::read_dir(out.path().join("shop/reference")).unwrap().count();
        assert_eq!(left, 8, "nothing unfinished is left behind");
    }

    #[test]
    fn an_entry_that_was_renamed_or_damaged_is_an_error() {
        let out = tempfile::tempdir().unwrap();
        promote(out.path(), promotion("first")).unwrap();
        let folder = out.path().join("shop/reference");
        fs::copy(folder.join("0001.json"), folder.join("0007.json")).unwrap();
        let error = in_service(out.path(), "shop").unwrap_err().to_string();
        assert!(error.contains("0007.json") && error.contains("entry 1"), "{error}");
        fs::remove_file(folder.join("0007.json")).unwrap();
        fs::write(folder.join("0002.json"), "{}").unwrap();
        assert!(in_service(out.path(), "shop").unwrap_err().to_string().contains("0002.json"));
    }
}
