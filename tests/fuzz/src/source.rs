//! From the bytes of a CSV file to orders, by the program's own readers.

#[path = "../../../src/source/cell.rs"]
mod cell;
#[path = "../../../src/source/contract.rs"]
mod contract;
#[path = "../../../src/source/csv_file.rs"]
mod csv_file;
#[path = "../../../src/source/customer_codes.rs"]
mod customer_codes;
#[path = "../../../src/source/directory.rs"]
mod directory;
#[path = "../../../src/source/file.rs"]
mod file;
#[path = "../../../src/source/metered.rs"]
mod metered;
#[path = "../../../src/source/normal.rs"]
mod normal;
#[path = "../../../src/source/orders.rs"]
mod orders;
#[path = "../../../src/source/part.rs"]
mod part;
#[path = "../../../src/source/profile.rs"]
mod profile;
#[path = "../../../src/source/repeats.rs"]
mod repeats;
#[path = "../../../src/source/rows.rs"]
mod rows;
#[path = "../../../src/source/tally.rs"]
mod tally;
#[path = "../../../src/source/time_order.rs"]
mod time_order;
#[path = "../../../src/source/unpack.rs"]
mod unpack;

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use chrono_tz::Tz;
use datafusion::arrow::datatypes::{Field, Schema};

use crate::memory::Memory;
use crate::plan::{ColumnType, OrdersPlan, SourceFormat, SqlText};
use contract::Contract;
use csv_file::CsvLayout;
use customer_codes::CustomerCodes;
use file::{Packing, SourceFile};
use orders::{Orders, Profiling};
use part::{OrdersPart, Tallies};
use tally::Tally;

/// Columns that are no text.
const TYPES: [(&str, ColumnType); 6] = [
    ("ordered_at", ColumnType::Timestamp),
    ("amount", ColumnType::Decimal { precision: 12, scale: 2 }),
    ("items", ColumnType::Integer),
    ("weight", ColumnType::Float),
    ("born", ColumnType::Date),
    ("gift", ColumnType::Boolean),
];

/// Reads a CSV file as a pipeline does whose SQL takes every column: every row is accounted for, or the file is refused.
pub fn orders_of_csv(path: &Path, delimiter: u8, zone: Tz) -> Option<usize> {
    let file = SourceFile {
        source: "sales".to_owned(),
        shown: "sales.csv".to_owned(),
        path: path.to_owned(),
        object: None,
        format: SourceFormat::Csv,
        packing: Packing::Plain,
    };
    let names = csv_file::header(&file, delimiter).ok()?;
    let kind = |name: &str| TYPES.iter().find(|(typed, _)| *typed == name).map_or(ColumnType::Text, |(_, kind)| *kind);
    let columns: Vec<_> = names.iter().map(|name| (name.clone(), kind(name))).collect();
    if names.iter().enumerate().any(|(place, name)| names[..place].contains(name)) {
        return None;
    }
    let fields = columns.iter().map(|(name, kind)| Field::new(name, cell::arrow_type(*kind), true));
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let plan = OrdersPlan {
        sql: SqlText { file: "orders.sql".to_owned(), text: String::new() },
        amounts: names.iter().filter(|name| *name == "amount").cloned().collect(),
        max_rejected: 1.0,
    };
    let contract = Contract::bind(&plan, &schema, zone).ok()?;
    let layout = CsvLayout { columns: &columns, schema: &schema, delimiter, zone };
    let (mut batches, mut rejected) = (Vec::new(), Tally::default());
    let mut rows = 0;
    let source = csv_file::read(&file, 0, &layout, &Arc::default(), &mut |batch| {
        rows += batch.num_rows() as u64;
        batches.push(contract.accept(&batch, &mut rejected).expect("batches are of the contract's columns"));
        ControlFlow::Continue(())
    });
    let source = source.ok()?;
    assert_eq!(source.rows(), rows + source.rejected_rows(), "rows of the file = accepted + rejected");
    let read = names.iter().cloned().collect();
    let customers = CustomerCodes::default();
    let part = OrdersPart::new(contract.schema(), Some(batches), Tallies::default(), Vec::new());
    let part = part.coded(&contract, &customers, &Memory::default()).expect("ids are text");
    let (orders, profile) =
        Orders::gather(&contract, &read, part.orders, customers, &mut rejected, Profiling::Before(None))
            .expect("orders that keep the contract");
    let kept = orders.times().len() as u64;
    assert_eq!(rows, kept + rejected.rejected_rows(), "orders in = kept + rejected");
    assert!(orders.times().is_sorted(), "orders are sorted by time");
    assert!(orders.customers().len() as u64 <= kept);
    let profiled: u64 = profile.expect("was asked for").months.iter().map(|month| month.orders).sum();
    assert_eq!(profiled, kept, "every order is in the profile of its month");
    Some(orders.times().len())
}
