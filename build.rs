//! What the program is built from: a hash of it, by which results are kept. And whether Olist's data are here, so that the
//! tests that need them are reported as ignored elsewhere.

use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rustc-check-cfg=cfg(olist)");
    println!("cargo::rerun-if-env-changed=OLIST_DIR");
    println!("cargo::rerun-if-changed=build.rs");
    let folder = std::env::var("OLIST_DIR").unwrap_or_else(|_| "../shared/data/olist".to_owned());
    if Path::new(&folder).join("olist_orders_dataset.csv").is_file() {
        println!("cargo::rustc-cfg=olist");
    }

    let mut sources = files(Path::new("src"));
    sources.extend(["Cargo.toml", "Cargo.lock"].map(PathBuf::from).into_iter().filter(|path| path.is_file()));
    let mut hasher = DefaultHasher::new();
    for path in &sources {
        println!("cargo::rerun-if-changed={}", path.display());
        let text = std::fs::read(path).unwrap_or_default();
        for part in [path.to_string_lossy().as_bytes(), &text] {
            hasher.write_usize(part.len());
            hasher.write(part);
        }
    }
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rustc-env=SEGWATCH_BUILD={:016x}", hasher.finish());
}

/// All files below a folder, in an order that does not depend on the file system.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found = entries.map(|entry| entry.path()).collect::<Vec<_>>();
    found.sort();
    found.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
