//! The same bits whatever the threads, the partitions, the file format and the order of rows.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, StringArray, TimestampMicrosecondArray};
use datafusion::arrow::compute::concat_batches;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::command_line::small_pipeline;
use crate::support::{files, only_run, segwatch};

/// The tables of a run of the pipeline in `folder`, but for what names the run itself.
fn tables(folder: &Path, resources: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let out = tempfile::tempdir().unwrap();
    let mut arguments = vec!["run", folder.to_str().unwrap(), "--out", out.path().to_str().unwrap()];
    arguments.extend(resources);
    let answer = segwatch(&arguments);
    assert_eq!(answer.code, 0, "{}", answer.err);
    files(&only_run(out.path(), "small"), &["run.json"])
}

/// The tables as rows: the files' provenance names the run, and its name follows the inputs.
fn rows(folder: &Path) -> Rows {
    let out = tempfile::tempdir().unwrap();
    let answer = segwatch(["run", folder.to_str().unwrap(), "--out", out.path().to_str().unwrap()]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    rows_of(&only_run(out.path(), "small"))
}

/// The columns of every table of a run.
pub type Rows = BTreeMap<String, Vec<ArrayRef>>;

/// The rows of every table of a run.
pub fn rows_of(run: &Path) -> Rows {
    files(run, &["run.json", "profile.json", "report.html", "report.fr.html", "report.pt-BR.html"])
        .into_iter()
        .map(|(name, bytes)| {
            let reader = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(bytes)).unwrap();
            let schema = reader.schema().clone();
            let batches = reader.build().unwrap().collect::<Result<Vec<_>, _>>().unwrap();
            (name, concat_batches(&schema, &batches).unwrap().columns().to_vec())
        })
        .collect()
}

#[test]
fn threads_and_partitions_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    small_pipeline(folder.path());
    let expected = tables(folder.path(), &["--threads", "1", "--partitions", "1"]);
    for (threads, partitions) in [("2", "3"), ("4", "16"), ("1", "16")] {
        let found = tables(folder.path(), &["--threads", threads, "--partitions", partitions]);
        assert!(found == expected, "{threads} threads and {partitions} partitions give other bytes");
    }
}

#[test]
fn order_of_rows_split_into_files_packing_and_format_change_no_row() {
    let folder = tempfile::tempdir().unwrap();
    small_pipeline(folder.path());
    let csv = std::fs::read_to_string(folder.path().join("orders.csv")).unwrap();
    let (header, body) = csv.split_once('\n').unwrap();
    let lines = body.lines().collect::<Vec<_>>();
    let expected = rows(folder.path());
    let toml = std::fs::read_to_string(folder.path().join("pipeline.toml")).unwrap();

    // Backwards, in three files, one of them packed.
    let split = tempfile::tempdir().unwrap();
    small_pipeline(split.path());
    std::fs::remove_file(split.path().join("orders.csv")).unwrap();
    std::fs::create_dir(split.path().join("orders")).unwrap();
    for (number, part) in lines.chunks(lines.len() / 3 + 1).rev().enumerate() {
        let text = part.iter().rev().fold(format!("\u{feff}{header}\r\n"), |text, line| text + line + "\r\n");
        let path = split.path().join(format!("orders/{number}.csv"));
        if number == 1 {
            let packed = zstd::encode_all(text.as_bytes(), 3).unwrap();
            std::fs::write(path.with_extension("csv.zst"), packed).unwrap();
        } else {
            std::fs::write(path, text).unwrap();
        }
    }
    std::fs::write(split.path().join("pipeline.toml"), toml.replace("orders.csv", "orders")).unwrap();
    assert!(rows(split.path()) == expected, "shuffled and split");

    // As Parquet, ids as text, times typed, amounts as text that the configuration casts.
    let parquet = tempfile::tempdir().unwrap();
    small_pipeline(parquet.path());
    let cells = lines.iter().map(|line| line.split(',').collect::<Vec<_>>()).collect::<Vec<_>>();
    let column = |index: usize| cells.iter().map(|row| Some(row[index])).collect::<StringArray>();
    let times = cells
        .iter()
        .map(|row| chrono::NaiveDateTime::parse_from_str(row[2], "%Y-%m-%d %H:%M:%S").unwrap())
        .map(|time| Some(time.and_utc().timestamp_micros()))
        .collect::<TimestampMicrosecondArray>();
    let batch = RecordBatch::try_from_iter([
        ("order_id", Arc::new(column(0)) as _),
        ("customer_id", Arc::new(column(1)) as _),
        ("ordered_at", Arc::new(times) as _),
        ("amount", Arc::new(column(3)) as _),
    ])
    .unwrap();
    let file = std::fs::File::create(parquet.path().join("orders.parquet")).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    std::fs::write(parquet.path().join("pipeline.toml"), toml.replace("orders.csv", "orders.parquet")).unwrap();
    assert!(rows(parquet.path()) == expected, "from Parquet");
}
