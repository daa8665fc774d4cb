"""Window features: segwatch against DuckDB and polars on the same orders, in the same sitting.

    python benches/peers/features.py ORDERS [--windows 12 36] [--rounds 6] [--ways WAY …]

ORDERS is a folder that orders.py wrote. For each number of windows every way (window_features.py) runs once, and its
features are compared with segwatch's, to 1e-9. The fastest by CPU time of DuckDB and of polars, one GROUP BY of customer and
month, and segwatch's bench program `features` are then timed in turn, each a process of its own from the files to the
features in memory. segwatch's time includes the checks of every row and the search for orders that come twice.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

import orders as generator
from datasets import SIMULATED
from measure import bench_program, in_turn, machine, measure, table
from window_features import NO_WAY, WAYS

HERE = Path(__file__).resolve().parent
TOLERANCE = 1e-9


def pipeline(orders, windows, folder):
    """A pipeline over the same orders with so many windows."""
    folder.mkdir()
    (folder / "orders").symlink_to((orders / "orders").resolve())
    (folder / "orders.sql").write_text((orders / "orders.sql").read_text())
    (folder / "pipeline.toml").write_text(generator.pipeline(windows, replicates=30))
    return folder


def check_same_features(ours, theirs, windows):
    """Ends the comparison where they differ; gives the largest difference."""
    largest, rows = 0.0, 0
    for _, end in windows:
        left = pq.read_table(ours / f"{end.date()}.parquet")
        right = pq.read_table(theirs / f"{end.date()}.parquet")
        if not left["customer_id"].equals(right["customer_id"].cast(left["customer_id"].type)):
            sys.exit(f"{theirs.name}, window {end}: other customers")
        for feature in SIMULATED.features:
            own, other = (side[feature].to_numpy().astype(float) for side in (left, right))
            if (np.isnan(own) != np.isnan(other)).any():
                sys.exit(f"{theirs.name}, window {end}: other missing values of {feature}")
            difference = np.nanmax(np.abs(own - other) / np.maximum(np.abs(other), 1))
            if difference > TOLERANCE:
                sys.exit(f"{theirs.name}, window {end}: {feature} differs by {difference:.1e}")
            largest = max(largest, difference)
        rows += len(left)
    return largest, rows


def compare(orders, windows, program, ways, rounds, folder):
    """One number of windows, from equal features to the table."""
    ours = pipeline(orders, windows, folder / f"pipeline-{windows}")

    def command(way, out=None):
        end = [out] if out else []
        return [sys.executable, HERE / "window_features.py", way, orders, *end, "--windows", str(windows)]

    measure([program, ours, folder / "segwatch"])
    costs = {}
    for way in ways:
        out = folder / way
        measure(command(way, out))
        largest, rows = check_same_features(folder / "segwatch/features", out, SIMULATED.windows(windows))
        for path in out.iterdir():
            path.unlink()
        costs[way] = measure(command(way))
        wall, cpu, peak = costs[way]
        print(f"{way}: {rows} rows, largest difference {largest:.0e}; {wall:.1f} s, {cpu:.1f} s CPU, {peak:.0f} MiB", flush=True)
    best = [
        min((way for way in ways if way.startswith(engine)), key=lambda way: costs[way][1], default=None)
        for engine in ("duckdb", "polars")
    ]
    jobs = {"segwatch": lambda _: [program, ours]}
    jobs |= {way: lambda _, way=way: command(way) for way in [*filter(None, best), NO_WAY]}
    costs = in_turn(jobs, rounds)
    print(f"\n{windows} windows\n\n{table(costs, 'segwatch')}\n", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("orders", type=Path, help="folder that orders.py wrote")
    parser.add_argument("--windows", type=int, nargs="+", default=[12, 36], help="numbers of windows")
    parser.add_argument("--rounds", type=int, default=6, help="how often each is timed")
    ways = [way for way in WAYS if way != NO_WAY]
    parser.add_argument("--ways", nargs="*", default=ways, choices=ways, metavar="WAY", help=f"of {', '.join(ways)}")
    parser.add_argument("--program", help="segwatch's bench program `features`; cargo builds it unless it is given")
    arguments = parser.parse_args()
    orders, counts = arguments.orders.resolve(), arguments.windows
    program = arguments.program or bench_program("features")
    print(machine("duckdb", "polars"), os.linesep, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        for windows in counts:
            compare(orders, windows, program, arguments.ways, arguments.rounds, folder)
        jobs = {f"{windows} windows": [program, folder / f"pipeline-{windows}"] for windows in sorted(counts)}
        costs = in_turn({name: lambda _, job=job: job for name, job in jobs.items()}, arguments.rounds)
    print(f"segwatch\n\n{table(costs, next(iter(costs)))}")


if __name__ == "__main__":
    main()
