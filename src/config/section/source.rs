//! `[sources.NAME]`: where the data are.

use schemars::JsonSchema;
use serde::Serialize;

use crate::config::reader::{Names, Reported, Section, Table, Word};
use crate::config::value::{Delimiter, Types};
use crate::plan::{Location, SourceFormat, SourcePlan};
use crate::problem::Problem;

pub const NAMES: Names = Names { noun: "source", example: "[sources.orders]", reserved: &[] };

/// A table of the SQL in `orders.sql`: a file, a folder of files, or a pattern like "orders-*.csv".
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, inline)]
pub struct Source {
    /// A file, a folder, or a pattern with `*`; relative to the pipeline's folder, or an address: `s3://`, `gs://`, `az://`,
    /// `https://`. `${NAME}` is replaced by that
    /// environment variable, `${NAME:-default}` by the default where it is unset or empty.
    path: Location,
    /// The format of the files. Default: by their names (.csv, .csv.gz, .csv.zst, .parquet).
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<SourceFormat>,
    /// What stands between the fields of a CSV file: one ASCII character.
    #[schemars(default = "comma")]
    delimiter: Delimiter,
    /// The types of columns that are not text, by column: text, integer, decimal(precision, scale), float,
    /// timestamp, date or boolean. Rows with a cell that is not of its type are rejected, and counted.
    #[schemars(default)]
    types: Types,
}

fn comma() -> Delimiter {
    Delimiter(b',')
}

impl Section for Source {
    fn read(table: &mut Table<'_>) -> Result<Self, Reported> {
        let path = table.key("path").required();
        let format = table.key("format").optional();
        let delimiter = table.key("delimiter").or(comma());
        let types = table.key("types").or(Types::default());
        let source = Self { path: path?, format: format?, delimiter: delimiter?, types: types? };
        if table.has("delimiter") && source.is_parquet() {
            let problem = Problem::new("found a delimiter of Parquet files, which have none").help("remove it");
            return Err(table.report("delimiter", problem));
        }
        Ok(source)
    }
}

impl Source {
    fn is_parquet(&self) -> bool {
        match self.format {
            Some(format) => format == SourceFormat::Parquet,
            None => self.path.place.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("parquet")),
        }
    }

    pub fn into_plan(self, name: String) -> SourcePlan {
        SourcePlan { name, location: self.path, format: self.format, delimiter: self.delimiter.0, types: self.types.0 }
    }
}

impl Word for SourceFormat {
    const ALL: &'static [Self] = &[Self::Csv, Self::Parquet];

    fn word(self) -> &'static str {
        self.name()
    }
}
