"""The job of `segwatch run pipelines/olist`, as one would write it with pandas and scikit-learn.

Same orders, same features, same windows, same scaling, a K-Means of ten k-means++ starts a window, and for every
origin and later window the three adjusted Rand indices with their bootstrap intervals. Writes features and tables as
Parquet. What segwatch does besides (checks of the input, a second opinion on the fit, the report) is not done.

    python peers.py OLIST_DIR OUT
"""

import argparse
import itertools
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score
from sklearn.metrics.cluster import contingency_matrix
from sklearn.preprocessing import StandardScaler

FIRST_END = pd.Timestamp("2017-10-01")
LENGTH = pd.DateOffset(months=12)
WINDOWS = 12
SEGMENTS = 5
STARTS = 10
SEED = 42
DRAWS = 1000
CONFIDENCE = 0.95
FEATURES = ["recency_days", "frequency", "monetary", "review_score"]


def read_orders(folder):
    """One row per delivered order."""
    orders = pd.read_csv(
        folder / "olist_orders_dataset.csv",
        usecols=["order_id", "customer_id", "order_status", "order_purchase_timestamp"],
        parse_dates=["order_purchase_timestamp"],
    )
    customers = pd.read_csv(folder / "olist_customers_dataset.csv", usecols=["customer_id", "customer_unique_id"])
    payments = pd.read_csv(folder / "olist_order_payments_dataset.csv", usecols=["order_id", "payment_value"])
    reviews = pd.read_csv(folder / "olist_order_reviews_dataset.csv", usecols=["order_id", "review_score"])
    # Whole cents: sums of floats would differ in their last digits from one order of rows to another.
    payments["amount"] = (payments.pop("payment_value") * 100).round().astype("int64")
    return (
        orders[orders["order_status"] == "delivered"]
        .merge(customers, on="customer_id")
        .merge(payments.groupby("order_id", as_index=False)["amount"].sum(), on="order_id")
        .merge(reviews.groupby("order_id", as_index=False)["review_score"].mean(), on="order_id", how="left")
        .rename(columns={"order_purchase_timestamp": "ordered_at"})
        .drop(columns=["customer_id", "order_status"])
        .rename(columns={"customer_unique_id": "customer_id"})
        .sort_values(["ordered_at", "order_id"])
    )


def window_features(orders, start, end):
    """One row per customer with an order in [start, end), in raw units."""
    inside = orders[(orders["ordered_at"] >= start) & (orders["ordered_at"] < end)]
    features = inside.groupby("customer_id").agg(
        last=("ordered_at", "max"),
        frequency=("order_id", "count"),
        monetary=("amount", "sum"),
        review_score=("review_score", "mean"),
    )
    features["recency_days"] = (end - features.pop("last")).dt.days
    features["monetary"] /= 100
    return features[FEATURES].astype(float)


class Segmentation:
    """Fill, log, scale, K-Means: fitted on one window."""

    def __init__(self, features):
        self.medians = features.median()
        self.scaler = StandardScaler().fit(self.prepared(features))
        self.kmeans = KMeans(SEGMENTS, n_init=STARTS, random_state=SEED).fit(self.scaled(features))

    def prepared(self, features):
        filled = features.fillna(self.medians)
        filled["monetary"] = np.log1p(filled["monetary"])
        return filled.to_numpy()

    def scaled(self, features):
        return self.scaler.transform(self.prepared(features))

    def label(self, features):
        return pd.Series(self.kmeans.predict(self.scaled(features)), index=features.index)


def bootstrap_interval(left, right, generator):
    """Percentile interval of the adjusted Rand index under resampling of customers, from the contingency table."""
    table = contingency_matrix(left, right)
    customers = table.sum()
    draws = generator.multinomial(customers, table.ravel() / customers, size=DRAWS).reshape(DRAWS, *table.shape)

    def pairs(counts):
        return counts * (counts - 1) / 2

    together = pairs(draws).sum(axis=(1, 2))
    rows, columns = pairs(draws.sum(axis=2)).sum(axis=1), pairs(draws.sum(axis=1)).sum(axis=1)
    expected = rows * columns / pairs(customers)
    indices = (together - expected) / ((rows + columns) / 2 - expected)
    tail = (1 - CONFIDENCE) / 2
    return np.quantile(indices, [tail, 1 - tail])


def compare(ends, features, models):
    """Three quantities for every origin and later window."""
    generator = np.random.default_rng(SEED)
    own = {end: models[end].label(features[end]) for end in ends}
    rows = []
    for origin, window in itertools.combinations(ends, 2):
        aged = models[origin].label(features[window])
        common = own[origin].index.intersection(aged.index)
        before = own[origin].loc[common]
        for quantity, left, right in (
            ("staleness", aged, own[window]),
            ("migration", before, aged.loc[common]),
            ("total", before, own[window].loc[common]),
        ):
            low, high = bootstrap_interval(left, right, generator)
            rows.append((origin, window, quantity, adjusted_rand_score(left, right), low, high, len(left)))
    columns = ["origin_end", "window_end", "quantity", "ari", "ari_low", "ari_high", "customers"]
    return pd.DataFrame(rows, columns=columns)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("olist", type=Path, help="folder of Olist's CSV files")
    parser.add_argument("out", type=Path, help="folder to write to")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)

    orders = read_orders(arguments.olist)
    ends = [FIRST_END + pd.DateOffset(months=step) for step in range(WINDOWS)]
    features = {end: window_features(orders, end - LENGTH, end) for end in ends}
    models = {end: Segmentation(features[end]) for end in ends}
    stability = compare(ends, features, models)

    for end in ends:
        features[end].to_parquet(arguments.out / f"features-{end.date()}.parquet")
        labels = models[end].label(features[end]).rename("segment").to_frame()
        labels.to_parquet(arguments.out / f"segments-{end.date()}.parquet")
    stability.to_parquet(arguments.out / "stability.parquet")
    inertias = pd.DataFrame({"window_end": ends, "inertia": [models[end].kmeans.inertia_ for end in ends]})
    inertias.to_parquet(arguments.out / "models.parquet")


if __name__ == "__main__":
    main()
