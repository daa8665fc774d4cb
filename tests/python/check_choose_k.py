"""Computes the indices of a choice of k again with scikit-learn, and compares.

    segwatch run PIPELINE --out OUT; segwatch choose-k PIPELINE --format json > ANSWER
    python check_choose_k.py OUT/…/runs/RUN ANSWER

The run gives features, scaler and labels of its reference model: for that k, Davies-Bouldin and Calinski-Harabasz must
be equal to 1e-9, the silhouette too where it is exact, and within the interval, half as wide again, where it is an
estimate. For every other k scikit-learn fits anew: the inertia must not be worse.
"""

import json
import sys
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from sklearn.cluster import KMeans
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score, silhouette_samples


def table(path):
    return pq.ParquetFile(path).read().to_pandas()


def main():
    run, answer = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text())
    record = json.loads((run / "run.json").read_text())
    reference = record["reference"]
    end = reference["window_end"]
    if answer["window_end"] != end:
        sys.exit(f"the choice is on the window to {answer['window_end']}, the reference model on that to {end}")

    features = table(run / f"features/{end}.parquet").set_index("customer_id")
    labels = table(run / f"assignments/{end}.parquet").set_index("customer_id")["reference_segment"]
    models = table(run / "models.parquet")
    model = models[models["window_end"].astype(str) == end].sort_values("segment")
    columns = []
    for feature in record["features"]:
        name, row = feature["name"], model.iloc[0]
        values = features[name].reindex(labels.index).fillna(row[f"{name}_fill"]).to_numpy(float)
        values = np.log1p(values) if feature["transform"] == "log1p" else values
        columns.append((values - row[f"{name}_center"]) / row[f"{name}_spread"])
    rows = np.column_stack(columns)

    own = next(one for one in answer["candidates"] if one["k"] == reference["k"])
    values = silhouette_samples(rows, labels)
    mean = values.mean()
    failures = []

    def check(what, found, expected, tolerance):
        print(f"{what}: {found!r}, scikit-learn {expected!r}")
        if not abs(found - expected) <= tolerance:
            failures.append(what)

    check("Davies-Bouldin", own["davies_bouldin"], davies_bouldin_score(rows, labels), 1e-9 * own["davies_bouldin"])
    check("Calinski-Harabasz", own["calinski_harabasz"], calinski_harabasz_score(rows, labels), 1e-9 * own["calinski_harabasz"])
    half = (own["silhouette_high"] - own["silhouette_low"]) / 2
    check("silhouette", own["silhouette"], mean, max(1.5 * half, 1e-9 * abs(mean)))
    check("silhouette of the run", reference["silhouette"]["mean"], own["silhouette"], 0.0)
    for segment in reference["silhouette"]["segments"]:
        of_segment = values[labels == segment["segment"]]
        tolerance = max(4 * of_segment.std() / len(segment["values"]) ** 0.5 * (half > 0), 1e-9)
        check(f"silhouette of segment {segment['segment']}", segment["mean"], of_segment.mean(), tolerance)

    for candidate in answer["candidates"]:
        theirs = KMeans(candidate["k"], n_init=10, random_state=1).fit(rows).inertia_
        ratio = candidate["inertia"] / theirs
        print(f"k = {candidate['k']}: inertia {ratio:.6f} times scikit-learn's")
        if ratio > 1.0001:
            failures.append(f"inertia of k = {candidate['k']}")
    if failures:
        sys.exit(f"differ: {failures}")


main()
