"""segwatch against pandas and scikit-learn on the same job, in the same sitting.

    OLIST_DIR=… python benches/peers/compare.py [--segwatch target/release/segwatch] [--rounds 5]

Both run once first, and their results are compared: features to 1e-9, and segwatch's inertia at most 1.0001 times the
other's in every window. Only then are they timed, in turn (A B A B …), each a process of its own from the CSV files to
the Parquet files. Printed: the median of wall and CPU seconds and of peak memory, the ratios, and every single time.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import sklearn

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FEATURE_TOLERANCE = 1e-9
INERTIA_RATIO = 1.0001


def measure(command):
    """Wall seconds, CPU seconds and peak resident MiB of one process."""
    launcher = [sys.executable, "-I", "-S", HERE / "measure.py"]
    done = subprocess.run(launcher + command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\nexited with {done.returncode}:\n{done.stderr}")
    return json.loads(done.stdout)


def table(path):
    return pq.ParquetFile(path).read().to_pandas()


def run_folder(out):
    found = [path.parent for path in out.glob("*/runs/*/run.json")]
    if len(found) != 1:
        sys.exit(f"expected one run below {out}, found {len(found)}")
    return found[0]


def check_same_results(run, peer):
    """Ends the comparison when the two did not do the same job."""
    theirs = table(peer / "models.parquet").set_index("window_end")["inertia"]
    models = table(run / "models.parquet")
    ours = models.groupby(pd.to_datetime(models["window_end"]))["inertia"].first()
    if list(ours.index) != list(theirs.index):
        sys.exit(f"the windows differ: {list(ours.index)} and {list(theirs.index)}")

    difference, rows = 0.0, 0
    for end in ours.index:
        day = end.date()
        left = table(run / f"features/{day}.parquet")
        right = pd.read_parquet(peer / f"features-{day}.parquet").sort_index()
        left = left.set_index("customer_id").sort_index()[right.columns]
        if not left.index.equals(right.index) or not (left.isna() == right.isna()).all(axis=None):
            sys.exit(f"window {day}: other customers or other missing values")
        relative = (left - right).abs() / right.abs().clip(lower=1.0)
        difference, rows = max(difference, np.nanmax(relative.to_numpy())), rows + len(left)
    if difference > FEATURE_TOLERANCE:
        sys.exit(f"features differ by {difference:.1e}, more than {FEATURE_TOLERANCE}")

    ratio = (ours / theirs).max()
    if ratio > INERTIA_RATIO:
        sys.exit(f"segwatch's inertia is {ratio:.6f} times scikit-learn's, more than {INERTIA_RATIO}")

    keys = ["origin_end", "window_end", "quantity"]
    both = []
    for rows_of in (table(run / "stability.parquet"), table(peer / "stability.parquet")):
        rows_of[keys[:2]] = rows_of[keys[:2]].apply(pd.to_datetime)
        both.append(rows_of.set_index(keys)[["ari", "customers"]].sort_index())
    if not both[0].index.equals(both[1].index) or (both[0]["customers"] != both[1]["customers"]).any():
        sys.exit("the comparisons differ in windows or customers")
    spread = (both[0]["ari"] - both[1]["ari"]).abs()
    print(f"same results: {len(ours)} windows, {rows} rows of features, largest difference {difference:.1e}")
    print(f"inertia, segwatch / scikit-learn: {(ours / theirs).min():.6f} to {ratio:.6f}")
    print(f"{len(spread)} adjusted Rand indices: median difference {spread.median():.1e}, largest {spread.max():.1e}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--segwatch", type=Path, default=ROOT / "target/release/segwatch", help="the program")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is timed")
    arguments = parser.parse_args()
    if "OLIST_DIR" not in os.environ:
        parser.error("set OLIST_DIR to the folder of Olist's CSV files")
    if not arguments.segwatch.is_file():
        parser.error(f"{arguments.segwatch} is not there; cargo build --release makes it")

    def segwatch(out):
        return [arguments.segwatch, "run", ROOT / "pipelines/olist", "--out", out]

    def peer(out):
        return [sys.executable, HERE / "peers.py", os.environ["OLIST_DIR"], out]

    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        measure(segwatch(folder / "segwatch"))
        measure(peer(folder / "peer"))
        check_same_results(run_folder(folder / "segwatch"), folder / "peer")
        times = {"segwatch": [], "pandas + scikit-learn": []}
        for number in range(arguments.rounds):
            times["segwatch"].append(measure(segwatch(folder / f"segwatch-{number}")))
            times["pandas + scikit-learn"].append(measure(peer(folder / f"peer-{number}")))

    versions = f"pandas {pd.__version__}, scikit-learn {sklearn.__version__}, numpy {np.__version__}"
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {versions}")
    print(f"\n| medians of {arguments.rounds} | wall s | CPU s | peak MiB |\n|---|---|---|---|")
    medians = {name: [statistics.median(column) for column in zip(*runs)] for name, runs in times.items()}
    for name, (wall, cpu, peak) in medians.items():
        print(f"| {name} | {wall:.2f} | {cpu:.2f} | {peak:.0f} |")
    ours, theirs = medians.values()
    ratios = [other / own for own, other in zip(ours, theirs)]
    print(f"| ratio | {ratios[0]:.1f} | {ratios[1]:.1f} | {ratios[2]:.1f} |\n")
    for name, runs in times.items():
        print(f"{name}: wall {' '.join(f'{wall:.2f}' for wall, _, _ in runs)}")


if __name__ == "__main__":
    main()
