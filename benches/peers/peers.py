"""The job of `segwatch run`, as one would write it with a data frame and scikit-learn.

    python benches/peers/peers.py pandas|polars|duckdb olist|simulated FOLDER OUT [--windows 12]

The same features over the same windows, the same scaling, ten k-means++ starts of K-Means a window, and for every origin
and later window three adjusted Rand indices with a bootstrap interval each. Writes features, segments and both small
tables as Parquet. What segwatch does besides is not done.
"""

import argparse
import importlib
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from datasets import DATASETS
from segmentation import Segmentation, compare

COMPARISON = ["origin_end", "window_end", "quantity", "ari", "ari_low", "ari_high", "customers"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("engine", choices=["pandas", "polars", "duckdb"], help="what computes the features")
    parser.add_argument("dataset", choices=DATASETS, help="which orders")
    parser.add_argument("folder", type=Path, help="where they are")
    parser.add_argument("out", type=Path, help="folder to write to")
    parser.add_argument("--windows", type=int, default=12, help="how many windows")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)

    dataset = DATASETS[arguments.dataset]
    windows = dataset.windows(arguments.windows)
    ids, features = importlib.import_module(f"{arguments.engine}_features").read(dataset, arguments.folder, windows)
    models = [Segmentation(values) for _, values in features]
    comparisons = compare(windows, features, models)

    for (_, end), (codes, values), model in zip(windows, features, models):
        customers = ids.take(pa.array(codes))
        columns = dict(zip(dataset.features, values.T))
        pq.write_table(pa.table({"customer_id": customers, **columns}), arguments.out / f"features-{end.date()}.parquet")
        segments = pa.table({"customer_id": customers, "segment": model.labels})
        pq.write_table(segments, arguments.out / f"segments-{end.date()}.parquet")
    pq.write_table(pa.table(dict(zip(COMPARISON, zip(*comparisons)))), arguments.out / "stability.parquet")
    inertias = pa.table({"window_end": [end for _, end in windows], "inertia": [model.inertia for model in models]})
    pq.write_table(inertias, arguments.out / "models.parquet")


if __name__ == "__main__":
    main()
