"""Writes ../golden/knee.json: the knees that the package kneed finds on falling curves, with S = 1.

python make_knee_golden.py
"""

import json
import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np
from kneed import KneeLocator


def curves():
    """Falling curves as the inertia of K-Means makes them, and others."""
    rng = np.random.default_rng(2011)
    for number in range(40):
        n = int(rng.integers(4, 25))
        places = np.arange(n)
        yield f"power {number}", (places + 1.0) ** -rng.uniform(0.2, 2.5) * rng.uniform(1, 1e5)
    for number in range(30):
        n = int(rng.integers(5, 20))
        places = np.arange(n)
        bend = rng.integers(1, n - 1)
        yield f"two lines {number}", np.where(places <= bend, 100 - rng.uniform(5, 20) * places, 0) + np.where(
            places > bend, 100 - 12 * bend - rng.uniform(0.1, 4) * (places - bend), 0
        )
    for number in range(30):
        n = int(rng.integers(4, 15))
        yield f"steps of any size {number}", np.cumsum(rng.exponential(1, n))[::-1]
    for number in range(10):
        n = int(rng.integers(4, 15))
        yield f"bends the other way {number}", 50.0 - np.arange(n) ** rng.uniform(1.2, 3)
    for number in range(10):
        n = int(rng.integers(6, 15))
        yield f"with plateaus {number}", np.sort(rng.integers(0, 5, n)).astype(float)[::-1] + (np.arange(n) == 0)
    yield "barely bent", np.array([10, 8.9, 7.85, 6.85, 5.9, 5.0])
    # A straight line is left out: whether kneed finds a knee there is a matter of rounding.


def main():
    cases = []
    warnings.simplefilter("ignore")
    for name, values in curves():
        values = values.round(6)
        places = np.arange(len(values))
        found = KneeLocator(places, values, S=1.0, curve="convex", direction="decreasing").knee
        cases.append({"name": name, "values": values.tolist(), "knee": None if found is None else int(found)})
    head = {"description": "KneeLocator(curve='convex', direction='decreasing', S=1).knee", "kneed": version("kneed")}
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    text = json.dumps(head)[:-1] + f', "cases": [\n{lines}\n]}}\n'
    Path(__file__).parent.with_name("golden").joinpath("knee.json").write_text(text)
    print(sum(case["knee"] is None for case in cases), "of", len(cases), "have none")


main()
