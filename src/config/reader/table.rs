//! A table of the document, read key by key; what nobody asked for is unknown.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::item::join;
use super::key::{Absent, Key};
use super::{Context, Item, Reported, Value, list, nearest};
use crate::config::schema;
use crate::problem::Problem;

/// What can be read from a table of the document.
pub trait Section: Sized {
    /// Reads it, asking for every key that it knows.
    ///
    /// # Errors
    /// [`Reported`] after every problem of the table was told.
    fn read(table: &mut Table<'_>) -> Result<Self, Reported>;
}

/// A table of the document, or the document itself.
pub struct Table<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) path: String,
    entries: Option<&'a DeTable<'a>>,
    offset: Option<usize>,
    asked: Vec<&'static str>,
}

impl<'a> Table<'a> {
    /// Reads a whole document as a `T`, and reports the keys that it does not know.
    ///
    /// # Errors
    /// [`Reported`] after every problem was told.
    pub fn read_root<T: Section>(root: &'a DeTable<'a>, context: &'a Context<'a>) -> Result<T, Reported> {
        Self::new(context, String::new(), Some(root), None).read()
    }

    pub(super) fn new(
        context: &'a Context<'a>,
        path: String,
        entries: Option<&'a DeTable<'a>>,
        offset: Option<usize>,
    ) -> Self {
        Self { context, path, entries, offset, asked: Vec::new() }
    }

    pub(super) fn read<T: Section>(self) -> Result<T, Reported> {
        self.read_by(&T::read)
    }

    fn read_by<T>(mut self, read: &impl Fn(&mut Table<'_>) -> Result<T, Reported>) -> Result<T, Reported> {
        let section = read(&mut self);
        let mut unknown = None;
        for (key, value) in self.entries.iter().flat_map(|entries| entries.iter()) {
            if !self.asked.contains(&&**key.get_ref()) {
                unknown = Some(self.report_unknown(key, value));
            }
        }
        unknown.map_or(section, Err)
    }

    /// The key `name`.
    pub fn key<T: Value + 'static>(&mut self, name: &'static str) -> Key<'a, T> {
        let item = self.ask(name).map(|value| Item::new(join(&self.path, name), value, self.context));
        Key::new(item, Absent { context: self.context, path: join(&self.path, name), offset: self.offset })
    }

    /// The keys of the table `name`; none when it is not there or no table.
    pub fn names_in(&self, name: &str) -> Vec<&'a str> {
        let entries = self.entries.and_then(|entries| entries.get(name)?.get_ref().as_table());
        entries.into_iter().flat_map(DeTable::keys).map(|name| &**name.get_ref()).collect()
    }

    /// Whether the key `name` is there.
    pub fn has(&self, name: &str) -> bool {
        self.entries.is_some_and(|entries| entries.contains_key(name))
    }

    /// The section `name`, which has to be there.
    ///
    /// # Errors
    /// When it is missing, not a table, or has a problem.
    pub fn section<T: Section>(&mut self, name: &'static str) -> Result<T, Reported> {
        let path = join(&self.path, name);
        if let Some(value) = self.ask(name) {
            return self.read_table(path, value);
        }
        let problem = Problem::new(format!("the section [{path}] is missing")).help(schema::how_to_write(&path));
        Err(self.context.findings.missing(self.offset, problem.of(path)))
    }

    /// The section `name`; one that is not there has the defaults of all its keys.
    ///
    /// # Errors
    /// When it is not a table, or has a problem.
    pub fn section_or_default<T: Section>(&mut self, name: &'static str) -> Result<T, Reported> {
        let path = join(&self.path, name);
        match self.ask(name) {
            Some(value) => self.read_table(path, value),
            None => Self::new(self.context, path, None, self.offset).read(),
        }
    }

    /// The tables of the list `name`, each read by `read`; none when it is not there.
    ///
    /// # Errors
    /// When it is not a list of tables, or one has a problem. `example` is the header of one.
    pub fn list<T>(
        &mut self,
        name: &'static str,
        example: &str,
        read: impl Fn(&mut Table<'_>) -> Result<T, Reported>,
    ) -> Result<Vec<T>, Reported> {
        let Some(value) = self.ask(name) else { return Ok(Vec::new()) };
        let list = Item::new(join(&self.path, name), value, self.context);
        let mismatch = |item: &Item<'_>, expected: &str| {
            let help = format!("write {example} in double brackets on a line of its own, and its keys below");
            item.report(item.mismatch(format_args!("{expected} {example}")).help(help))
        };
        let Some(elements) = list.elements() else { return Err(mismatch(&list, "a list of tables, each below")) };
        // Every one is read before the first refusal is passed on.
        let tables: Vec<Result<T, Reported>> = elements
            .map(|element| {
                let DeValue::Table(entries) = element.value else { return Err(mismatch(&element, "a table below")) };
                let table = Table::new(element.context, element.path.clone(), Some(entries), Some(element.offset));
                table.read_by(&read)
            })
            .collect();
        tables.into_iter().collect()
    }

    /// Reports a problem of the key `name`, or, where that is not there, of the table.
    pub fn report(&self, name: &str, problem: Problem) -> Reported {
        let offset = self.entries.and_then(|entries| entries.get(name)).map(|value| value.span().start);
        self.context.findings.wrong(offset.or(self.offset), problem.of(join(&self.path, name)))
    }

    /// Reports that the key `name` is missing.
    pub fn report_missing(&self, name: &str, problem: Problem) -> Reported {
        self.context.findings.missing(self.offset, problem.of(join(&self.path, name)))
    }

    pub(super) fn ask(&mut self, name: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.push(name);
        self.entries.and_then(|entries| entries.get(name))
    }

    fn read_table<T: Section>(&self, path: String, value: &'a Spanned<DeValue<'a>>) -> Result<T, Reported> {
        if let DeValue::Table(entries) = value.get_ref() {
            return Self::new(self.context, path, Some(entries), Some(value.span().start)).read();
        }
        let header = format!("[{path}]");
        let item = Item::new(path, value, self.context);
        let help = format!("write {header} on a line of its own, and its keys below");
        Err(item.report(item.mismatch(format_args!("the section {header}")).help(help)))
    }

    fn report_unknown(&self, key: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>) -> Reported {
        let name = &**key.get_ref();
        let header = if self.path.is_empty() { String::new() } else { format!("[{}]", self.path) };
        let what = if value.get_ref().is_table() && self.path.is_empty() { "section" } else { "key" };
        let meant = nearest(name, self.asked.iter().copied());
        let elsewhere = schema::sections_with(name);
        let help = match (meant, elsewhere.as_slice()) {
            (Some(meant), _) if what == "section" => format!("did you mean [{meant}]?"),
            (Some(meant), _) => format!("did you mean `{meant}`?"),
            (None, []) if self.path.is_empty() => format!("the keys and sections are {}", list(&self.asked, "and")),
            (None, []) => format!("the keys of {header} are {}", list(&self.asked, "and")),
            (None, sections) => format!("`{name}` is a key of {}", list(sections, "and of")),
        };
        let problem = Problem::new(format!("unknown {what}")).of(join(&self.path, name)).help(help);
        let meant = meant.map(|meant| join(&self.path, meant));
        self.context.findings.unknown(Some(key.span().start), problem, meant)
    }
}

impl Item<'_> {
    /// The value read as a `T` where it is a table; `None` where it is not.
    pub fn section<T: Section>(&self) -> Option<Result<T, Reported>> {
        let DeValue::Table(entries) = self.value else { return None };
        Some(Table::new(self.context, self.path.clone(), Some(entries), Some(self.offset)).read())
    }
}
