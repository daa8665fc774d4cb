//! A CSV file as typed record batches.
//!
//! Every cell is read as text. Cells of typed columns are cast; a row with a cell that cannot be, or with too few or
//! too many fields, is rejected with a reason. An empty cell is NULL.

use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;

use chrono_tz::Tz;
use csv::ByteRecord;
use datafusion::arrow::array::{
    ArrayRef, BooleanBuilder, Date32Builder, Decimal128Builder, Float64Builder, Int64Builder, StringBuilder,
    TimestampMicrosecondBuilder,
};
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::record_batch::RecordBatch;

use super::cell::{self, Cell};
use super::file::{Packing, SourceFile};
use super::tally::{Position, Tally};
use super::unpack::{Excess, MAX_EXPANSION, Plain};
use crate::plan::ColumnType;
use crate::problem::Problem;
use crate::progress::Progress;

const BATCH_ROWS: usize = 8192;
/// A longer record is taken for the work of a quote that is never closed.
const MAX_RECORD_BYTES: u64 = 16 << 20;
const BUFFER_BYTES: usize = 1 << 18;
/// The marks that UTF-16 files begin with.
const UTF_16: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];
/// The marks of what is not text at all.
const PACKED: [(&[u8], &str); 6] = [
    (b"\x1f\x8b", "packed by gzip"),
    (b"\x28\xb5\x2f\xfd", "packed by Zstandard"),
    (b"BZh", "packed by bzip2"),
    (b"\xfd7zXZ", "packed by xz"),
    (b"PK\x03\x04", "a ZIP archive or a spreadsheet"),
    (b"PAR1", "Parquet"),
];
/// What stands between fields, in one file or another.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// What is known of a CSV source before its rows are read.
pub(super) struct CsvLayout<'a> {
    /// Names and types of the columns, in the table's order.
    pub columns: &'a [(String, ColumnType)],
    /// The same for Arrow.
    pub schema: &'a SchemaRef,
    /// The character between fields.
    pub delimiter: u8,
    /// The zone of times without offset.
    pub zone: Tz,
}

/// The names in the file's first row.
pub(super) fn header(file: &SourceFile, delimiter: u8) -> Result<Vec<String>, Problem> {
    let mut reader = open(file, delimiter, &Arc::default())?;
    let header = reader.byte_headers().map_err(|error| broken(file, 1, &error))?.clone();
    let problem = |message: String, help: &str| Problem::new(message).in_file(&file.shown).at(1, None).help(help);
    if header.is_empty() {
        return Err(Problem::new("is empty: there is no header row")
            .in_file(&file.shown)
            .help("deliver the file again"));
    }
    if let Some((_, kind)) = PACKED.iter().find(|(mark, _)| header.as_slice().starts_with(mark)) {
        return Err(problem(
            format!("is {kind}, whatever its name says"),
            "name it by what it is, or deliver it as CSV",
        ));
    }
    if UTF_16.iter().any(|mark| header.as_slice().starts_with(mark)) {
        return Err(problem("is UTF-16".to_owned(), "save the file as UTF-8"));
    }
    if header.as_slice().contains(&0) {
        return Err(problem(
            "has NUL bytes among the names of its columns".to_owned(),
            "save the file as text, in UTF-8",
        ));
    }
    let names = header.iter().enumerate().map(|(index, name)| {
        std::str::from_utf8(name)
            .map(|name| name.trim().to_owned())
            .map_err(|_| problem(format!("the name of column {} is not UTF-8", index + 1), "save the file as UTF-8"))
    });
    let names = names.collect::<Result<Vec<_>, _>>()?;
    if let [only] = names.as_slice()
        && let Some(other) = DELIMITERS.into_iter().find(|&other| only.contains(char::from(other)))
    {
        let (found, expected) = (char::from(other).escape_default(), char::from(delimiter).escape_default());
        let message =
            format!("has one column, \"{}\": fields end with {found} and not with {expected}", shortened(only));
        return Err(problem(message, &format!("write delimiter = \"{found}\" in sources.{}", file.source)));
    }
    Ok(names)
}

/// Reads all rows of `file` (number `index` of its source) and hands them on in batches until `emit` breaks; `progress`
/// counts its bytes.
pub(super) fn read(
    file: &SourceFile,
    index: usize,
    layout: &CsvLayout<'_>,
    progress: &Arc<Progress>,
    emit: &mut dyn FnMut(RecordBatch) -> ControlFlow<()>,
) -> Result<Tally, Problem> {
    let names = header(file, layout.delimiter)?;
    let places = layout
        .columns
        .iter()
        .map(|(column, _)| names.iter().position(|name| name == column).unwrap_or(usize::MAX))
        .collect::<Vec<_>>();
    let mut reader = open(file, layout.delimiter, progress)?;
    let header = reader.byte_headers().map_err(|error| broken(file, 1, &error))?.clone();
    let mut rows = Rows { file, index, layout, places, header, tally: Tally::default(), unclosed: None };
    let mut builders = layout.columns.iter().map(|(_, kind)| Builder::new(*kind)).collect::<Vec<_>>();
    let mut record = ByteRecord::new();
    let mut pending = 0;
    loop {
        let read_so_far = reader.position().byte();
        reader.get_mut().allow(read_so_far + MAX_RECORD_BYTES + BUFFER_BYTES as u64);
        let more = reader.read_byte_record(&mut record).map_err(|error| {
            // A record knows where it begins before it is read.
            broken(file, record.position().map_or(1, csv::Position::line), &error)
        })?;
        if more && let Some(fields) = rows.accept(&record) {
            for (builder, field) in builders.iter_mut().zip(&fields) {
                builder.push(field);
            }
            pending += 1;
        }
        if pending == BATCH_ROWS || (!more && pending > 0) {
            let arrays = builders.iter_mut().map(Builder::finish).collect();
            let batch = RecordBatch::try_new(Arc::clone(layout.schema), arrays)
                .map_err(|error| Problem::new(error.to_string()).in_file(&file.shown))?;
            pending = 0;
            if emit(batch).is_break() {
                return Ok(rows.tally);
            }
        }
        if !more {
            return rows.end();
        }
    }
}

struct Rows<'a> {
    file: &'a SourceFile,
    index: usize,
    layout: &'a CsvLayout<'a>,
    /// Where each column stands in the file.
    places: Vec<usize>,
    header: ByteRecord,
    tally: Tally,
    /// Where the last row begins, when it is no row and goes over several lines.
    unclosed: Option<u64>,
}

enum Field<'r> {
    Null,
    Text(&'r str),
    Typed(Cell),
}

impl Rows<'_> {
    /// Reads the cells of a record; `None` when the row is rejected.
    fn accept<'r>(&mut self, record: &'r ByteRecord) -> Option<Vec<Field<'r>>> {
        let line = record.position().map_or(0, csv::Position::line);
        self.tally.seen(1);
        self.unclosed = None;
        let shown = || record.iter().map(String::from_utf8_lossy).collect::<Vec<_>>().join(",");
        if record.len() != self.header.len() {
            let reason = format!("a row of {} fields where the header has {}", record.len(), self.header.len());
            self.unclosed = record.as_slice().contains(&b'\n').then_some(line);
            self.reject("(row)", &reason, line, &shown());
            return None;
        }
        if record == &self.header {
            self.reject("(row)", "the header again", line, &shown());
            return None;
        }
        let mut cells = Vec::with_capacity(self.places.len());
        for ((name, kind), &place) in self.layout.columns.iter().zip(&self.places) {
            let bytes = record.get(place).unwrap_or_default();
            let Ok(text) = std::str::from_utf8(bytes) else {
                self.reject(name, "not UTF-8", line, &String::from_utf8_lossy(bytes));
                return None;
            };
            if text.contains('\0') {
                self.reject(name, "a NUL byte", line, text);
                return None;
            }
            let field = if text.is_empty() {
                Field::Null
            } else if *kind == ColumnType::Text {
                Field::Text(text)
            } else if let Some(cell) = cell::parse(text, *kind, self.layout.zone) {
                Field::Typed(cell)
            } else {
                self.reject(name, &cell::refusal(*kind), line, text);
                return None;
            };
            cells.push(field);
        }
        Some(cells)
    }

    /// What became of the rows, after the last.
    fn end(self) -> Result<Tally, Problem> {
        match self.unclosed {
            None => Ok(self.tally),
            Some(line) => Err(Problem::new("the row that begins here goes on to the end of the file")
                .in_file(&self.file.shown)
                .at(line, None)
                .help("a quote that opens in it is never closed")),
        }
    }

    fn reject(&mut self, column: &str, reason: &str, line: u64, value: &str) {
        let row = format!("{}:{line}", self.file.shown);
        self.tally.reject(column, reason, Position::Line(self.index, line), row, value);
    }
}

fn open(file: &SourceFile, delimiter: u8, progress: &Arc<Progress>) -> Result<csv::Reader<Plain>, Problem> {
    let plain = Plain::open(file, MAX_RECORD_BYTES + BUFFER_BYTES as u64, progress).map_err(|error: io::Error| {
        Problem::new(format!("cannot be read: {error}")).in_file(&file.shown).help("check its permissions")
    })?;
    Ok(csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).buffer_capacity(BUFFER_BYTES).from_reader(plain))
}

/// What is wrong with a file that cannot be read on in the record that begins on `line`.
fn broken(file: &SourceFile, line: u64, error: &csv::Error) -> Problem {
    let excess = match error.kind() {
        csv::ErrorKind::Io(error) => Excess::of(error),
        _ => None,
    };
    let (message, help) = match (excess, file.packing) {
        (Some(Excess::TooLong), _) => (
            format!("the row that begins here is longer than {} MiB", MAX_RECORD_BYTES >> 20),
            "a quote that opens in it is probably never closed",
        ),
        (Some(Excess::Expansion), _) => (
            format!("unpacks to more than {MAX_EXPANSION} times its size by the row that begins here"),
            "unpack it yourself if it is meant to",
        ),
        (None, Packing::Plain) => (format!("cannot be read: {error}"), "deliver the file again"),
        (None, _) => (format!("cannot be read: {error}"), "the packed file is damaged or cut off; deliver it again"),
    };
    Problem::new(message).in_file(&file.shown).at(line, None).help(help)
}

fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}

enum Builder {
    Text(StringBuilder),
    Integer(Int64Builder),
    Decimal(Decimal128Builder),
    Float(Float64Builder),
    Timestamp(TimestampMicrosecondBuilder),
    Date(Date32Builder),
    Boolean(BooleanBuilder),
}

impl Builder {
    fn new(kind: ColumnType) -> Self {
        match kind {
            ColumnType::Text => Self::Text(StringBuilder::new()),
            ColumnType::Integer => Self::Integer(Int64Builder::new()),
            ColumnType::Decimal { .. } => {
                Self::Decimal(Decimal128Builder::new().with_data_type(cell::arrow_type(kind)))
            }
            ColumnType::Float => Self::Float(Float64Builder::new()),
            ColumnType::Timestamp => Self::Timestamp(TimestampMicrosecondBuilder::new()),
            ColumnType::Date => Self::Date(Date32Builder::new()),
            ColumnType::Boolean => Self::Boolean(BooleanBuilder::new()),
        }
    }

    /// Adds a field; one of another type than the builder's is NULL, and none ever is.
    fn push(&mut self, field: &Field<'_>) {
        match (self, field) {
            (Self::Text(builder), Field::Text(text)) => builder.append_value(text),
            (Self::Text(builder), _) => builder.append_null(),
            (Self::Integer(builder), Field::Typed(Cell::Integer(value))) => builder.append_value(*value),
            (Self::Integer(builder), _) => builder.append_null(),
            (Self::Decimal(builder), Field::Typed(Cell::Decimal(value))) => builder.append_value(*value),
            (Self::Decimal(builder), _) => builder.append_null(),
            (Self::Float(builder), Field::Typed(Cell::Float(value))) => builder.append_value(*value),
            (Self::Float(builder), _) => builder.append_null(),
            (Self::Timestamp(builder), Field::Typed(Cell::Timestamp(value))) => builder.append_value(*value),
            (Self::Timestamp(builder), _) => builder.append_null(),
            (Self::Date(builder), Field::Typed(Cell::Date(value))) => builder.append_value(*value),
            (Self::Date(builder), _) => builder.append_null(),
            (Self::Boolean(builder), Field::Typed(Cell::Boolean(value))) => builder.append_value(*value),
            (Self::Boolean(builder), _) => builder.append_null(),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(builder) => Arc::new(builder.finish()),
            Self::Integer(builder) => Arc::new(builder.finish()),
            Self::Decimal(builder) => Arc::new(builder.finish()),
            Self::Float(builder) => Arc::new(builder.finish()),
            Self::Timestamp(builder) => Arc::new(builder.finish()),
            Self::Date(builder) => Arc::new(builder.finish()),
            Self::Boolean(builder) => Arc::new(builder.finish()),
        }
    }
}
