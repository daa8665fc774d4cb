//! Profiles of Amazon's tools: `~/.aws/credentials` and `~/.aws/config`.
//!
//! Format: <https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html>. Keys, tokens, region and endpoint are read;
//! of a profile that logs in or takes a role, the keys come from `aws configure export-credentials`.

use std::path::{Path, PathBuf};

use configparser::ini::Ini;
use object_store::aws::AmazonS3ConfigKey;

/// What is read, by its name in a profile.
const KEYS: [(&str, AmazonS3ConfigKey); 5] = [
    ("aws_access_key_id", AmazonS3ConfigKey::AccessKeyId),
    ("aws_secret_access_key", AmazonS3ConfigKey::SecretAccessKey),
    ("aws_session_token", AmazonS3ConfigKey::Token),
    ("region", AmazonS3ConfigKey::Region),
    ("endpoint_url", AmazonS3ConfigKey::Endpoint),
];
/// What a profile has that gets its keys in other ways.
const OTHER_WAYS: [&str; 4] = ["sso_session", "sso_start_url", "role_arn", "credential_process"];

/// The settings of the profile that `AWS_PROFILE` names, else of `default` if there is one.
pub(super) fn read(set: &dyn Fn(&str) -> Option<String>) -> Result<Vec<(AmazonS3ConfigKey, String)>, String> {
    let named = set("AWS_PROFILE");
    let name = named.as_deref().unwrap_or("default");
    let home = set("HOME").or_else(|| set("USERPROFILE")).map(PathBuf::from);
    let file = |variable: &str, usual: &str| {
        set(variable).map(PathBuf::from).or_else(|| home.as_ref().map(|home| home.join(".aws").join(usual)))
    };
    let section = if name == "default" { name.to_owned() } else { format!("profile {name}") };
    let files = [
        (file("AWS_CONFIG_FILE", "config"), section.as_str()),
        (file("AWS_SHARED_CREDENTIALS_FILE", "credentials"), name),
    ];
    let mut found = None;
    let mut settings = Vec::new();
    for (path, section) in files {
        let Some(path) = path.filter(|path| path.is_file()) else { continue };
        let ini = load(&path)?;
        let Some(values) = ini.get_map_ref().get(section) else { continue };
        let other = OTHER_WAYS.iter().find(|key| values.contains_key(**key));
        found = Some(found.flatten().or(other.copied()));
        for (key, setting) in KEYS {
            // The credentials' file comes last, and goes before the other.
            settings.extend(values.get(key).cloned().flatten().map(|value| (setting, value)));
        }
    }
    let has_key = settings.iter().any(|(key, _)| *key == AmazonS3ConfigKey::AccessKeyId);
    match (named, found) {
        (Some(name), None) => Err(format!("there is no profile {name}, which AWS_PROFILE names, in ~/.aws")),
        (Some(name), Some(Some(way))) if !has_key => Err(format!(
            "the profile {name} gets its keys by {way}, which is not done here: \
             eval \"$(aws configure export-credentials --profile {name} --format env)\" does it"
        )),
        _ => Ok(settings),
    }
}

fn load(path: &Path) -> Result<Ini, String> {
    let mut ini = Ini::new_cs();
    // What is in it may be secret: no more is told of it than that it cannot be read.
    ini.load(path).map_err(|_| format!("{} cannot be read as a file of profiles", path.display()))?;
    Ok(ini)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    fn profile(files: &[(&str, &str)], variables: &[(&str, &str)]) -> Result<Vec<(AmazonS3ConfigKey, String)>, String> {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir(home.path().join(".aws")).unwrap();
        for (name, text) in files {
            std::fs::write(home.path().join(".aws").join(name), text).unwrap();
        }
        let mut set: HashMap<String, String> =
            variables.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        set.insert("HOME".to_owned(), home.path().display().to_string());
        read(&|key| set.get(key).cloned())
    }

    #[test]
    fn a_profile_is_found_by_its_name_in_both_files() {
        let config =
            "[default]\nregion = sa-east-1\n[profile shop]\nregion = eu-west-3\nendpoint_url = https://store:9000\n";
        let credentials = "[default]\naws_access_key_id = A\naws_secret_access_key = B=/+\n# none\n[shop]\n\
                           aws_access_key_id=C\naws_secret_access_key=D\naws_session_token=E\n";
        let files = [("config", config), ("credentials", credentials)];
        let texts = |settings: Vec<(AmazonS3ConfigKey, String)>| {
            settings.into_iter().map(|(_, value)| value).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(texts(profile(&files, &[]).unwrap()), "sa-east-1 A B=/+");
        assert_eq!(texts(profile(&files, &[("AWS_PROFILE", "shop")]).unwrap()), "eu-west-3 https://store:9000 C D E");
        assert_eq!(profile(&[], &[]).unwrap(), []);
        assert!(profile(&files, &[("AWS_PROFILE", "other")]).unwrap_err().contains("no profile other"));
    }

    #[test]
    fn a_profile_that_logs_in_says_what_to_do() {
        let files = [("config", "[profile shop]\nsso_session = shop\nregion = eu-west-3\n")];
        let error = profile(&files, &[("AWS_PROFILE", "shop")]).unwrap_err();
        assert!(error.contains("export-credentials --profile shop"), "{error}");
    }
}
