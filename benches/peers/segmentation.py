"""Segments and their agreement with scikit-learn, from the features of every window."""

import itertools

import numpy as np
from sklearn.cluster import KMeans
from sklearn.preprocessing import StandardScaler

SEGMENTS = 5
STARTS = 10
SEED = 42
DRAWS = 1000
CONFIDENCE = 0.95
MONETARY = 2  # the column that is taken as a logarithm


class Segmentation:
    """Fill, log, scale, K-Means: fitted on one window."""

    def __init__(self, features):
        self.medians = np.nanmedian(features, axis=0)
        prepared = self.prepared(features)
        self.scaler = StandardScaler().fit(prepared)
        self.kmeans = KMeans(SEGMENTS, n_init=STARTS, random_state=SEED).fit(self.scaler.transform(prepared))
        self.inertia, self.labels = self.kmeans.inertia_, self.kmeans.labels_

    def prepared(self, features):
        """Without gaps, amounts as logarithms."""
        filled = np.where(np.isnan(features), self.medians, features)
        filled[:, MONETARY] = np.log1p(filled[:, MONETARY])
        return filled

    def label(self, features):
        """The segments of other customers."""
        return self.kmeans.predict(self.scaler.transform(self.prepared(features)))


def pairs(counts):
    """Pairs among so many."""
    return counts * (counts - 1) / 2


def rand_indices(tables):
    """The adjusted Rand index of each contingency table of as many customers."""
    together = pairs(tables).sum(axis=(1, 2))
    rows, columns = pairs(tables.sum(axis=2)).sum(axis=1), pairs(tables.sum(axis=1)).sum(axis=1)
    expected = rows * columns / pairs(tables[0].sum())
    return (together - expected) / ((rows + columns) / 2 - expected)


def agreement(left, right, generator):
    """The adjusted Rand index of two labellings, and its percentile interval under resampling of customers.

    scikit-learn's `adjusted_rand_score` gives the same index and takes several times as long.
    """
    counts = np.bincount(left * SEGMENTS + right, minlength=SEGMENTS**2).astype(float)
    customers = counts.sum()
    draws = generator.multinomial(int(customers), counts / customers, size=DRAWS)
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(rand_indices(draws.reshape(-1, SEGMENTS, SEGMENTS).astype(float)), [tail, 1 - tail])
    return rand_indices(counts.reshape(1, SEGMENTS, SEGMENTS))[0], low, high


def compare(windows, features, models):
    """Three quantities for every origin and later window."""
    generator = np.random.default_rng(SEED)
    rows = []
    for origin, later in itertools.combinations(range(len(windows)), 2):
        codes, values = features[later]
        aged = models[origin].label(values)
        _, before, after = np.intersect1d(features[origin][0], codes, assume_unique=True, return_indices=True)
        earlier = models[origin].labels[before]
        for quantity, left, right in (
            ("staleness", aged, models[later].labels),
            ("migration", earlier, aged[after]),
            ("total", earlier, models[later].labels[after]),
        ):
            rows.append((windows[origin][1], windows[later][1], quantity, *agreement(left, right, generator), len(left)))
    return rows
