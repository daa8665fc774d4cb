"""Labels an assignment's customers with scikit-learn and compares: python check_assignment.py OUT/PIPELINE/assignments/as-of=DATE

Scaler and centroids come from where assignment.json says that the model is: the registry's entry, or the run's
models.parquet with its run.json. Features are the raw columns of customers.parquet, filled and transformed with pandas,
scaled by a StandardScaler or what has its form, and labelled by KMeans.predict. Also checked: margins, names, the
columns previous_segment and changed against the earlier assignment, the counts, the files' hashes, and customers.csv
where it is there.

Exit code 0: all as recorded; 1: something is not; 2: not an assignment; 77: a Python package is missing.
"""

import hashlib
import json
import sys
from pathlib import Path

try:
    import numpy as np
    import pandas as pd
    import pyarrow.parquet as pq
    from sklearn.cluster import KMeans
    from sklearn.preprocessing import StandardScaler
except ModuleNotFoundError as missing:
    print(f"skipped: {missing}; pip install -r {Path(__file__).with_name('requirements.txt')}", file=sys.stderr)
    sys.exit(77)

MARGIN_TOLERANCE = 1e-9
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def stored_model(pipeline, record):
    """Features (name, transform, fill, center, spread), centroids and segment names."""
    source = pipeline / record["model"]["source"]
    if record["model"]["source"].startswith("reference/"):
        model = json.loads(source.with_suffix(".json").read_text())["model"]
        assert model["window_end"] == record["model"]["window_end"]
        segments = sorted(model["segments"], key=lambda segment: segment["segment"])
        features = pd.DataFrame(model["features"])[["name", "transform", "fill", "center", "spread"]]
        centroids = np.array([segment["centroid"] for segment in segments])
        # The pipelines that ship name segments in English first.
        return features, centroids, [segment["name"]["en"] for segment in segments]
    run = json.loads((source / "run.json").read_text())
    rows = pq.read_table(source / "models.parquet").to_pandas()
    rows = rows[rows["window_end"].astype(str) == record["model"]["window_end"]].sort_values("segment")
    first = rows.iloc[0]
    features = pd.DataFrame(
        [
            {"name": name, "transform": feature["transform"]}
            | {part: first[f"{name}_{part}"] for part in ("fill", "center", "spread")}
            for feature in run["features"]
            for name in [feature["name"]]
        ]
    )
    centroids = rows[[f"{name}_scaled" for name in features["name"]]].to_numpy()
    return features, centroids, rows["segment_name"].tolist()


def labelled(customers, features, centroids):
    """Segments and margins by scikit-learn, of the customers without a missing value that has no fill."""
    raw = customers[features["name"].tolist()].astype(float)
    fill = features["fill"].astype(float).to_numpy()
    kept = ~(raw.isna() & np.isnan(fill)).any(axis=1)
    values = raw[kept].fillna(dict(zip(features["name"], fill)))
    for name in features.loc[features["transform"] == "log1p", "name"]:
        values[name] = np.log1p(values[name])
    scaler = StandardScaler().fit(values)
    scaler.mean_ = features["center"].to_numpy()
    scaler.scale_ = features["spread"].to_numpy()
    scaled = np.ascontiguousarray(scaler.transform(values))
    kmeans = KMeans(n_clusters=len(centroids), init=centroids, n_init=1, max_iter=1).fit(scaled)
    kmeans.cluster_centers_ = np.ascontiguousarray(centroids)
    distances = np.sort(np.linalg.norm(scaled[:, None, :] - centroids[None, :, :], axis=2), axis=1)
    margins = 1.0 - np.divide(distances[:, 0], distances[:, 1], where=distances[:, 1] > 0, out=np.ones(len(scaled)))
    return kept.to_numpy(), kmeans.predict(scaled), margins


def earlier_assignment(folder, record):
    before = folder.with_name(f"as-of={record['earlier']['as_of']}")
    return pq.read_table(before / "customers.parquet").to_pandas().set_index("customer_id")["segment"]


def csv_differences(folder, customers):
    text = pd.read_csv(folder / "customers.csv", dtype=str, keep_default_na=False, na_values=[""])
    formulas = sum(text[column].dropna().str.startswith(FORMULA).sum() for column in ("customer_id", "segment_name"))
    ids = customers["customer_id"].map(lambda name: f"'{name}" if name.startswith(FORMULA) else name)
    wrong = int(formulas) + int((text["customer_id"] != ids).sum())
    for column in customers.select_dtypes("number").columns:
        found = text[column].astype(float)
        wrong += int((~((found == customers[column]) | (found.isna() & customers[column].isna()))).sum())
    return wrong


def main():
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "assignment.json").is_file():
        print(__doc__.splitlines()[0], file=sys.stderr)
        sys.exit(2)
    folder = Path(sys.argv[1]).resolve()
    record = json.loads((folder / "assignment.json").read_text())
    customers = pq.read_table(folder / "customers.parquet").to_pandas()
    features, centroids, names = stored_model(folder.parents[1], record)
    kept, labels, margins = labelled(customers, features, centroids)

    found = customers["segment"]
    checks = {
        "segments that differ from scikit-learn's": int((found[kept].to_numpy() != labels).sum()),
        "customers without a segment, or with one, against it": int((found.notna().to_numpy() != kept).sum()),
        "margins further off than 1e-9": int((np.abs(customers["margin"][kept] - margins) > MARGIN_TOLERANCE).sum()),
        "names that are not the segment's": int(
            (customers["segment_name"][kept].to_numpy() != np.array(names)[labels]).sum()
        ),
        "customers out of order or repeated": int(not customers["customer_id"].is_monotonic_increasing)
        + int(customers["customer_id"].duplicated().sum()),
        "counts that do not add up": int(record["customers"] != len(customers))
        + int(record["labelled"] != kept.sum())
        + int(record["dropped"] != (~kept).sum())
        + sum(segment["after"] != (labels == segment["segment"]).sum() for segment in record["segments"]),
        "files that are not as recorded": sum(
            hashlib.sha256((folder / file["path"]).read_bytes()).hexdigest() != file["sha256"]
            for file in record["files"]
        ),
    }
    previous = customers["previous_segment"]
    if record["earlier"]:
        before = earlier_assignment(folder, record)
        expected = customers["customer_id"].map(before)
        gone = ~before.index.isin(customers["customer_id"])
        changed = (found != expected) & found.notna() & expected.notna()
        checks["previous segments that differ"] = int(
            (~((previous == expected) | (previous.isna() & expected.isna()))).sum()
        )
        checks["changes and leavers miscounted"] = abs(record["changed"] - int(changed.sum())) + abs(
            record["left"] - int(gone.sum())
        )
    else:
        checks["previous segments out of nothing"] = int(previous.notna().sum())
    if (folder / "customers.csv").is_file():
        checks["cells of customers.csv that differ"] = csv_differences(folder, customers)

    print(f"{record['pipeline']} as of {record['as_of']}: {len(customers)} customers, model {record['model']['source']}")
    for name, wrong in checks.items():
        print(f"{'FAILED' if wrong else 'ok':<6}  {wrong} {name}")
    sys.exit(int(any(checks.values())))


main()
