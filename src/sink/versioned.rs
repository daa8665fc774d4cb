//! Records of earlier commands, each of which says by what version of the schema it was written.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::SinkError;

/// What every record has, whatever else its version has.
#[derive(Deserialize)]
struct Version {
    schema_version: u32,
}

/// The record in `path`, of a version up to `newest`. `damaged` says what it is when it cannot be understood.
///
/// Keys that a later version of the same number knows and this one does not are passed over; those that an earlier one had
/// not are taken to be null or empty where the record's type says so.
///
/// # Errors
/// When the file cannot be read, its version is a later one, or it is damaged.
pub(super) fn read<T: DeserializeOwned>(
    path: &Path,
    newest: u32,
    damaged: impl FnOnce(String) -> SinkError,
) -> Result<T, SinkError> {
    let text = fs::read_to_string(path).map_err(SinkError::io(path, "cannot be read"))?;
    match serde_json::from_str::<Version>(&text) {
        Ok(Version { schema_version }) if schema_version > newest => Err(SinkError::Damaged {
            path: path.to_owned(),
            reason: format!("has schema version {schema_version}, and this segwatch reads versions up to {newest}"),
            help: "use the segwatch that wrote it, or a newer one",
        }),
        Ok(Version { schema_version }) => serde_json::from_str(&text)
            .map_err(|error| damaged(format!("cannot be understood as of schema version {schema_version}: {error}"))),
        Err(error) => Err(damaged(format!("cannot be understood: {error}"))),
    }
}
