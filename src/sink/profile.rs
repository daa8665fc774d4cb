//! `profile.json`: what a run has seen of its data, and what it was compared with.

use std::cmp::Reverse;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use chrono::NaiveDate;
use serde::Deserialize;

use super::folder::{RECORD, run_folders};
use super::{RunFolder, SinkError};
use crate::record::{ChecksRecord, EarlierProfile, PROFILE_VERSION, ProfileRecord};

/// The file's name.
pub const PROFILE: &str = "profile.json";

/// As much of `run.json` as says which run is the newest.
#[derive(Deserialize)]
struct Dated {
    run_id: String,
    as_of: NaiveDate,
    #[serde(default)]
    checks: Option<ChecksRecord>,
}

/// The bytes of `profile.json`.
///
/// # Errors
/// Should not happen.
pub fn profile_json(profile: &ProfileRecord) -> Result<Vec<u8>, SinkError> {
    let mut json = serde_json::to_vec(profile).map_err(SinkError::table(PROFILE))?;
    json.push(b'\n');
    Ok(json)
}

/// The profile of a run; `None` of one that was made before there were any, or by a later version.
#[must_use]
pub fn read_profile(run: &RunFolder) -> Option<ProfileRecord> {
    let path = run.path().join(PROFILE);
    let text = fs::read_to_string(&path).ok()?;
    match serde_json::from_str::<ProfileRecord>(&text) {
        Ok(profile) if profile.schema_version == PROFILE_VERSION => Some(profile),
        Ok(_) => None,
        Err(error) => {
            tracing::warn!(file = %path.display(), %error, "cannot be understood: the data are not compared with it");
            None
        }
    }
}

fn dated(record: &Path) -> Option<Dated> {
    serde_json::from_slice(&fs::read(record).ok()?).ok()
}

/// What the run of a pipeline whose name ends with `hash` has kept of its data; `None` when it is not there.
///
/// # Errors
/// When the runs cannot be listed.
pub fn finished_run(
    out: &Path,
    pipeline: &str,
    hash: &str,
) -> Result<Option<(ProfileRecord, ChecksRecord)>, SinkError> {
    let is_it = |folder: &RunFolder| folder.path().to_string_lossy().ends_with(hash);
    let found = run_folders(out, pipeline)?.into_iter().find(is_it);
    Ok(found.and_then(|folder| {
        let checks = dated(&folder.path().join(RECORD))?.checks?;
        Some((read_profile(&folder)?, checks))
    }))
}

/// The profile of the newest run of a pipeline below `out` that has one: of a day up to `as_of`, and of several of that day
/// the one last written. The run whose name ends with `hash` is passed over.
///
/// # Errors
/// When the runs cannot be listed.
pub fn earlier_profile(
    out: &Path,
    pipeline: &str,
    as_of: Option<NaiveDate>,
    hash: &str,
) -> Result<Option<EarlierProfile>, SinkError> {
    let mut runs = Vec::new();
    for folder in run_folders(out, pipeline)? {
        let path = folder.path().join(RECORD);
        let Some(run) = dated(&path) else { continue };
        if run.run_id.ends_with(hash) || as_of.is_some_and(|as_of| run.as_of > as_of) {
            continue;
        }
        let written = fs::metadata(&path).and_then(|file| file.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
        runs.push((run, written, folder));
    }
    runs.sort_by_cached_key(|(run, written, _)| Reverse((run.as_of, *written, run.run_id.clone())));
    Ok(runs.into_iter().find_map(|(run, _, folder)| {
        let profile = read_profile(&folder)?.profile;
        Some(EarlierProfile { run_id: run.run_id, profile })
    }))
}
