//! A CSV file as typed record batches.
//!
//! Every cell is read as text. Cells of typed columns are cast; a row with a cell that cannot be, or with too few or
//! too many fields, is rejected with a reason. An empty cell is NULL.

use std::fs::File;
use std::io::{self, Read};
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
use super::files::{Packing, SourceFile};
use super::tally::{Position, Tally};
use crate::plan::ColumnType;
use crate::problem::Problem;

const BATCH_ROWS: usize = 8192;
/// A longer record is taken for the work of a quote that is never closed.
const MAX_RECORD_BYTES: usize = 16 << 20;

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
    let mut reader = open(file, delimiter)?;
    let header = reader.byte_headers().map_err(|error| broken(file, &error))?.clone();
    if header.is_empty() {
        return Err(Problem::new("is empty: there is no header row")
            .in_file(&file.shown)
            .help("deliver the file again"));
    }
    header
        .iter()
        .enumerate()
        .map(|(index, name)| {
            std::str::from_utf8(name).map(|name| name.trim().to_owned()).map_err(|_| {
                Problem::new(format!("the name of column {} is not UTF-8", index + 1))
                    .in_file(&file.shown)
                    .at(1, None)
                    .help("save the file as UTF-8")
            })
        })
        .collect()
}

/// Reads all rows of `file` (number `index` of its source) and hands them on in batches until `emit` breaks.
pub(super) fn read(
    file: &SourceFile,
    index: usize,
    layout: &CsvLayout<'_>,
    emit: &mut dyn FnMut(RecordBatch) -> ControlFlow<()>,
) -> Result<Tally, Problem> {
    let names = header(file, layout.delimiter)?;
    let places = layout
        .columns
        .iter()
        .map(|(column, _)| names.iter().position(|name| name == column).unwrap_or(usize::MAX))
        .collect::<Vec<_>>();
    let mut reader = open(file, layout.delimiter)?;
    let mut rows = Rows { file, index, layout, places, fields: names.len(), tally: Tally::default() };
    let mut builders = layout.columns.iter().map(|(_, kind)| Builder::new(*kind)).collect::<Vec<_>>();
    let mut record = ByteRecord::new();
    let mut pending = 0;
    loop {
        let more = reader.read_byte_record(&mut record).map_err(|error| broken(file, &error))?;
        if more && let Some(fields) = rows.accept(&record)? {
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
            return Ok(rows.tally);
        }
    }
}

struct Rows<'a> {
    file: &'a SourceFile,
    index: usize,
    layout: &'a CsvLayout<'a>,
    /// Where each column stands in the file.
    places: Vec<usize>,
    fields: usize,
    tally: Tally,
}

enum Field<'r> {
    Null,
    Text(&'r str),
    Typed(Cell),
}

impl Rows<'_> {
    /// Reads the cells of a record; `None` when the row is rejected.
    fn accept<'r>(&mut self, record: &'r ByteRecord) -> Result<Option<Vec<Field<'r>>>, Problem> {
        let line = record.position().map_or(0, csv::Position::line);
        if record.as_slice().len() > MAX_RECORD_BYTES {
            return Err(Problem::new(format!(
                "the row that begins here is longer than {} MiB",
                MAX_RECORD_BYTES >> 20
            ))
            .in_file(&self.file.shown)
            .at(line, None)
            .help("a quote that opens in it is probably never closed"));
        }
        self.tally.seen(1);
        if record.len() != self.fields {
            let reason = format!("a row of {} fields where the header has {}", record.len(), self.fields);
            let shown = record.iter().map(String::from_utf8_lossy).collect::<Vec<_>>().join(",");
            self.reject("(row)", &reason, line, &shown);
            return Ok(None);
        }
        let mut cells = Vec::with_capacity(self.places.len());
        for ((name, kind), &place) in self.layout.columns.iter().zip(&self.places) {
            let bytes = record.get(place).unwrap_or_default();
            let Ok(text) = std::str::from_utf8(bytes) else {
                self.reject(name, "not UTF-8", line, &String::from_utf8_lossy(bytes));
                return Ok(None);
            };
            let field = if text.is_empty() {
                Field::Null
            } else if *kind == ColumnType::Text {
                Field::Text(text)
            } else if let Some(cell) = cell::parse(text, *kind, self.layout.zone) {
                Field::Typed(cell)
            } else {
                self.reject(name, &cell::refusal(*kind), line, text);
                return Ok(None);
            };
            cells.push(field);
        }
        Ok(Some(cells))
    }

    fn reject(&mut self, column: &str, reason: &str, line: u64, value: &str) {
        let row = format!("{}:{line}", self.file.shown);
        self.tally.reject(column, reason, Position::Line(self.index, line), row, value);
    }
}

fn open(file: &SourceFile, delimiter: u8) -> Result<csv::Reader<Box<dyn Read>>, Problem> {
    let unreadable = |error: io::Error| {
        Problem::new(format!("cannot be read: {error}")).in_file(&file.shown).help("check its permissions")
    };
    let stored = File::open(&file.path).map_err(unreadable)?;
    let plain: Box<dyn Read> = match file.packing {
        Packing::Plain => Box::new(stored),
        Packing::Gzip => Box::new(flate2::read::MultiGzDecoder::new(stored)),
        Packing::Zstd => Box::new(zstd::Decoder::new(stored).map_err(unreadable)?),
    };
    Ok(csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).buffer_capacity(1 << 18).from_reader(plain))
}

fn broken(file: &SourceFile, error: &csv::Error) -> Problem {
    let line = error.position().map(csv::Position::line);
    let help = match file.packing {
        Packing::Plain => "deliver the file again",
        Packing::Gzip | Packing::Zstd => "the packed file is damaged or cut off; deliver it again",
    };
    let problem = Problem::new(format!("cannot be read: {error}")).in_file(&file.shown).help(help);
    if let Some(line) = line { problem.at(line, None) } else { problem }
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
