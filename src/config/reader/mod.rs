//! A typed reader of TOML that collects everything wrong instead of stopping at the first mistake.
//!
//! A [`Section`] is read from a [`Table`], key by key; a key's [`Value`] is read from an [`Item`]. Whatever is wrong
//! goes to the [`Findings`] with its place, and the reading goes on: a function that could not make what it was
//! asked for returns [`Reported`], the proof that the reason was told.

mod context;
mod document;
mod explain;
mod findings;
mod item;
mod key;
mod limits;
mod list;
mod named;
mod number;
mod place;
mod suggestion;
mod syntax;
mod table;
mod twice;
mod word;

pub use context::Context;
pub use document::Document;
pub use findings::{Findings, Reported};
pub use item::{Item, Value, quoted};
pub use limits::Limits;
pub use named::{NamedList, Names};
pub use number::Number;
pub use suggestion::{list, nearest};
pub use syntax::readable;
pub use table::{Section, Table};
pub use word::Word;
