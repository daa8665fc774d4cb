//! A record batch as CSV by RFC 4180, safe to open in a spreadsheet.
//!
//! A text that begins as a formula does (`=`, `+`, `-`, `@`, tab, carriage return) gets a `'` in front, which
//! spreadsheets take for "this is text" and do not show. Numbers stay as they are. NULL is an empty field.
//!
//! OWASP, CSV Injection: <https://owasp.org/www-community/attacks/CSV_Injection>

use std::borrow::Cow;

use csv::{Terminator, WriterBuilder};
use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::datatypes::{DataType, Float64Type};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::arrow::util::display::array_value_to_string;

use super::{SinkError, Table};

const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// `batch` as the file at `path`, with a header.
pub(super) fn write(path: &str, batch: &RecordBatch) -> Result<Table, SinkError> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    let header = batch.schema_ref().fields().iter().map(|field| neutral(field.name()).into_owned());
    writer.write_record(header).map_err(SinkError::table(path))?;
    for row in 0..batch.num_rows() {
        for column in batch.columns() {
            writer.write_field(cell(column, row).map_err(SinkError::table(path))?).map_err(SinkError::table(path))?;
        }
        writer.write_record(None::<&[u8]>).map_err(SinkError::table(path))?;
    }
    let bytes = writer.into_inner().map_err(SinkError::table(path))?;
    Ok(Table { path: path.to_owned(), bytes, rows: batch.num_rows() as u64 })
}

fn cell(column: &ArrayRef, row: usize) -> Result<String, datafusion::arrow::error::ArrowError> {
    if column.is_null(row) {
        return Ok(String::new());
    }
    match column.data_type() {
        DataType::Utf8 => Ok(neutral(column.as_string::<i32>().value(row)).into_owned()),
        // The shortest digits that read back as the same number.
        DataType::Float64 => Ok(column.as_primitive::<Float64Type>().value(row).to_string()),
        _ => array_value_to_string(column, row),
    }
}

/// `text`, with a `'` in front when a spreadsheet would take it for a formula.
fn neutral(text: &str) -> Cow<'_, str> {
    if text.starts_with(FORMULA) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use datafusion::arrow::array::{BooleanArray, Date32Array, Float64Array, StringArray, UInt32Array};
    use datafusion::arrow::datatypes::{Field, Schema};

    use super::*;

    #[test]
    fn formulas_are_text_numbers_are_numbers_and_fields_are_quoted() {
        let ids = ["=1+1", "+1", "-1", "@a", "\tb", "\rc", "a,\"b\"\nc", "é'", "a=b"];
        let columns: Vec<(&str, ArrayRef)> = vec![
            ("id", Arc::new(ids.iter().copied().map(Some).collect::<StringArray>())),
            ("n", Arc::new((0..9).map(|n| (n != 1).then_some(n)).collect::<UInt32Array>())),
            (
                "x",
                Arc::new(
                    [-0.5, 1.0, 0.1 + 0.2, 1e21, 1e-7, 0.0, -3.0, 2.5, 7.0]
                        .map(Some)
                        .into_iter()
                        .collect::<Float64Array>(),
                ),
            ),
            ("b", Arc::new((0..9).map(|n| Some(n % 2 == 0)).collect::<BooleanArray>())),
            ("d", Arc::new(Date32Array::from_value(0, 9))),
        ];
        let fields = columns.iter().map(|(name, array)| Field::new(*name, array.data_type().clone(), true));
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let batch = RecordBatch::try_new(schema, columns.into_iter().map(|(_, array)| array).collect()).unwrap();
        let text = String::from_utf8(write("a.csv", &batch).unwrap().bytes).unwrap();
        let expected = [
            "id,n,x,b,d",
            "'=1+1,0,-0.5,true,1970-01-01",
            "'+1,,1,false,1970-01-01",
            "'-1,2,0.30000000000000004,true,1970-01-01",
            "'@a,3,1000000000000000000000,false,1970-01-01",
            "'\tb,4,0.0000001,true,1970-01-01",
            "\"'\rc\",5,0,false,1970-01-01",
            "\"a,\"\"b\"\"\nc\",6,-3,true,1970-01-01",
            "é',7,2.5,false,1970-01-01",
            "a=b,8,7,true,1970-01-01",
            "",
        ];
        assert_eq!(text, expected.join("\r\n"));
    }
}
