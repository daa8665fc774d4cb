//! Tells the tests whether Olist's data are here, so that those that need it are reported as ignored elsewhere.

use std::path::Path;

fn main() {
    println!("cargo::rustc-check-cfg=cfg(olist)");
    println!("cargo::rerun-if-env-changed=OLIST_DIR");
    println!("cargo::rerun-if-changed=build.rs");
    let folder = std::env::var("OLIST_DIR").unwrap_or_else(|_| "../shared/data/olist".to_owned());
    if Path::new(&folder).join("olist_orders_dataset.csv").is_file() {
        println!("cargo::rustc-cfg=olist");
    }
}
