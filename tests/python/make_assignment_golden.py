"""Writes ../golden/assignment.json: what scipy's assignment keeps in 1,000 tables of counts.

python make_assignment_golden.py
"""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy.optimize import linear_sum_assignment

CASES = 1000


def table(rng, case):
    """A table of 1 to 9 rows and columns; every third square, every fourth of small counts, which tie."""
    rows, columns = rng.integers(1, 10, size=2)
    if case % 3 == 0:
        columns = rows
    most = rng.integers(1, 6) if case % 4 == 0 else 10 ** rng.integers(1, 7)
    counts = rng.integers(0, most, size=(rows, columns), endpoint=True)
    if case % 5 == 0:  # mostly empty, as segments that hardly changed are
        counts[rng.random(counts.shape) < 0.7] = 0
    return counts


def main():
    rng = np.random.default_rng(1955)
    cases = []
    for case in range(CASES):
        counts = table(rng, case)
        kept = counts[linear_sum_assignment(counts, maximize=True)].sum()
        cases.append({"columns": counts.shape[1], "counts": counts.ravel().tolist(), "kept": int(kept)})
    head = {"description": "kept by scipy.optimize.linear_sum_assignment(maximize=True); counts are row-major"}
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    text = json.dumps(head | {"scipy": scipy.__version__})[:-1] + f', "cases": [\n{lines}\n]}}\n'
    Path(__file__).parent.with_name("golden").joinpath("assignment.json").write_text(text)


if __name__ == "__main__":
    main()
