//! Real orders: Olist's, which are not shipped. `$OLIST_DIR` says where they are, else they are looked for beside the
//! repository, with values that pandas and scikit-learn made of them.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::AsArray;
use datafusion::arrow::datatypes::{DataType, Float64Type, Int64Type};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use segwatch::config;
use segwatch::source::{Orders, WindowFeatures, features_of_windows};
use segwatch::window::{Window, schedule};

use crate::support::{olist, only_run, read_orders, repository, segwatch_with};

/// Features of every window of a pipeline.
fn features(pipeline: &str) -> (Orders, Vec<(Window, WindowFeatures)>) {
    let folder = olist().to_string_lossy().into_owned();
    let plan = config::load(&repository(pipeline), &|name| (name == "OLIST_DIR").then(|| folder.clone())).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
    let orders = read_orders(&plan, &runtime).unwrap().orders;
    let windows = schedule(&plan.windows, orders.times(), None).unwrap().windows;
    let computed = runtime.block_on(features_of_windows(&plan.features, None, &orders, &windows, 2)).unwrap();
    let computed = windows.into_iter().zip(computed).collect();
    (orders, computed)
}

fn parquet(path: &Path) -> RecordBatch {
    let file = std::fs::File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
    let schema = builder.schema().clone();
    let batches = builder.build().unwrap().collect::<Result<Vec<_>, _>>().unwrap();
    datafusion::arrow::compute::concat_batches(&schema, &batches).unwrap()
}

fn numbers(batch: &RecordBatch, column: &str) -> Vec<f64> {
    let array = batch.column_by_name(column).unwrap_or_else(|| panic!("no column {column}"));
    let array = datafusion::arrow::compute::cast(array, &DataType::Float64).unwrap();
    array.as_primitive::<Float64Type>().iter().map(|value| value.unwrap_or(f64::NAN)).collect()
}

fn texts(batch: &RecordBatch, column: &str) -> Vec<String> {
    let array = datafusion::arrow::compute::cast(batch.column_by_name(column).unwrap(), &DataType::Utf8).unwrap();
    array.as_string::<i32>().iter().map(|id| id.unwrap().to_owned()).collect()
}

/// One customer to one, every feature within 1e-9 relative; a missing value is filled as `fill` says.
fn assert_equal(
    orders: &Orders,
    found: &WindowFeatures,
    expected: &HashMap<String, Vec<f64>>,
    restricted: bool,
    fill: &[Option<f64>],
) {
    let mut compared = 0;
    for (row, &code) in found.matrix.customers().iter().enumerate() {
        let id = orders.customers().id(code).unwrap();
        let Some(wanted) = expected.get(id) else {
            assert!(restricted, "{id} is not expected");
            continue;
        };
        compared += 1;
        for (column, (&wanted, fill)) in wanted.iter().zip(fill).enumerate() {
            let value = found.matrix.values()[[row, column]];
            let value = if value.is_nan() { fill.unwrap_or(f64::NAN) } else { value };
            let name = &found.matrix.names()[column];
            assert!((value - wanted).abs() <= 1e-9 * wanted.abs().max(1.0), "{id}: {name} is {value}, not {wanted}");
        }
    }
    assert_eq!(compared, expected.len(), "every expected customer is there");
}

fn mean_of(found: &WindowFeatures, column: usize) -> f64 {
    let present = found.matrix.values().column(column).iter().copied().filter(|v| !v.is_nan()).collect::<Vec<_>>();
    segwatch::feature::mean(&present).unwrap()
}

#[test]
#[cfg_attr(not(olist), ignore = "needs Olist's data: set OLIST_DIR")]
fn recency_frequency_monetary_and_review_are_those_of_pandas() {
    let expected = repository("../shared/expected/olist-rfm");
    if !expected.is_dir() {
        eprintln!("skipped: the expected values are not here");
        return;
    }
    let customers = parquet(&expected.join("customers.parquet"));
    let index = customers.column_by_name("customer_idx").unwrap();
    let index = datafusion::arrow::compute::cast(index, &DataType::Int64).unwrap();
    let ids = index
        .as_primitive::<Int64Type>()
        .values()
        .iter()
        .copied()
        .zip(texts(&customers, "customer_unique_id"))
        .collect::<HashMap<_, _>>();
    for (pipeline, kind, months) in [
        ("tests/pipelines/olist-rfm-rolling", "roll", vec![0_usize, 3, 6, 12]),
        ("tests/pipelines/olist-rfm-cumulative", "cum", vec![0, 6]),
    ] {
        let (orders, windows) = features(pipeline);
        for month in months {
            let batch = parquet(&expected.join(format!("features_{kind}_{month:02}.parquet")));
            let columns = ["recency", "frequency", "monetary", "review"].map(|name| numbers(&batch, name));
            let rows = numbers(&batch, "customer_idx");
            let wanted = rows
                .iter()
                .enumerate()
                .map(|(row, index)| {
                    (ids[&(*index as i64)].clone(), columns.iter().map(|column| column[row]).collect::<Vec<_>>())
                })
                .collect::<HashMap<_, _>>();
            let (_, found) = &windows[month];
            let fill = [None, None, None, Some(mean_of(found, 3))];
            assert_equal(&orders, found, &wanted, false, &fill);
        }
    }
}

#[test]
#[cfg_attr(not(olist), ignore = "needs Olist's data: set OLIST_DIR")]
fn the_notebooks_eleven_features_are_those_of_the_study() {
    let expected = repository("../shared/expected/olist-notebook");
    if !expected.is_dir() {
        eprintln!("skipped: the expected values are not here");
        return;
    }
    let (orders, windows) = features("pipelines/olist-notebook");
    assert_eq!(windows.len(), 6);
    let fills: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(expected.join("notebook_method.json")).unwrap()).unwrap();
    for (step, (_, found)) in windows.iter().enumerate() {
        let months = 2 * step;
        let batch = parquet(&expected.join(format!("features_p{months:02}.parquet")));
        let ids = texts(&batch, "customer_unique_id");
        let names = found.matrix.names();
        let columns = names.iter().map(|name| numbers(&batch, name)).collect::<Vec<_>>();
        let wanted = ids
            .into_iter()
            .enumerate()
            .map(|(row, id)| (id, columns.iter().map(|column| column[row]).collect::<Vec<_>>()))
            .collect::<HashMap<_, _>>();
        let modes = &fills["windows"][months.to_string()]["mode_fill_[value,count]"];
        let fill = names.iter().map(|name| modes[name][0].as_f64()).collect::<Vec<_>>();
        assert_equal(&orders, found, &wanted, true, &fill);
    }
}

/// A pipeline copied into `folder`, its text changed by `edit`.
fn copy_of(pipeline: &str, folder: &Path, edit: impl Fn(String) -> String) -> std::path::PathBuf {
    let copy = folder.join("pipeline");
    std::fs::create_dir(&copy).unwrap();
    for entry in std::fs::read_dir(repository(pipeline)).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, copy.join(path.file_name().unwrap())).unwrap();
    }
    let toml = copy.join("pipeline.toml");
    std::fs::write(&toml, edit(std::fs::read_to_string(&toml).unwrap())).unwrap();
    copy
}

/// Runs a pipeline on Olist's files in `data`; returns the run's folder.
fn run(pipeline: &Path, data: &Path, out: &Path, resources: &[&str]) -> std::path::PathBuf {
    let mut arguments = vec!["run", pipeline.to_str().unwrap(), "--out", out.to_str().unwrap()];
    arguments.extend(resources);
    let answer = segwatch_with(arguments, &[("OLIST_DIR", data)]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    let name = if pipeline.join("favorite_sale_month.sql").is_file() { "olist-notebook" } else { "olist" };
    only_run(out, name)
}

/// The curve of the best optimum, which scikit-learn finds with a hundred starts.
const CURVE: [f64; 5] = [0.968, 0.734, 0.730, 0.727, 0.724];

fn assert_notebook_run(run: &Path) {
    let stability = parquet(&run.join("stability.parquet"));
    let quantities = texts(&stability, "quantity");
    let origins = texts(&stability, "origin_end");
    let curve = numbers(&stability, "ari")
        .into_iter()
        .zip(quantities.iter().zip(&origins))
        .filter(|(_, (quantity, origin))| *quantity == "total" && **origin == origins[0])
        .map(|(ari, _)| ari)
        .collect::<Vec<_>>();
    assert_eq!(curve.len(), CURVE.len());
    for (found, wanted) in curve.iter().zip(CURVE) {
        assert!((found - wanted).abs() <= 0.005, "{curve:?}");
    }
    let expected = repository("../shared/expected/olist-notebook/notebook_method.json");
    let Ok(expected) = std::fs::read_to_string(expected) else { return };
    let expected: serde_json::Value = serde_json::from_str(&expected).unwrap();
    let models = parquet(&run.join("models.parquet"));
    let inertia = numbers(&models, "inertia").into_iter().step_by(5).collect::<Vec<_>>();
    for (months, found) in [0, 2, 4, 6, 8, 10].into_iter().zip(inertia) {
        let best = expected["windows"][i32::to_string(&months)]["best100_inertia"].as_f64().unwrap();
        assert!(found <= best * (1.0 + 1e-6), "window {months}: inertia {found}, scikit-learn's best is {best}");
    }
}

#[test]
#[cfg_attr(not(olist), ignore = "needs Olist's data: set OLIST_DIR")]
fn the_notebooks_curve_is_that_of_the_best_optimum() {
    let folder = tempfile::tempdir().unwrap();
    assert_notebook_run(&run(&repository("pipelines/olist-notebook"), &olist(), &folder.path().join("out"), &[]));
}

#[test]
#[ignore = "long, and needs Olist's data: docs/development.md"]
fn ten_seeds_give_the_notebooks_curve() {
    for seed in 0..10 {
        let folder = tempfile::tempdir().unwrap();
        let pipeline = copy_of("pipelines/olist-notebook", folder.path(), |toml| {
            toml.replace("seed = 42", &format!("seed = {seed}"))
        });
        assert_notebook_run(&run(&pipeline, &olist(), &folder.path().join("out"), &[]));
    }
}

/// The rows of a CSV file after its header.
fn records(path: &Path) -> (csv::StringRecord, Vec<csv::StringRecord>) {
    let mut reader = csv::Reader::from_path(path).unwrap();
    (reader.headers().unwrap().clone(), reader.records().map(Result::unwrap).collect())
}

#[test]
#[ignore = "long, and needs Olist's data: docs/development.md"]
fn olists_tables_are_the_same_from_shuffled_csv_and_from_parquet_on_any_threads_and_partitions() {
    const FILES: [&str; 4] = ["orders", "customers", "order_payments", "order_reviews"];
    let name = |file: &str| format!("olist_{file}_dataset.csv");
    let folder = tempfile::tempdir().unwrap();
    let (shuffled, columnar) = (folder.path().join("shuffled"), folder.path().join("columnar"));
    std::fs::create_dir(&shuffled).unwrap();
    std::fs::create_dir(&columnar).unwrap();
    for file in FILES {
        let (header, mut rows) = records(&olist().join(name(file)));
        let arrays = header.iter().enumerate().map(|(column, title)| {
            let cells = rows.iter().map(|row| Some(&row[column]).filter(|cell| !cell.is_empty()));
            (title, Arc::new(cells.collect::<datafusion::arrow::array::StringArray>()) as _)
        });
        let batch = RecordBatch::try_from_iter(arrays).unwrap();
        let target = std::fs::File::create(columnar.join(name(file)).with_extension("parquet")).unwrap();
        let mut writer = datafusion::parquet::arrow::ArrowWriter::try_new(target, batch.schema(), None).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();

        // Any fixed scramble serves.
        rows.sort_by_key(|row| row.iter().flat_map(str::bytes).fold(17_u64, |h, b| h.wrapping_mul(31) ^ u64::from(b)));
        let mut writer = csv::Writer::from_path(shuffled.join(name(file))).unwrap();
        writer.write_record(&header).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        writer.flush().unwrap();
    }

    let from_parquet =
        copy_of("pipelines/olist", folder.path(), |toml| toml.replace("_dataset.csv", "_dataset.parquet"));
    let csv = repository("pipelines/olist");
    let mut expected = None;
    for (number, (pipeline, data, threads, partitions)) in [
        (&csv, &olist(), "1", "1"),
        (&csv, &olist(), "2", "3"),
        (&csv, &olist(), "4", "16"),
        (&csv, &shuffled, "2", "3"),
        (&from_parquet, &columnar, "4", "1"),
    ]
    .into_iter()
    .enumerate()
    {
        let out = folder.path().join(format!("out-{number}"));
        let run = run(pipeline, data, &out, &["--threads", threads, "--partitions", partitions]);
        let tables = crate::repeatability::rows_of(&run);
        assert!(*expected.get_or_insert_with(|| tables.clone()) == tables, "run {number} differs from the first");
    }
}
