//! Files of orders that are damaged, mistyped or meant to harm: `tests/hostile/files.txt`, each read whole.

use std::io::Write;
use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, BinaryArray, Decimal256Array, DictionaryArray, Float64Array, Int64Array, ListArray, MapArray,
    NullArray, RecordBatch, StringArray, StructArray, TimestampMicrosecondArray, TimestampNanosecondArray,
};
use datafusion::arrow::buffer::OffsetBuffer;
use datafusion::arrow::datatypes::{DataType, Field, Int32Type, Schema};
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::Compression;
use datafusion::parquet::file::properties::WriterProperties;

use super::{Yard, check_cases};

const ROWS: usize = 400;

/// Reads the whole pipeline and says what came of it.
fn read(yard: &Yard, name: &str) -> Result<String, String> {
    prepare(yard, name);
    let answer = yard.ask(&["run", "[YARD]/pipeline", "--out", "[YARD]/out", "--dry-run"]);
    if answer.err.contains("panicked") {
        return Err(answer.err);
    }
    match answer.code {
        0 => {
            // The rows, and what was left out of them.
            let lines = answer.out.lines().skip_while(|line| !line.starts_with("sales: "));
            Ok(lines.map(|line| format!("{line}\n")).collect())
        }
        2 | 3 => Ok(format!("exit {}\n{}", answer.code, answer.err)),
        code => Err(format!("ended with {code}: {}{}", answer.out, answer.err)),
    }
    .map(|text| text.trim_end().to_owned())
}

#[test]
fn every_file_gets_an_answer_or_the_error_it_deserves() {
    check_cases("files.txt", 110, read);
}

/// Orders of ten days, a few columns.
fn csv(rows: usize) -> String {
    let mut text = String::from("order_id,customer_id,ordered_at,amount\n");
    for row in 0..rows {
        text.push_str(&line(row, "", "", ""));
    }
    text
}

/// A row, its time, amount or customer replaced where one is given.
fn line(row: usize, customer: &str, time: &str, amount: &str) -> String {
    let or = |given: &str, usual: String| if given.is_empty() { usual } else { given.to_owned() };
    let customer = or(customer, format!("c{:03}", row % 50));
    let time = or(time, format!("2024-{:02}-{:02} 12:00:00", row * 6 / ROWS % 6 + 1, row % 28 + 1));
    let amount = or(amount, format!("{}.50", 10 + row % 90));
    format!("o{row:05},{customer},{time},{amount}\n")
}

/// Orders whose rows 100, 101 … up to so many have this time.
fn with_time(time: &str) -> String {
    changed(|row| line(row, "", if row == 100 { time } else { "" }, ""))
}

fn with_amount(amount: &str) -> String {
    changed(|row| line(row, "", "", if row == 100 { amount } else { "" }))
}

fn changed(line: impl Fn(usize) -> String) -> String {
    "order_id,customer_id,ordered_at,amount\n".to_owned() + &(0..ROWS).map(line).collect::<String>()
}

fn utf_16(text: &str, mark: bool, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = mark.then_some(0xfeff);
    mark.into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn zstandard(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

/// So many MiB of one piece of text, packed as it is made.
fn bomb(head: &str, piece: &str, mebibytes: usize, zst: bool) -> Vec<u8> {
    let block = piece.repeat((1 << 20) / piece.len());
    let fill = |out: &mut dyn Write| {
        out.write_all(head.as_bytes()).unwrap();
        (0..mebibytes).for_each(|_| out.write_all(block.as_bytes()).unwrap());
    };
    if zst {
        let mut packed = zstd::Encoder::new(Vec::new(), 1).unwrap();
        fill(&mut packed);
        packed.finish().unwrap()
    } else {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        fill(&mut packed);
        packed.finish().unwrap()
    }
}

/// Writes the case's files, and what the pipeline says of them.
fn prepare(yard: &Yard, name: &str) {
    if name.starts_with("Parquet") || name == "CSV named .parquet" {
        return parquet_case(yard, name);
    }
    if ["gzip", "Zstandard", "bomb", "plain text that"].iter().any(|packed| name.contains(packed)) {
        return packed_case(yard, name);
    }
    let good = csv(ROWS);
    let head = good.lines().next().unwrap();
    let most = |row: usize| row.is_multiple_of(2);
    let bytes: Vec<u8> = match name {
        "plain" => good.into(),
        "UTF-8 with a mark" => format!("\u{feff}{good}").into(),
        "UTF-16, little end first" => utf_16(&good, true, u16::to_le_bytes),
        "UTF-16, big end first" => utf_16(&good, true, u16::to_be_bytes),
        "UTF-16 without a mark" => utf_16(&good, false, u16::to_le_bytes),
        "UTF-32" => good.chars().flat_map(|letter| u32::from(letter).to_le_bytes()).collect(),
        "Latin-1 in the header" => [b"order_id,caf\xe9", &good.as_bytes()["order_id".len()..]].concat(),
        "Latin-1 in a cell of one row" => [good.as_bytes(), b"x,caf\xe9,2024-03-01 00:00:00,5\n"].concat(),
        "Latin-1 in most rows" => good
            .bytes()
            .map(|byte| if byte == b'c' { 0xe9 } else { byte })
            .skip(head.len())
            .fold(head.as_bytes().to_vec(), |mut all, byte| {
                all.push(byte);
                all
            }),
        "a NUL in a cell of one row" => changed(|row| line(row, if row == 100 { "c\0" } else { "" }, "", "")).into(),
        "a NUL in most rows" => changed(|row| line(row, "c\0", "", "")).into(),
        "nothing but NULs" => vec![0; 10_000],
        "line ends of Windows" => good.replace('\n', "\r\n").into(),
        "line ends of old Macs" => good.replace('\n', "\r").into(),
        "mixed line ends" => changed(|row| line(row, "", "", "").replace('\n', ["\n", "\r\n", "\r"][row % 3])).into(),
        "blank lines between rows" => good.replace('\n', "\n\n\r\n").into(),
        "nothing but blank lines" => "\n\r\n\n".into(),
        "nothing but spaces" => "    \n  \n".into(),
        "an empty file" => Vec::new(),
        "a header and nothing else" => format!("{head}\n").into(),
        "a header that does not end" => head.into(),
        "fields between semicolons" => good.replace(',', ";").into(),
        "fields between tabs" => good.replace(',', "\t").into(),
        "fields between bars" => good.replace(',', "|").into(),
        "fields between colons" => good.replace(',', ":").into(),
        "fields between semicolons as declared" => {
            yard.edit("path = \"orders.csv\"", "path = \"orders.csv\"\ndelimiter = \";\"");
            good.replace(',', ";").into()
        }
        "the header again in the middle" => {
            changed(|row| if row == 100 { format!("{head}\n") } else { line(row, "", "", "") }).into()
        }
        "the header again before every row" => changed(|row| format!("{head}\n{}", line(row, "", "", ""))).into(),
        "no header" => good.split_once('\n').unwrap().1.into(),
        "columns without names" => good.replacen("customer_id", "", 1).replacen("amount", "", 1).into(),
        "quoted line breaks" => changed(|row| line(row, &format!("\"c\n{}\"", row % 50), "", "")).into(),
        "a row with a field too many" => changed(|row| line(row, "", "", if row == 100 { "5,00" } else { "" })).into(),
        "most rows with a field too many" => {
            changed(|row| line(row, "", "", if most(row) { "5,00" } else { "" })).into()
        }
        "a row cut off at the end" => good.as_bytes()[..good.len() - 20].to_vec(),
        "a quote that is never closed" => changed(|row| line(row, if row == 100 { "\"c" } else { "" }, "", "")).into(),
        "a quote that is never closed, and 20 MiB" => format!("{good}x,\"{}", "y\n".repeat(10 << 20)).into(),
        "a field of 20 MiB" => {
            changed(|row| line(row, &if row == 100 { "c".repeat(20 << 20) } else { String::new() }, "", "")).into()
        }
        "a field of 15 MiB" => {
            changed(|row| line(row, &if row == 100 { "c".repeat(15 << 20) } else { String::new() }, "", "")).into()
        }
        "a header of 20 MiB" => format!("{}{good}", "x".repeat(20 << 20)).into(),
        "100000 columns" => {
            let columns = (0..100_000).map(|column| format!(",x{column}")).collect::<String>();
            format!("{head}{columns}\n{}{}\n", line(0, "", "", "").trim_end(), ",".repeat(100_000)).into()
        }
        "a million empty fields" => format!("{good}{}\n", ",".repeat(1_000_000)).into(),
        "bzip2" => {
            yard.edit("orders.csv", "orders.csv.bz2");
            yard.write("orders.csv.bz2", b"BZh91AY&SY");
            return;
        }
        "a spreadsheet named .csv" => [b"PK\x03\x04\x14\x00\x06\x00\x08\x00".as_slice(), &[7; 3000]].concat(),
        "the year 1" => with_time("0001-01-01 00:00:00").into(),
        "the year 9999" => with_time("9999-12-31 23:59:59").into(),
        "the year 1969" => with_time("1969-12-31 23:59:59").into(),
        "the year 2100" => with_time("2100-01-01 00:00:00").into(),
        "the year 10000" => with_time("10000-01-01 00:00:00").into(),
        "a year before the first" => with_time("-0044-03-15 12:00:00").into(),
        "30 February" => with_time("2024-02-30 00:00:00").into(),
        "hour 24" => with_time("2024-02-28 24:00:00").into(),
        "a leap second" => with_time("2024-03-31 23:59:60").into(),
        "an offset of 25 hours" => with_time("2024-03-31T12:00:00+25:00").into(),
        "seconds since 1970" => changed(|row| line(row, "", &(1_704_067_200 + row * 3600).to_string(), "")).into(),
        "day before month" => changed(|row| line(row, "", &format!("{:02}/03/2024", row % 28 + 1), "")).into(),
        "two digits of a year" => with_time("24-03-31 12:00:00").into(),
        "a month in words" => with_time("31 March 2024").into(),
        "no time in most rows" => changed(|row| format!("o{row},c,,5\n")).into(),
        "an amount with 12 digits before the point" => with_amount("123456789012.00").into(),
        "an amount with 3 decimals" => with_amount("12.345").into(),
        "an amount in thousands" => with_amount("\"1,234.56\"").into(),
        "an amount with a decimal comma" => with_amount("\"1234,56\"").into(),
        "an amount with a currency" => with_amount("€12").into(),
        "an amount of 1e400" => with_amount("1e400").into(),
        "an amount of 1e-400" => with_amount("1e-400").into(),
        "an infinite amount" => with_amount("inf").into(),
        "an amount that is no number" => with_amount("n/a").into(),
        "negative amounts" => changed(|row| line(row, "", "", if most(row) { "-5" } else { "" })).into(),
        "an amount with blanks around it" => with_amount(" 12.50 ").into(),
        "an empty amount" => changed(|row| line(row, "", "", if row == 100 { "\"\"" } else { "" })).into(),
        "38 digits that add up to more" => {
            yard.edit("decimal(12,2)", "decimal(38,0)");
            yard.write("orders.sql", "SELECT customer_id, min(order_id) AS order_id, ordered_at, sum(amount) AS amount FROM sales GROUP BY customer_id, ordered_at");
            let time = "2024-03-01 12:00:00";
            changed(|row| {
                line(
                    row,
                    if row < 10 { "c" } else { "" },
                    if row < 10 { time } else { "" },
                    &if row < 10 { "9".repeat(38) } else { "5".to_owned() },
                )
            })
            .into()
        }
        "whole numbers that add up to more" => {
            yard.edit("decimal(12,2)", "integer");
            yard.write("orders.sql", "SELECT customer_id, min(order_id) AS order_id, ordered_at, sum(amount) AS amount FROM sales GROUP BY customer_id, ordered_at");
            let time = "2024-03-01 12:00:00";
            changed(|row| {
                line(
                    row,
                    if row < 10 { "c" } else { "" },
                    if row < 10 { time } else { "" },
                    if row < 10 { "9223372036854775807" } else { "5" },
                )
            })
            .into()
        }
        "floating-point infinity" => {
            yard.edit("decimal(12,2)", "float");
            with_amount("inf").into()
        }
        "floating-point NaN" => {
            yard.edit("decimal(12,2)", "float");
            with_amount("NaN").into()
        }
        "no customer in most rows" => changed(|row| line(row, if most(row) { "\"\"" } else { "" }, "", "")).into(),
        "no order id in most rows" => {
            changed(|row| line(row, "", "", "").replacen(&format!("o{row:05}"), "", 1)).into()
        }
        "one order id in all rows" => {
            changed(|row| line(row, "", "", "").replacen(&format!("o{row:05}"), "o", 1)).into()
        }
        other => panic!("no case {other}"),
    };
    yard.write("orders.csv", bytes);
}

fn packed_case(yard: &Yard, name: &str) {
    let good = csv(ROWS);
    let (first, second) = good.as_bytes().split_at(good.len() / 2);
    let mut gz = gzip(good.as_bytes());
    let mut zst = {
        let mut packed = zstd::Encoder::new(Vec::new(), 3).unwrap();
        packed.include_checksum(true).unwrap();
        packed.write_all(good.as_bytes()).unwrap();
        packed.finish().unwrap()
    };
    let head = "order_id,customer_id,ordered_at,amount\n";
    let row = "o1,c1,2024-01-01 12:00:00,5\n";
    let (ending, bytes) = match name {
        "gzip" => ("gz", gz),
        "gzip in two members" => ("gz", [gzip(first), gzip(second)].concat()),
        "gzip cut off" => ("gz", gz[..gz.len() / 2].to_vec()),
        "gzip without its last byte" => ("gz", gz[..gz.len() - 1].to_vec()),
        "gzip with another checksum" => {
            let place = gz.len() - 6;
            gz[place] ^= 1;
            ("gz", gz)
        }
        "gzip and then something else" => ("gz", [gz, b"and more".to_vec()].concat()),
        "gzip of gzip" => ("gz", gzip(&gz)),
        "gzip that is plain text" => ("gz", good.into()),
        "plain text that is gzip" => {
            yard.write("orders.csv", gz);
            return;
        }
        "Zstandard" => ("zst", zst),
        "Zstandard in two frames" => ("zst", [zstandard(first), zstandard(second)].concat()),
        "Zstandard cut off" => ("zst", zst[..zst.len() / 2].to_vec()),
        "Zstandard without its last byte" => ("zst", zst[..zst.len() - 1].to_vec()),
        "Zstandard with a byte flipped" => {
            let place = zst.len() / 2;
            zst[place] ^= 1;
            ("zst", zst)
        }
        "Zstandard and then something else" => ("zst", [zst, b"and more".to_vec()].concat()),
        "Zstandard that is gzip" => ("zst", gz),
        "a bomb of rows" => ("zst", bomb(head, row, 72, true)),
        "a bomb of rows in gzip" => ("gz", bomb(head, row, 72, false)),
        "a bomb of zeros" => ("zst", bomb(head, "\0", 20, true)),
        "a bomb of zeros in gzip" => ("gz", bomb(head, "\0", 20, false)),
        "a bomb of line breaks" => ("zst", bomb(head, "\n", 20, true)),
        "a bomb of one field" => ("zst", bomb(head, "x", 20, true)),
        "a bomb in the second of two files" => {
            yard.edit("orders.csv", "orders-*.csv.zst");
            yard.write("orders-1.csv.zst", zst);
            yard.write("orders-2.csv.zst", bomb(head, row, 72, true));
            return;
        }
        other => panic!("no case {other}"),
    };
    yard.edit("orders.csv", &format!("orders.csv.{ending}"));
    yard.write(&format!("orders.csv.{ending}"), bytes);
}

/// Columns of orders as Parquet has them.
fn columns() -> Vec<(&'static str, ArrayRef)> {
    let rows = 0..ROWS;
    let texts = |text: fn(usize) -> String| Arc::new(rows.clone().map(|row| Some(text(row))).collect::<StringArray>());
    vec![
        ("order_id", texts(|row| format!("o{row:05}"))),
        ("customer_id", texts(|row| format!("c{:03}", row % 50))),
        ("ordered_at", Arc::new(TimestampMicrosecondArray::from_iter_values(micros()))),
        ("amount", Arc::new(rows.map(|row| Some((10 + row % 90) as f64)).collect::<Float64Array>())),
    ]
}

fn micros() -> impl Iterator<Item = i64> {
    (0..ROWS as i64).map(|row| 1_704_110_400_000_000 + row * 12 * 3_600_000_000)
}

fn batch(columns: &[(&str, ArrayRef)]) -> RecordBatch {
    let fields = columns.iter().map(|(name, array)| Field::new(*name, array.data_type().clone(), true));
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let options = datafusion::arrow::record_batch::RecordBatchOptions::new()
        .with_row_count(Some(columns.first().map_or(0, |(_, array)| array.len())));
    let arrays = columns.iter().map(|(_, array)| Arc::clone(array)).collect();
    RecordBatch::try_new_with_options(schema, arrays, &options).unwrap()
}

pub(super) fn parquet(batch: &RecordBatch, compression: Compression) -> Vec<u8> {
    let properties =
        WriterProperties::builder().set_compression(compression).set_max_row_group_row_count(Some(1 << 22));
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties.build())).unwrap();
    writer.write(batch).unwrap();
    writer.close().unwrap();
    bytes
}

pub(super) fn good_parquet(compression: Compression) -> Vec<u8> {
    parquet(&batch(&columns()), compression)
}

/// The orders with another column in the place of one.
fn with(name: &str, array: ArrayRef) -> Vec<u8> {
    let columns =
        columns().into_iter().map(|(other, old)| (other, if other == name { Arc::clone(&array) } else { old }));
    parquet(&batch(&columns.collect::<Vec<_>>()), Compression::SNAPPY)
}

fn parquet_case(yard: &Yard, name: &str) {
    yard.edit("orders.csv", "orders.parquet");
    yard.edit("\ntypes = { ordered_at = \"timestamp\", amount = \"decimal(12,2)\" }", "");
    let good = good_parquet(Compression::SNAPPY);
    let texts: ArrayRef = Arc::new((0..ROWS).map(|row| Some(format!("c{:03}", row % 50))).collect::<StringArray>());
    let offsets = || OffsetBuffer::from_lengths(std::iter::repeat_n(1, ROWS));
    let numbers: ArrayRef = Arc::new(Int64Array::from_iter_values(micros()));
    let bytes = match name {
        "Parquet" => good,
        "Parquet with dictionaries and Zstandard" => {
            let dictionary =
                texts.as_any().downcast_ref::<StringArray>().unwrap().iter().collect::<DictionaryArray<Int32Type>>();
            with("customer_id", Arc::new(dictionary))
        }
        "Parquet without rows" => parquet(&batch(&columns()).slice(0, 0), Compression::SNAPPY),
        "Parquet without columns" => parquet(&batch(&[]), Compression::SNAPPY),
        "Parquet, the magic number only" => b"PAR1".to_vec(),
        "Parquet with another magic number" => [&good[..good.len() - 4], b"PAR2"].concat(),
        "Parquet with an encrypted footer" => [b"PARE", &good[4..good.len() - 4], b"PARE"].concat(),
        "Parquet with a footer longer than the file" => {
            [&good[..good.len() - 8], &[0xff, 0xff, 0xff, 0x7f], b"PAR1"].concat()
        }
        "Parquet without its last byte" => good[..good.len() - 1].to_vec(),
        "Parquet without its first half" => good[good.len() / 2..].to_vec(),
        "Parquet named .csv" => {
            yard.edit("orders.parquet", "orders.csv");
            yard.write("orders.csv", good);
            return;
        }
        "CSV named .parquet" => csv(ROWS).into(),
        "Parquet in gzip" => {
            yard.edit("orders.parquet", "orders.parquet.gz");
            yard.write("orders.parquet.gz", gzip(&good));
            return;
        }
        "Parquet with a list of customers" => {
            let field = Arc::new(Field::new_list_field(DataType::Utf8, true));
            with("customer_id", Arc::new(ListArray::new(field, offsets(), texts, None)))
        }
        "Parquet with a struct of customers" => {
            let field = Arc::new(Field::new("id", DataType::Utf8, true));
            with("customer_id", Arc::new(StructArray::from(vec![(field, texts)])))
        }
        "Parquet with a map of customers" => {
            let key = Arc::new(Field::new("keys", DataType::Utf8, false));
            let value = Arc::new(Field::new("values", DataType::Utf8, true));
            let entries = StructArray::from(vec![(key, Arc::clone(&texts)), (value, texts)]);
            let field = Arc::new(Field::new("entries", entries.data_type().clone(), false));
            with("customer_id", Arc::new(MapArray::new(field, offsets(), entries, None, false)))
        }
        "Parquet with bytes for ids" => {
            with("customer_id", Arc::new(BinaryArray::from_iter_values((0..ROWS).map(|row| [row as u8, 0xff]))))
        }
        "Parquet with ids that are numbers" => {
            with("customer_id", Arc::new(Int64Array::from_iter_values((0..ROWS as i64).map(|row| row % 50))))
        }
        "Parquet with all ids missing" => with("customer_id", Arc::new(StringArray::new_null(ROWS))),
        "Parquet with times in nanoseconds" => {
            with("ordered_at", Arc::new(TimestampNanosecondArray::from_iter_values(micros().map(|time| time * 1000))))
        }
        "Parquet with times beyond the calendar" => {
            with("ordered_at", Arc::new(TimestampMicrosecondArray::from_iter_values(micros().map(|time| time * 4000))))
        }
        "Parquet with times that are numbers" => with("ordered_at", numbers),
        "Parquet with decimals of 76 digits" => {
            let huge = "9".repeat(76).parse::<datafusion::arrow::datatypes::i256>().unwrap();
            with(
                "amount",
                Arc::new(
                    Decimal256Array::from_iter_values((0..ROWS).map(|_| huge)).with_precision_and_scale(76, 0).unwrap(),
                ),
            )
        }
        "Parquet with infinite amounts" => with(
            "amount",
            Arc::new(Float64Array::from_iter_values(
                (0..ROWS).map(|row| if row % 2 == 0 { f64::INFINITY } else { f64::NAN }),
            )),
        ),
        "Parquet with two columns of a name" => {
            parquet(&batch(&[columns(), vec![("amount", numbers)]].concat()), Compression::SNAPPY)
        }
        "Parquet with a column of no type" => with("amount", Arc::new(NullArray::new(ROWS))),
        "Parquet with text where a number is declared" => {
            yard.edit("orders.parquet\"", "orders.parquet\"\ntypes = { amount = \"decimal(12,2)\" }");
            with("amount", texts)
        }
        "Parquet with a column less in the second file" | "Parquet with another type in the second file" => {
            yard.edit("orders.parquet", "orders-*.parquet");
            yard.write("orders-1.parquet", good);
            let second = if name.contains("less") {
                parquet(&batch(&columns()[..3]), Compression::SNAPPY)
            } else {
                with("amount", texts)
            };
            yard.write("orders-2.parquet", second);
            return;
        }
        "Parquet with 3 million rows in no space" => {
            let rows = 3_000_000;
            let text =
                |text: &str| Arc::new(StringArray::from_iter_values(std::iter::repeat_n(text, rows))) as ArrayRef;
            let times: ArrayRef = Arc::new(TimestampMicrosecondArray::from_value(1_704_110_400_000_000, rows));
            let amounts: ArrayRef = Arc::new(Float64Array::from_value(5.0, rows));
            parquet(
                &batch(&[
                    ("order_id", text("o")),
                    ("customer_id", text("c")),
                    ("ordered_at", times),
                    ("amount", amounts),
                ]),
                Compression::UNCOMPRESSED,
            )
        }
        "Parquet with a page of 2 GiB" => with_page_header(2, i32::MAX),
        "Parquet with a page of 2 billion values" => with_page_header(5, i32::MAX),
        other => panic!("no case {other}"),
    };
    yard.write("orders.parquet", bytes);
}

/// Parquet whose first page header says another number in a field: 2 is the size unpacked, 5 the first number of the struct
/// that says what the page holds. The header grows into the page, which is none the less as damaged as can be.
fn with_page_header(field: u8, number: i32) -> Vec<u8> {
    let mut bytes = good_parquet(Compression::SNAPPY);
    // Magic number, then the header's fields: type, size unpacked, size packed, each a head and a number.
    let mut place = 4;
    let skip_number = |bytes: &[u8], mut place: usize| {
        while bytes[place] >= 0x80 {
            place += 1;
        }
        place + 1
    };
    let before = if field == 2 { 1 } else { 3 };
    for _ in 0..before {
        place = skip_number(&bytes, place + 1);
    }
    place += if field == 2 { 1 } else { 2 };
    let mut value = (i64::from(number) << 1).unsigned_abs();
    let mut encoded = Vec::new();
    while value >= 0x80 {
        encoded.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    encoded.push(value as u8);
    bytes[place..place + encoded.len()].copy_from_slice(&encoded);
    bytes
}
