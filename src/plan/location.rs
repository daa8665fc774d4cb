//! Where files are: on this machine, or in an object store.

use std::fmt;
use std::path::{Path, PathBuf};

/// A location of a configuration: as written, and with its `${VARIABLES}` put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// As written; safe to show.
    pub written: String,
    /// Where that is.
    pub place: Place,
}

/// A place on this machine, or in an object store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A path, a glob, or a folder.
    Local(PathBuf),
    /// An address.
    Remote(Address),
}

/// The address of an object, of those that match a pattern, or of all below a prefix: `s3://bucket/path`, `gs://bucket/path`,
/// `az://container/path`, `https://host/path`.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    /// The kind of store.
    pub store: StoreKind,
    /// The bucket or container; of the web, the host with its port.
    pub container: String,
    /// The path in it, without `/` at its ends.
    pub path: String,
    /// What follows `?`, of the web only: it may be a signature, and is never shown.
    query: Option<String>,
}

/// A kind of object store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreKind {
    /// Amazon S3, and what speaks its protocol.
    S3,
    /// Google Cloud Storage.
    Gs,
    /// Azure Blob Storage.
    Az,
    /// A web server, encrypted.
    Https,
    /// A web server.
    Http,
}

impl StoreKind {
    const ALL: [Self; 5] = [Self::S3, Self::Gs, Self::Az, Self::Https, Self::Http];

    /// What an address begins with, before `://`.
    #[must_use]
    pub fn scheme(self) -> &'static str {
        match self {
            Self::S3 => "s3",
            Self::Gs => "gs",
            Self::Az => "az",
            Self::Https => "https",
            Self::Http => "http",
        }
    }

    /// Whether it is a web server, which lists nothing.
    #[must_use]
    pub fn is_web(self) -> bool {
        matches!(self, Self::Https | Self::Http)
    }
}

/// Why a text is no address. It shows nothing of the text but its scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAnAddress {
    /// What was found, and what was expected.
    pub message: String,
    /// What to do about it.
    pub help: &'static str,
}

impl Place {
    /// The place that a text names: an address when `://` is in it, else a path.
    ///
    /// # Errors
    /// Of an address that is none.
    pub fn parse(text: &str) -> Result<Self, NotAnAddress> {
        match text.split_once("://") {
            Some((scheme, rest)) => Address::parse(scheme, rest).map(Self::Remote),
            None => Ok(Self::Local(PathBuf::from(text))),
        }
    }

    /// The path, of a place on this machine.
    #[must_use]
    pub fn local(&self) -> Option<&Path> {
        match self {
            Self::Local(path) => Some(path),
            Self::Remote(_) => None,
        }
    }

    /// What the name ends with after the last `.` of it.
    #[must_use]
    pub fn extension(&self) -> Option<&str> {
        match self {
            Self::Local(path) => path.extension()?.to_str(),
            Self::Remote(address) => Path::new(&address.path).extension()?.to_str(),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Local(path) => path.display().fmt(f),
            Self::Remote(address) => address.fmt(f),
        }
    }
}

impl Address {
    fn parse(scheme: &str, rest: &str) -> Result<Self, NotAnAddress> {
        let refused = |message: &str, help| NotAnAddress { message: message.to_owned(), help };
        let Some(store) = StoreKind::ALL.into_iter().find(|kind| kind.scheme().eq_ignore_ascii_case(scheme)) else {
            return Err(NotAnAddress {
                message: format!("found {scheme}://; expected s3://, gs://, az:// or https://"),
                help: "write one of these, or copy the data to a folder and write its path",
            });
        };
        let (place, query) =
            rest.split_once('?').map_or((rest, None), |(place, query)| (place, Some(query.to_owned())));
        if query.is_some() && !store.is_web() {
            return Err(refused(
                "found `?` in the address of a store; expected neither a signature nor a pattern of one character",
                "give credentials by the environment, and use `*` or `[…]` as a pattern",
            ));
        }
        let (container, path) = place.split_once('/').unwrap_or((place, ""));
        if container.contains('@') {
            return Err(refused(
                "found a user or password in an address",
                "give credentials by the environment, and leave them out of the address",
            ));
        }
        if container.is_empty() {
            return Err(refused(
                "found an address without a bucket, container or host",
                "write it after the `://`, as in s3://bucket/orders.csv",
            ));
        }
        let path = path.trim_matches('/');
        let unusual = |part: &str| part.is_empty() || part == "." || part == ".." || part.contains(char::is_control);
        if !path.is_empty() && path.split('/').any(unusual) {
            return Err(refused(
                "found an address with an empty part, `.` or `..` in its path",
                "write the whole path of the object, its parts divided by one `/`",
            ));
        }
        if store.is_web() && (path.is_empty() || path.contains('*')) {
            return Err(refused(
                "found a web address that is not one file's; a web server does not say which files it has",
                "write the address of one file, and one source for each",
            ));
        }
        Ok(Self { store, container: container.to_owned(), path: path.to_owned(), query })
    }

    /// The address of what is below this one.
    #[must_use]
    pub fn below(&self, path: &str) -> Self {
        if self.path.is_empty() { self.at(path) } else { self.at(&format!("{}/{path}", self.path)) }
    }

    /// The address of another path in its container.
    #[must_use]
    pub fn at(&self, path: &str) -> Self {
        Self { path: path.to_owned(), query: None, ..self.clone() }
    }

    /// The whole address with what follows `?`, which may be a secret.
    #[must_use]
    pub fn with_query(&self) -> String {
        let query = self.query.as_ref().map_or_else(String::new, |query| format!("?{query}"));
        format!("{}://{}/{}{query}", self.store.scheme(), self.container, self.path)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { String::new() } else { format!("/{}", self.path) };
        let query = if self.query.is_some() { "?…" } else { "" };
        write!(f, "{}://{}{path}{query}", self.store.scheme(), self.container)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_a_path_or_an_address_and_never_shows_a_signature() {
        for (text, shown) in [
            ("data/orders.csv", "data/orders.csv"),
            ("s3://bucket", "s3://bucket"),
            ("S3://bucket/", "s3://bucket"),
            ("s3://bucket/a/b*.csv", "s3://bucket/a/b*.csv"),
            ("gs://bucket/a/", "gs://bucket/a"),
            ("az://container/a", "az://container/a"),
            ("https://host:8080/a.csv?sig=secret&x=/y", "https://host:8080/a.csv?…"),
        ] {
            let place = Place::parse(text).unwrap();
            assert_eq!(place.to_string(), shown);
            assert!(!format!("{place:?}").contains("secret"));
        }
        let Place::Remote(address) = Place::parse("https://host/a.csv?sig=secret").unwrap() else { panic!() };
        assert_eq!(address.with_query(), "https://host/a.csv?sig=secret");
    }

    #[test]
    fn what_is_no_address_is_refused_without_being_repeated() {
        for text in [
            "ftp://secret/a.csv",
            "s3://",
            "s3:///secret",
            "s3://user:secret@bucket/a",
            "https://user:secret@host/a.csv",
            "s3://secret/a//b",
            "s3://secret/../b",
            "az://container/a?sig=secret",
            "https://secret",
            "https://secret/*.csv",
        ] {
            let refused = Place::parse(text).unwrap_err();
            assert!(!refused.message.contains("secret"), "{text}: {refused:?}");
        }
    }
}
