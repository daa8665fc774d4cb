//! A client of each kind of store, with credentials and settings from the environment.

use std::sync::Arc;
use std::time::Duration;

use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::azure::MicrosoftAzureBuilder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::http::HttpBuilder;
use object_store::{ClientOptions, ObjectStore, RetryConfig};

use super::profile;
use crate::plan::{Address, StoreKind};

/// Times a request is tried again, and for how long.
const RETRIES: usize = 6;
const RETRY_FOR: Duration = Duration::from_mins(2);
/// A file of the web comes in one answer, however large it is.
const WEB_TIMEOUT: Duration = Duration::from_hours(1);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The client for an address, or why there is none.
pub(super) fn client(address: &Address) -> Result<Arc<dyn ObjectStore>, String> {
    let retry = RetryConfig { max_retries: RETRIES, retry_timeout: RETRY_FOR, ..RetryConfig::default() };
    let container = &address.container;
    let client: Result<Arc<dyn ObjectStore>, object_store::Error> = match address.store {
        StoreKind::S3 => {
            let builder = AmazonS3Builder::from_env().with_bucket_name(container).with_retry(retry);
            with_profile(builder)?.build().map(|store| Arc::new(store) as _)
        }
        StoreKind::Gs => GoogleCloudStorageBuilder::from_env()
            .with_bucket_name(container)
            .with_retry(retry)
            .build()
            .map(|store| Arc::new(store) as _),
        StoreKind::Az => MicrosoftAzureBuilder::from_env()
            .with_container_name(container)
            .with_retry(retry)
            .build()
            .map(|store| Arc::new(store) as _),
        StoreKind::Https | StoreKind::Http => {
            let options = ClientOptions::new()
                .with_timeout(WEB_TIMEOUT)
                .with_connect_timeout(CONNECT_TIMEOUT)
                .with_allow_http(address.store == StoreKind::Http);
            HttpBuilder::new()
                .with_url(address.with_query())
                .with_client_options(options)
                .with_retry(retry)
                .build()
                .map(|store| Arc::new(store) as _)
        }
    };
    client.map_err(|error| error.to_string())
}

/// What the environment leaves open is taken from the profile that it names, or the default one.
fn with_profile(builder: AmazonS3Builder) -> Result<AmazonS3Builder, String> {
    let set = |key: &str| std::env::var(key).ok().filter(|value| !value.is_empty());
    let profile = profile::read(&set)?;
    // Credentials come together: those of the environment go before those of a profile. A web identity or a container's
    // credentials are asked for by the client.
    let given = ["AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"];
    let credentials = given.iter().all(|key| set(key).is_none()) || set("AWS_PROFILE").is_some();
    let credentials = credentials && set("AWS_ACCESS_KEY_ID").is_none();
    let mut builder = builder;
    for (key, value) in profile {
        let open = match key {
            AmazonS3ConfigKey::AccessKeyId | AmazonS3ConfigKey::SecretAccessKey | AmazonS3ConfigKey::Token => {
                credentials
            }
            _ => builder.get_config_value(&key).is_none(),
        };
        if open {
            builder = builder.with_config(key, value);
        }
    }
    Ok(builder)
}
