"""segwatch against pandas, polars and DuckDB, each with scikit-learn: the same job, in the same sitting.

    OLIST_DIR=… python benches/peers/compare.py olist [--segwatch target/release/segwatch] [--rounds 6]
    python benches/peers/compare.py simulated --orders ORDERS [--peers polars duckdb]

All run once first, and their results are compared: features to 1e-9, and segwatch's inertia at most 1.0001 times the
other's in every window. Only then are they timed, in turn (A B C D A B C D …), each a process of its own from the files of
orders to the Parquet files: the peers (peers.py), segwatch's bench program `end_to_end`, which does their job with the
functions of a run and stops there, and the whole of `segwatch run`.
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from datasets import DATASETS, OLIST, ROOT
from measure import bench_program, in_turn, machine, measure, table

HERE = Path(__file__).resolve().parent
ENGINES = ["pandas", "polars", "duckdb"]
FEATURE_TOLERANCE = 1e-9
INERTIA_RATIO = 1.0001


def read(path):
    return pq.ParquetFile(path).read().to_pandas()


def run_folder(out):
    """The folder of the one run below `out`."""
    found = [path.parent for path in out.glob("*/runs/*/run.json")]
    if len(found) != 1:
        sys.exit(f"expected one run below {out}, found {len(found)}")
    return found[0]


def check_features(own, peer, ends, columns):
    """The largest difference, and the rows; ends the comparison when it is too large."""
    difference, rows = 0.0, 0
    for end in ends:
        left = read(own / f"features/{end}.parquet").set_index("customer_id").sort_index()[columns]
        right = read(peer / f"features-{end}.parquet").set_index("customer_id").sort_index()[columns]
        if not left.index.equals(right.index) or not (left.isna() == right.isna()).all(axis=None):
            sys.exit(f"{peer.name}, window {end}: other customers or other missing values")
        relative = (left - right).abs() / right.abs().clip(lower=1.0)
        difference, rows = max(difference, np.nanmax(relative.to_numpy())), rows + len(left)
    if difference > FEATURE_TOLERANCE:
        sys.exit(f"{peer.name}: features differ by {difference:.1e}, more than {FEATURE_TOLERANCE}")
    return difference, rows


def comparisons(folder):
    """Adjusted Rand index and customers of every comparison."""
    keys = ["origin_end", "window_end", "quantity"]
    rows = read(folder / "stability.parquet")
    rows[keys[:2]] = rows[keys[:2]].apply(pd.to_datetime)
    return rows.set_index(keys)[["ari", "customers"]].sort_index()


def check_same_results(own, peer, dataset):
    """Ends the comparison when the two did not do the same job."""
    theirs = read(peer / "models.parquet")
    theirs = pd.Series(theirs["inertia"].to_numpy(), pd.to_datetime(theirs["window_end"]).dt.date.astype(str))
    ours = pd.Series(json.loads((own / "inertias.json").read_text()))
    if list(ours.index) != list(theirs.index):
        sys.exit(f"{peer.name}: the windows differ: {list(ours.index)} and {list(theirs.index)}")
    difference, rows = check_features(own, peer, ours.index, list(dataset.features))
    ratio = (ours / theirs).max()
    if ratio > INERTIA_RATIO:
        sys.exit(f"segwatch's inertia is {ratio:.6f} times that of {peer.name}, more than {INERTIA_RATIO}")
    left, right = comparisons(own), comparisons(peer)
    if not left.index.equals(right.index) or (left["customers"] != right["customers"]).any():
        sys.exit(f"{peer.name}: the comparisons differ in windows or customers")
    apart = (left["ari"] - right["ari"]).abs()
    print(f"{peer.name}, same results: {len(ours)} windows, {rows} rows of features, largest difference {difference:.1e};")
    print(f"  inertia, segwatch / {peer.name}: {(ours / theirs).min():.6f} to {ratio:.6f};")
    print(f"  {len(apart)} adjusted Rand indices: median difference {apart.median():.1e}, largest {apart.max():.1e}")


def check_whole_run(own, run):
    """Ends the comparison when the bench program and `segwatch run` differ in what both do."""
    if not comparisons(own).equals(comparisons(run)):
        sys.exit("the bench program's adjusted Rand indices are not those of segwatch run")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("dataset", choices=DATASETS, help="which orders")
    parser.add_argument("--orders", type=Path, default=os.environ.get("OLIST_DIR"), help="their folder; OLIST_DIR")
    parser.add_argument("--segwatch", type=Path, default=ROOT / "target/release/segwatch", help="the program")
    parser.add_argument("--program", help="segwatch's bench program `end_to_end`; cargo builds it unless it is given")
    parser.add_argument("--peers", nargs="+", choices=ENGINES, default=ENGINES, help="which peers")
    parser.add_argument("--windows", type=int, default=12, help="how many windows; those of the pipeline")
    parser.add_argument("--rounds", type=int, default=6, help="how often each is timed")
    arguments = parser.parse_args()
    dataset, orders = DATASETS[arguments.dataset], arguments.orders
    if orders is None:
        parser.error("name the folder of the orders with --orders, Olist's with OLIST_DIR")
    if dataset is OLIST:
        os.environ["OLIST_DIR"] = str(Path(orders).resolve())
    if not arguments.segwatch.is_file():
        parser.error(f"{arguments.segwatch} is not there; cargo build --release makes it")
    program, pipeline = arguments.program or bench_program("end_to_end"), dataset.pipeline(orders)

    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)

        def peer(engine, out):
            command = [sys.executable, HERE / "peers.py", engine, dataset.name, orders, out]
            return [*command, "--windows", str(arguments.windows)]

        def whole(out):
            return [arguments.segwatch, "run", pipeline, "--out", out, "--quiet"]

        measure([program, pipeline, folder / "segwatch"])
        measure(whole(folder / "run"))
        check_whole_run(folder / "segwatch", run_folder(folder / "run"))
        for engine in arguments.peers:
            measure(peer(engine, folder / engine))
            check_same_results(folder / "segwatch", folder / engine, dataset)
        jobs = {"segwatch": lambda _: [program, pipeline, folder / "segwatch"]}
        jobs |= {engine: lambda _, engine=engine: peer(engine, folder / engine) for engine in arguments.peers}
        # A folder of its own each time: a run that is there already is not made again.
        jobs["segwatch run"] = lambda number: whole(folder / f"run-{number}")
        costs = in_turn(jobs, arguments.rounds)
        record = json.loads((run_folder(folder / "run") / "run.json").read_text())

    print(machine("pandas", "polars", "duckdb", "scikit-learn", "numpy"))
    print(f"\n{table(costs, 'segwatch')}\n\nsegwatch run, its stages: ", end="")
    print(", ".join(f"{stage['name']} {stage['seconds']:.2f} s" for stage in record["stages"]))


if __name__ == "__main__":
    main()
