"""`segwatch choose-k` against yellowbrick's KElbowVisualizer and SilhouetteVisualizer, in the same sitting.

    OLIST_DIR=… python benches/peers/choose_k.py [--segwatch target/release/segwatch] [--window 2018-09-01] [--rounds 3]

The features are those of one window of a run of pipelines/olist, the newest and largest unless another is named. Both run in
turn, and their results are compared: segwatch's inertia at most 1.0001 times the other's for every k, and
where both found the same solution (inertia to 1e-4) the silhouettes equal, to the interval where segwatch's is an estimate.
The times are worth something only if that holds, so they are printed only then. The peer starts from scaled features on
disk, segwatch from the CSV files; segwatch's bootstrap stability and near ties have no counterpart.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from datasets import ROOT
from measure import in_turn, machine, measure, table

HERE = Path(__file__).resolve().parent


def peer(features, out, most):
    """What a notebook does: an elbow, and a silhouette plot for each k."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    from sklearn.cluster import KMeans
    from yellowbrick.cluster import KElbowVisualizer, SilhouetteVisualizer

    # force_model: what yellowbrick 1.5 knows a clustering by is gone from scikit-learn.
    rows = np.load(features)
    elbow = KElbowVisualizer(KMeans(n_init=10, random_state=42), k=(2, most + 1), timings=False, force_model=True)
    elbow.fit(rows)
    plt.close("all")
    silhouettes, inertias = [], []
    for k in range(2, most + 1):
        plot = SilhouetteVisualizer(KMeans(k, n_init=10, random_state=42), force_model=True)
        plot.fit(rows)
        silhouettes.append(float(plot.silhouette_score_))
        inertias.append(float(plot.estimator.inertia_))
        plt.close("all")
    Path(out).write_text(json.dumps({"silhouettes": silhouettes, "inertias": inertias}))


def scaled_features(run, end):
    """The scaled matrix of a window of a run."""
    from compare import read

    record = json.loads((run / "run.json").read_text())
    features = read(run / f"features/{end}.parquet")
    models = read(run / "models.parquet")
    row = models[models["window_end"].astype(str) == end].iloc[0]
    columns = []
    for feature in record["features"]:
        name = feature["name"]
        values = features[name].fillna(row[f"{name}_fill"]).to_numpy(float)
        values = np.log1p(values) if feature["transform"] == "log1p" else values
        columns.append((values - row[f"{name}_center"]) / row[f"{name}_spread"])
    return np.column_stack(columns)


def compare(answer, found):
    """Exits where segwatch's results are not those of the peer, or better."""
    # How far a normal estimate lies from what it estimates, once in a hundred thousand times, in half 95 % intervals.
    within = 4.42 / 1.96
    for candidate, inertia, silhouette in zip(answer["candidates"], found["inertias"], found["silhouettes"], strict=True):
        ratio = candidate["inertia"] / inertia
        if ratio > 1.0001:
            sys.exit(f"k = {candidate['k']}: segwatch's inertia is {ratio:.6f} times the other's")
        half = (candidate["silhouette_high"] - candidate["silhouette_low"]) / 2
        apart = abs(candidate["silhouette"] - silhouette)
        if ratio > 0.9999 and apart > max(within * half, 1e-3):
            sys.exit(f"k = {candidate['k']}: silhouettes {candidate['silhouette']} and {silhouette}")
        print(f"k = {candidate['k']}: inertia ratio {ratio:.6f}, silhouettes {apart:.4f} apart, interval ±{half:.4f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--segwatch", type=Path, default=ROOT / "target/release/segwatch", help="the program")
    parser.add_argument("--window", default="2018-09-01", help="the day on which the window ends")
    parser.add_argument("--run", type=Path, help="the folder of an earlier run with those features, to spare a new one")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is timed")
    parser.add_argument("--max", type=int, default=10, help="the most segments")
    parser.add_argument("--peer", nargs=2, metavar=("FEATURES", "OUT"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.peer:
        return peer(*arguments.peer, arguments.max)
    if "OLIST_DIR" not in os.environ:
        parser.error("set OLIST_DIR to the folder of Olist's CSV files")

    from compare import run_folder

    pipeline = ROOT / "pipelines/olist"
    ours = [arguments.segwatch, "choose-k", pipeline, "--window", arguments.window]
    ours += ["--min", "2", "--max", str(arguments.max), "--format", "json", "--quiet"]
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        run = arguments.run
        if run is None:
            measure([arguments.segwatch, "run", pipeline, "--out", folder / "run", "--quiet"])
            run = run_folder(folder / "run")
        rows = scaled_features(run, arguments.window)
        np.save(folder / "features.npy", rows)
        theirs = [sys.executable, HERE / "choose_k.py", "--max", str(arguments.max)]
        theirs += ["--peer", folder / "features.npy", folder / "peer.json"]
        answer = json.loads(subprocess.run(ours, capture_output=True, text=True, check=True).stdout)
        costs = in_turn({"segwatch": lambda _: ours, "yellowbrick": lambda _: theirs}, arguments.rounds)
        compare(answer, json.loads((folder / "peer.json").read_text()))
    print(machine("yellowbrick", "scikit-learn", "numpy"))
    print(f"{len(rows)} customers, k = 2 to {arguments.max}\n\n{table(costs, 'segwatch')}")


if __name__ == "__main__":
    main()
