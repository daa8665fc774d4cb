"""Opens a run's tables with DuckDB, pandas, polars and DataFusion: python check_interchange.py OUT/PIPELINE/runs/RUN

Each table has to have the columns of tests/golden/outputs.json in each of them, of the same types, with the same values.
Then every query of docs/cookbook.md runs on the run, in DuckDB and, where it is not marked for DuckDB alone, in
DataFusion, and has to answer. On a run of the demo the answers have to be those in the cookbook; --update writes them.

Exit code 0: all the same; 1: something is not; 2: not a run; 77: a Python package is missing.
"""

import argparse
import json
import os
import re
import sys
from pathlib import Path

try:
    import datafusion
    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa
except ModuleNotFoundError as missing:
    print(f"skipped: {missing}; pip install -r {Path(__file__).with_name('requirements-interchange.txt')}", file=sys.stderr)
    sys.exit(77)

PROJECT = Path(__file__).parents[2]
COOKBOOK = PROJECT / "docs" / "cookbook.md"
EXPECTED = PROJECT / "tests" / "golden" / "outputs.json"
# Below its query, if there is one.
ANSWER = re.compile(r"```(sql(?: duckdb)?)\n(.*?)```\n(\n\|.*?\n)?(?=\n[^|]|\Z)", re.DOTALL)
PLACE = re.compile(r"'((?:\.\./EARLIER/)?)(\w+)(/\*)?\.parquet'")
TYPES = {
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
    "text": pa.string(),
    "uint64": pa.uint64(),
    "uint32": pa.uint32(),
    "float64": pa.float64(),
    "boolean": pa.bool_(),
}


def expected_columns(columns, features):
    """Names and types, each FEATURE once a feature, all of a feature's columns together."""
    plain = [(column["name"], TYPES[column["type"]]) for column in columns if "FEATURE" not in column["name"]]
    of_feature = [column for column in columns if "FEATURE" in column["name"]]
    return plain + [
        (column["name"].replace("FEATURE", feature), TYPES[column["type"]])
        for feature in features
        for column in of_feature
    ]


def with_duckdb(path):
    return duckdb.sql(f"SELECT * FROM '{path / '*.parquet' if path.is_dir() else path}'").to_arrow_table()


def with_pandas(path):
    # Of its own types, those of whole numbers have no NULL.
    frame = pd.read_parquet(path, dtype_backend="pyarrow")
    return pa.Table.from_pandas(frame, preserve_index=False)


def with_polars(path):
    return pl.read_parquet(path).to_arrow()


def with_datafusion(path):
    context = datafusion.SessionContext()
    place = f"{path}/" if path.is_dir() else str(path)
    context.sql(f"CREATE EXTERNAL TABLE opened STORED AS PARQUET LOCATION '{place}'")
    frame = context.sql("SELECT * FROM opened")
    return pa.Table.from_batches(frame.collect(), schema=frame.schema())


READERS = {"DuckDB": with_duckdb, "pandas": with_pandas, "polars": with_polars, "DataFusion": with_datafusion}


def plain(kind):
    """The type without what is a matter of memory only: text may be offsets of two sizes, or views."""
    return pa.string() if pa.types.is_large_string(kind) or pa.types.is_string_view(kind) else kind


def settled(table):
    """The table with plain types, without metadata, its rows in one order."""
    schema = pa.schema([(field.name, plain(field.type)) for field in table.schema])
    table = table.cast(schema) if table.schema.types != schema.types else table.replace_schema_metadata(None)
    table = pa.Table.from_arrays([column.combine_chunks() for column in table.columns], names=schema.names)
    keys = [(name, "ascending") for name in schema.names]
    return table.sort_by(keys)


def check_tables(run, features):
    """Findings about the tables; a line each for what was read."""
    wrong = []
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    there = {path.name for path in run.iterdir() if path.is_dir() or path.suffix == ".parquet"}
    wrong += [f"{name}: in the run and not in {EXPECTED.name}" for name in sorted(there - set(expected))]
    for name, columns in expected.items():
        # Only runs that choose the number of segments have it.
        if name == "choose_k.parquet" and name not in there:
            continue
        columns = expected_columns(columns, features)
        first = None
        for reader, read in READERS.items():
            try:
                table = read(run / name)
            except Exception as error:  # whatever the reader raises is the finding
                wrong.append(f"{name}: {reader} does not open it: {error}")
                continue
            found = [(field.name, plain(field.type)) for field in table.schema]
            if found != columns:
                different = [f"{left} and not {right}" for left, right in zip(found, columns) if left != right]
                wrong.append(f"{name}: {reader} has {', '.join(different) or f'{len(found)} columns'}")
                continue
            table = settled(table)
            first = table if first is None else first
            if not table.equals(first):
                wrong.append(f"{name}: {reader} has other values than the first reader")
        print(f"{name:20}  {0 if first is None else first.num_rows:>8} rows, {len(columns)} columns", flush=True)
    return wrong


def markdown(table):
    """The answer as a table of the page."""

    def text(value):
        return "NULL" if value is None else str(value).lower() if isinstance(value, bool) else str(value)

    lines = ["", "| " + " | ".join(table.column_names) + " |", "|" + "---|" * table.num_columns]
    lines += ["| " + " | ".join(map(text, row.values())) + " |" for row in table.to_pylist()]
    return "\n".join(lines) + "\n"


def in_duckdb(sql):
    return duckdb.sql(sql.replace("../EARLIER/", "")).to_arrow_table()


def in_datafusion(sql):
    context = datafusion.SessionContext()
    for name in {match.group(2): match for match in PLACE.finditer(sql)}:
        place = f"{name}/" if Path(name).is_dir() else f"{name}.parquet"
        context.sql(f"CREATE EXTERNAL TABLE {name} STORED AS PARQUET LOCATION '{place}'")
    frame = context.sql(PLACE.sub(lambda match: match.group(2), sql.strip().rstrip(";")))
    return pa.Table.from_batches(frame.collect(), schema=frame.schema())


def check_cookbook(run, is_demo, update):
    """Findings about the cookbook's queries. The run's folder is the working one: the queries name its files."""
    wrong, page, count = [], COOKBOOK.read_text(encoding="utf-8"), 0
    os.chdir(run)

    def answered(match):
        nonlocal count
        count += 1
        kind, sql, shown = match.groups()
        first_line = sql.splitlines()[0]
        try:
            answer = in_duckdb(sql)
            other = in_datafusion(sql) if kind == "sql" else answer
        except Exception as error:  # whatever an engine raises is the finding
            wrong.append(f"cookbook, {first_line}: {error}")
            return match.group(0)
        if answer.num_rows == 0:
            wrong.append(f"cookbook, {first_line}: no rows")
        if other.to_pylist() != answer.to_pylist():
            wrong.append(f"cookbook, {first_line}: DataFusion answers {other.to_pylist()[:2]}")
        if is_demo and not update and shown != markdown(answer):
            wrong.append(f"cookbook, {first_line}: another answer than the page's; --update writes it")
        return f"```{kind}\n{sql}```\n{markdown(answer)}"

    current = ANSWER.sub(answered, page)
    if count != page.count("```sql"):
        wrong.append(f"cookbook: {count} queries found of {page.count('```sql')}")
    if update and is_demo:
        COOKBOOK.write_text(current, encoding="utf-8")
    print(f"cookbook: {count} queries", flush=True)
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("run", type=Path, help="folder of a run, the one with run.json")
    parser.add_argument("--update", action="store_true", help="write the demo's answers into docs/cookbook.md")
    arguments = parser.parse_args()
    run = arguments.run.resolve()
    if not (run / "run.json").is_file():
        parser.error(f"{run} is not a run: there is no run.json in it")
    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    wrong = check_tables(run, [feature["name"] for feature in record["features"]])
    wrong += check_cookbook(run, record["pipeline"] == "demo", arguments.update)
    for finding in wrong:
        print(f"FAILED  {finding}")
    print("the same everywhere" if not wrong else f"{len(wrong)} failures")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
