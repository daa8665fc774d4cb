//! One key of a table: whether it must be there, and what stands in for it.

use super::{Context, Item, Limits, Number, Reported, Value};
use crate::config::schema;
use crate::problem::Problem;

/// A key whose value, if it is there, is a `T`.
pub struct Key<'a, T> {
    item: Option<Item<'a>>,
    read: Read<T>,
    absent: Absent<'a>,
}

/// How a value is read.
type Read<T> = Box<dyn Fn(&Item<'_>) -> Result<T, Reported>>;

/// What is known of a key that is not there.
pub(super) struct Absent<'a> {
    pub context: &'a Context<'a>,
    pub path: String,
    /// Where the table begins; `None` for the document.
    pub offset: Option<usize>,
}

impl<'a, T: Value + 'static> Key<'a, T> {
    pub(super) fn new(item: Option<Item<'a>>, absent: Absent<'a>) -> Self {
        Self { item, read: Box::new(T::read), absent }
    }

    /// Refuses values outside `limits`.
    pub fn within(self, limits: Limits<T>) -> Self
    where
        T: Number,
    {
        Self { read: Box::new(move |item| T::read_within(item, &limits)), ..self }
    }

    /// The value, which has to be there.
    ///
    /// # Errors
    /// When it is missing or refused.
    pub fn required(self) -> Result<T, Reported> {
        match &self.item {
            Some(item) => (self.read)(item),
            None => Err(self.report_missing()),
        }
    }

    /// The value, if it is there.
    ///
    /// # Errors
    /// When it is refused.
    pub fn optional(self) -> Result<Option<T>, Reported> {
        self.item.as_ref().map(self.read).transpose()
    }

    /// The value, or else the default.
    ///
    /// # Errors
    /// When it is refused.
    pub fn or(self, default: T) -> Result<T, Reported> {
        Ok(self.optional()?.unwrap_or(default))
    }

    fn report_missing(&self) -> Reported {
        let Absent { context, path, offset } = &self.absent;
        let problem = Problem::new("this key is missing").of(path.as_str());
        context.findings.missing(*offset, problem.help(schema::how_to_write(path)))
    }
}
