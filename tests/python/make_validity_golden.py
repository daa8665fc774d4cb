"""Writes ../golden/validity.json: scikit-learn's silhouette, Davies-Bouldin and Calinski-Harabasz of small clusterings.

python make_validity_golden.py
"""

import json
from pathlib import Path

import numpy as np
import sklearn
from sklearn.cluster import KMeans
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score, silhouette_samples


def clusterings():
    rng = np.random.default_rng(1987)
    for rows, columns, k in [(40, 1, 2), (60, 2, 3), (90, 4, 5), (120, 7, 4), (200, 3, 8), (150, 12, 6)]:
        centers = rng.normal(0, 2, size=(k, columns))
        values = (centers[rng.integers(0, k, rows)] + rng.normal(0, 1, size=(rows, columns))).round(3)
        yield f"kmeans {rows}x{columns}, k={k}", values, KMeans(k, n_init=3, random_state=1).fit_predict(values)
        yield f"labels by chance {rows}x{columns}, k={k}", values, rng.integers(0, k, rows)
    # Whole numbers below are worked out without rounding, also by the detour of scikit-learn's distances.
    whole = rng.integers(0, 6, size=(40, 2)).astype(float)
    labels = rng.integers(0, 3, 40)
    labels[0] = 3
    yield "a segment of one row", whole, labels
    yield "rows that coincide, across segments", np.repeat(whole[:5], 6, axis=0), np.arange(30) % 3
    yield "rows that coincide, within segments", np.repeat(whole[:5] + 10 * np.arange(5)[:, None], 6, 0), np.arange(30) // 6
    yield "all rows coincide", np.ones((8, 3)), np.arange(8) % 2
    yield "k = n - 1", whole[:9] + 7 * np.arange(9)[:, None], np.minimum(np.arange(9), 7)
    yield "two rows and one", np.array([[0.0], [1.0], [9.0]]), np.array([0, 0, 1])
    yield "means that coincide", np.array([[0.0], [2.0], [-1.0], [3.0]]), np.array([0, 0, 1, 1])
    yield "two of three means coincide", np.array([[0.0], [2.0], [-1.0], [3.0], [9.0], [11.0]]), np.arange(6) // 2
    yield "labels with gaps", whole[:12], np.array([4, 9] * 6)
    yield "far from the origin", whole + 1000.0, labels


def main():
    cases = []
    for name, values, labels in clusterings():
        cases.append(
            {
                "name": name,
                "columns": values.shape[1],
                "values": values.ravel().tolist(),
                "labels": labels.tolist(),
                "silhouettes": silhouette_samples(values, labels).tolist(),
                "davies_bouldin": davies_bouldin_score(values, labels),
                "calinski_harabasz": calinski_harabasz_score(values, labels),
            }
        )
    head = {"description": "sklearn.metrics of small clusterings; values are row-major"}
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    text = json.dumps(head | {"scikit-learn": sklearn.__version__})[:-1] + f', "cases": [\n{lines}\n]}}\n'
    Path(__file__).parent.with_name("golden").joinpath("validity.json").write_text(text)


main()
