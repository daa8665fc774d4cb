"""Recomputes a run with scikit-learn and compares: python check_stability.py OUT/PIPELINE/runs/RUN

From the run's raw features and models alone, it labels every window's customers with every earlier model and takes
each adjusted Rand index and adjusted mutual information of stability.parquet again. It also checks the stored labels,
the scalers, the inertias, the files' hashes and that every row read is accounted for, and fits each window anew: a
better optimum than the run's is a failure.

Exit code 0: all as recorded; 1: something is not; 2: not a run; 77: a Python package is missing.
"""

import argparse
import hashlib
import itertools
import json
import sys
from pathlib import Path

try:
    import numpy as np
    import pandas as pd
    import pyarrow.parquet as pq
    from sklearn.cluster import KMeans
    from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score
    from sklearn.preprocessing import MinMaxScaler, RobustScaler, StandardScaler
except ModuleNotFoundError as missing:
    print(f"skipped: {missing}; pip install -r {Path(__file__).with_name('requirements.txt')}", file=sys.stderr)
    sys.exit(77)

ARI_TOLERANCE = 1e-12
AMI_TOLERANCE = 1e-9
MODEL_TOLERANCE = 1e-9  # relative: centres, spreads, fills, inertias
INERTIA_TOLERANCE = 1e-6  # relative: how much better another fit may be
RESTARTS = 20
QUANTITIES = ("staleness", "migration", "total")


class Findings:
    """What was checked, one line each, and what was found wrong."""

    def __init__(self):
        self.failures = 0

    def line(self, name, text, wrong=()):
        print(f"{'FAILED' if wrong else 'ok':<6}  {name:<12}  {text}", flush=True)
        for item in wrong[:10]:
            print(f"          {item}")
        if len(wrong) > 10:
            print(f"          and {len(wrong) - 10} more")
        self.failures += len(wrong)


class Model:
    """A window's model: fill, transform, scale, nearest centroid."""

    def __init__(self, rows, features):
        self.names = [feature["name"] for feature in features]
        self.log = np.array([feature["transform"] == "log1p" for feature in features])
        rows = rows.sort_values("segment")
        first = rows.iloc[0]
        self.fill = np.array([first[f"{name}_fill"] for name in self.names], dtype=float)
        self.center = np.array([first[f"{name}_center"] for name in self.names])
        self.spread = np.array([first[f"{name}_spread"] for name in self.names])
        self.centroids = rows[[f"{name}_scaled" for name in self.names]].to_numpy()
        self.customers = rows["customers"].to_numpy()
        self.inertia = first["inertia"]

    def transformed(self, raw):
        """Raw features with missing values filled; customers with a missing value that has no fill are left out."""
        values = raw[self.names]
        values = values[~(values.isna() & np.isnan(self.fill)).any(axis=1)]
        filled = np.where(values.isna(), self.fill, values)
        filled[:, self.log] = np.log1p(filled[:, self.log])
        return pd.DataFrame(filled, index=values.index, columns=self.names)

    def scaled(self, raw):
        transformed = self.transformed(raw)
        spread = np.where(self.spread == 0.0, 1.0, self.spread)
        scaled = (transformed - self.center) / spread
        scaled.loc[:, self.spread == 0.0] = 0.0
        return scaled

    def distances(self, raw):
        """Squared distances to the centroids, added feature after feature."""
        scaled = self.scaled(raw)
        total = np.zeros((len(scaled), len(self.centroids)))
        for feature in range(len(self.names)):
            total += (scaled.to_numpy()[:, feature, None] - self.centroids[None, :, feature]) ** 2
        return pd.DataFrame(total, index=scaled.index)

    def label(self, raw):
        """The nearest centroid, the lowest of equals."""
        distances = self.distances(raw)
        return pd.Series(distances.to_numpy().argmin(axis=1), index=distances.index)


def table(path):
    return pq.ParquetFile(path).read().to_pandas()


def windows_of(run, name):
    """The rows of a table with a file a window, by window and customer."""
    found = {}
    for path in sorted((run / name).glob("*.parquet")):
        rows = table(path)
        end = pd.Timestamp(path.stem).date()
        if not (pd.to_datetime(rows["window_end"]).dt.date == end).all():
            raise ValueError(f"{name}/{path.name} holds rows of another window")
        if not rows["customer_id"].is_unique:
            raise ValueError(f"{name}/{path.name} holds a customer twice")
        found[end] = rows.set_index("customer_id")
    return found


def check_files(run, record, findings):
    wrong, listed = [], {file["path"] for file in record["files"]}
    for file in record["files"]:
        path = run / file["path"]
        if not path.is_file():
            wrong.append(f"{file['path']} is missing")
            continue
        content = path.read_bytes()
        if len(content) != file["bytes"]:
            wrong.append(f"{file['path']} has {len(content)} bytes, run.json says {file['bytes']}")
        if hashlib.sha256(content).hexdigest() != file["sha256"]:
            wrong.append(f"{file['path']} has another SHA-256 than run.json says")
        rows = file.get("rows")
        if path.suffix == ".parquet" and rows is not None and pq.ParquetFile(path).metadata.num_rows != rows:
            wrong.append(f"{file['path']} has other rows than run.json says")
    there = {path.relative_to(run).as_posix() for path in run.rglob("*") if path.is_file()}
    wrong += [f"{path} is not in run.json" for path in sorted(there - listed - {"run.json"})]
    findings.line("files", f"{len(listed)} files: size, SHA-256, rows", wrong)


def check_rows(record, features, windows, findings):
    wrong = []

    def account(what, rows, parts):
        if rows != sum(parts.values()):
            wrong.append(f"{what}: {rows} rows, but " + " + ".join(f"{count} {name}" for name, count in parts.items()))

    def rejected(part):
        return sum(reason["rows"] for reason in part["rejected"])

    for source in record["sources"]:
        parts = {"accepted": source["accepted"], "rejected": rejected(source)}
        account(f"source {source['source']}", source["rows"], parts)
    orders = record["orders"]
    parts = {"used": orders["used"], "rejected": rejected(orders), "out of range": orders["out_of_range"]}
    account("orders", orders["rows"], parts)
    for row in windows.itertuples():
        if len(features.get(row.window_end, ())) != row.customers:
            wrong.append(f"window {row.window_end}: windows.parquet and features/ differ in customers")
    text = f"accounted for; sources: {len(record['sources'])}, orders: {orders['rows']}, windows: {len(windows)}"
    findings.line("rows", text, wrong)


def differs(found, expected):
    return not np.allclose(found, expected, rtol=MODEL_TOLERANCE, atol=1e-12, equal_nan=True)


def check_models(record, models, features, findings):
    """Scalers and inertias from the features; stand-ins for missing values too, where the features are all of them."""
    wrong = []
    whole_windows = record["configuration"]["windows"]["population"] == "window"
    fills = {"median": "median", "mean": "mean", "mode": lambda column: column.mode().min()}
    scalers = {"standard": StandardScaler, "robust": RobustScaler, "minmax": MinMaxScaler}
    for end, model in models.items():
        transformed = model.transformed(features[end])
        for index, feature in enumerate(record["features"]):
            name = feature["name"]
            if whole_windows and feature["missing"] in fills:
                expected = features[end][name].agg(fills[feature["missing"]])
                if differs(model.fill[index], expected):
                    wrong.append(f"window {end}, {name}: fill {model.fill[index]}, expected {expected}")
            center, spread = 0.0, 1.0
            if feature["scale"] in scalers:
                scaler = scalers[feature["scale"]]().fit(transformed[[name]].to_numpy())
                center = {"standard": "mean_", "robust": "center_", "minmax": "data_min_"}[feature["scale"]]
                center = getattr(scaler, center)[0]
                spread = scaler.data_range_[0] if feature["scale"] == "minmax" else scaler.scale_[0]
            constant = transformed[name].nunique() == 1 and model.spread[index] in (0.0, 1.0)
            if differs(model.center[index], center) or (differs(model.spread[index], spread) and not constant):
                found = f"center {model.center[index]}, spread {model.spread[index]}"
                wrong.append(f"window {end}, {name}: {found}, expected {center} and {spread}")
        distances = model.distances(features[end]).to_numpy()
        if differs(model.inertia, distances.min(axis=1).sum()):
            wrong.append(f"window {end}: inertia {model.inertia}, expected {distances.min(axis=1).sum()}")
        sizes = np.bincount(distances.argmin(axis=1), minlength=len(model.customers))
        if (sizes != model.customers).any():
            wrong.append(f"window {end}: segments of {model.customers}, expected {sizes}")
    findings.line("models", f"{len(models)} models: fills, scalers, inertias, sizes", wrong)


def reference_model(record, models):
    """The reference model, when its window is in this run and was not fitted otherwise in an earlier one."""
    end = pd.Timestamp(record["reference"]["window_end"]).date()
    model = models.get(end)
    if model is None:
        return end, None
    segments = sorted(record["reference"]["segments"], key=lambda segment: segment["segment"])
    centroids = [[feature["scaled"] for feature in segment["features"]] for segment in segments]
    return end, None if differs(centroids, model.centroids) else model


def check_labels(record, models, features, assignments, findings):
    reference_end, reference = reference_model(record, models)
    for column, pick in (("refit_segment", models.get), ("reference_segment", lambda _: reference)):
        if column == "reference_segment" and reference is None:
            findings.line("labels", f"{column}: skipped, the model of {reference_end} is not one of this run")
            continue
        wrong, compared = [], 0
        for end, rows in assignments.items():
            model = pick(end)
            if model is None:
                if rows[column].notna().any():
                    wrong.append(f"window {end}: {column} without a model")
                continue
            labels = model.label(features[end])
            stored = rows[column].reindex(labels.index)
            compared += len(labels)
            different = int((stored != labels).sum())
            if different or len(rows) != len(labels):
                wrong.append(f"window {end}: {different} of {len(labels)} customers differ in {column}")
        findings.line("labels", f"{column}: {compared} labels", wrong)


def check_stability(stability, windows, models, features, findings):
    labels = {
        (origin, window): models[origin].label(features[window])
        for origin, window in itertools.combinations_with_replacement(sorted(models), 2)
    }
    ends = sorted(windows["window_end"])
    expected_rows = {(o, w, q) for o, w in itertools.combinations(ends, 2) for q in QUANTITIES}
    rows = list(zip(stability["origin_end"], stability["window_end"], stability["quantity"]))
    wrong = [f"no row for {row}" for row in sorted(expected_rows - set(rows))]
    wrong += [f"a row too many: {row}" for row in sorted(set(rows) - expected_rows)]
    if len(set(rows)) != len(rows):
        wrong.append("repeated rows")
    largest = {"ari": 0.0, "ami": 0.0}
    compared = flagged = 0
    for row in stability.itertuples():
        origin, window, where = row.origin_end, row.window_end, f"{row.origin_end} on {row.window_end}, {row.quantity}"
        if pd.notna(row.flag):
            flagged += 1
            if pd.notna(row.ari) or pd.notna(row.ami):
                wrong.append(f"{where}: flagged {row.flag}, and a number all the same")
            continue
        if origin not in models or window not in models:
            wrong.append(f"{where}: a number without a model")
            continue
        aged, refitted, before = labels[origin, window], labels[window, window], labels[origin, origin]
        pairs = {"staleness": (aged, refitted), "migration": (before, aged), "total": (before, refitted)}
        left, right = pairs[row.quantity]
        common = left.index.intersection(right.index)
        left, right = left.loc[common].to_numpy(), right.loc[common].to_numpy()
        if len(common) != row.customers:
            wrong.append(f"{where}: {row.customers} customers, expected {len(common)}")
        compared += 1
        for name, index, tolerance in (
            ("ari", adjusted_rand_score, ARI_TOLERANCE),
            ("ami", adjusted_mutual_info_score, AMI_TOLERANCE),
        ):
            found, expected = getattr(row, name), index(left, right)
            difference = abs(found - expected)
            largest[name] = max(largest[name], difference)
            if not difference <= tolerance:  # NaN fails too
                wrong.append(f"{where}: {name} {found}, expected {expected}")
    differences = ", ".join(f"largest difference of {name} {value:.1e}" for name, value in largest.items())
    findings.line("stability", f"{compared} comparisons, {flagged} flagged; {differences}", wrong)


def check_fits(models, features, findings):
    wrong, worst = [], 0.0
    for end, model in models.items():
        scaled = model.scaled(features[end]).to_numpy()
        # tol=0: until no label changes, as the run's own fits do.
        fit = KMeans(len(model.centroids), n_init=RESTARTS, max_iter=1000, tol=0.0, random_state=0).fit(scaled)
        excess = model.inertia / fit.inertia_ - 1.0
        worst = max(worst, excess)
        if excess > INERTIA_TOLERANCE:
            wrong.append(f"window {end}: inertia {model.inertia}, scikit-learn finds {fit.inertia_}")
    text = f"{len(models)} windows against {RESTARTS} starts of scikit-learn; at most {max(worst, 0.0):.1e} worse"
    findings.line("fits", text, wrong)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("run", type=Path, help="folder of a run, the one with run.json")
    arguments = parser.parse_args()
    run = arguments.run
    if not (run / "run.json").is_file():
        parser.error(f"{run} is not a run: there is no run.json in it")

    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    windows = table(run / "windows.parquet")
    stability = table(run / "stability.parquet")
    features = windows_of(run, "features")
    assignments = windows_of(run, "assignments")
    fitted = table(run / "models.parquet")
    models = {end: Model(rows, record["features"]) for end, rows in fitted.groupby("window_end")}

    findings = Findings()
    check_files(run, record, findings)
    check_rows(record, features, windows, findings)
    check_models(record, models, features, findings)
    check_labels(record, models, features, assignments, findings)
    check_stability(stability, windows, models, features, findings)
    check_fits(models, features, findings)
    print("all as recorded" if findings.failures == 0 else f"{findings.failures} failures")
    return 1 if findings.failures else 0


if __name__ == "__main__":
    sys.exit(main())
