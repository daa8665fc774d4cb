"""Writes ../golden/drift.json: drift of some 60 pairs of samples by scipy, numpy and the definition of the index.

python make_drift_golden.py
"""

import json
import math
from fractions import Fraction
from pathlib import Path

import numpy as np
import scipy
from scipy.stats import wasserstein_distance


def decile(values, tenths):
    """The quantile of type 7 of sorted values, exact."""
    position = Fraction(tenths * (len(values) - 1), 10)
    below, above = Fraction(values[math.floor(position)]), Fraction(values[math.ceil(position)])
    return below + (above - below) * (position - math.floor(position))


def bin_of(value, deciles):
    """The bin of a value, by name: a decile that is one twice is a bin; else bins are (decile before, decile]."""
    if deciles.count(value) > 1:
        return ("is", value)
    return ("between", max((end for end in deciles if end < value), default=-math.inf))


def stability_index(earlier, later):
    """The sum over bins that are not empty on both sides, exact but for the logarithms."""
    deciles = [decile(sorted(earlier), tenths) for tenths in range(1, 10)]
    before = [bin_of(value, deciles) for value in earlier]
    after = [bin_of(value, deciles) for value in later]
    bins = sorted(set(before) | set(after))
    half = Fraction(1, 2)
    terms = []
    for name in bins:
        p = (before.count(name) + half) / (len(before) + half * len(bins))
        q = (after.count(name) + half) / (len(after) + half * len(bins))
        terms.append(float(q - p) * (math.log(q / p) if q != p else 0.0))
    return math.fsum(terms)


def samples(rng):
    """Pairs of samples, by name. Rounded, to keep the file short."""

    def size(most=80):
        return int(rng.integers(2, most))

    for case in range(10):
        yield f"normal {case}", rng.normal(10, 3, size()), rng.normal(10 + case / 3, 3 + case / 5, size())
    for case in range(10):
        yield f"orders a customer {case}", rng.geometric(0.7, size(150)), rng.geometric(0.7 - case / 20, size(150))
    for case in range(8):
        yield f"spending {case}", rng.lognormal(3, 1.5, size()), rng.lognormal(3 + case / 10, 1.5, size())
    for case in range(8):
        yield f"heavy tails {case}", rng.standard_cauchy(size()) * 100, rng.standard_cauchy(size()) * 150
    for case in range(6):
        yield f"few values {case}", rng.integers(0, 3 + case, size()), rng.integers(0, 4 + case, size())
    for case in range(6):
        yield f"tiny {case}", rng.normal(0, 1, case // 2 + 1), rng.normal(0, 1, case % 2 + 1)
    ramp = np.arange(50)
    yield "constant and the same", [7.0] * 20, [7.0] * 30
    yield "constant that moved", [7.0] * 20, [8.0] * 30
    yield "constant that spread", [0.1] * 20, [0.0, 0.1, 0.1, 0.2, 0.3]
    yield "became constant", ramp, [25.0] * 10
    yield "one value each", [3.0], [4.0]
    yield "the same sample", ramp, ramp[::-1]
    yield "the same shares", np.repeat(ramp, 2), np.repeat(ramp, 3)
    yield "far away", ramp, ramp + 1e6
    yield "far from zero", ramp + 1e9, ramp + 1e9 + 3
    yield "negative", -ramp, -ramp / 2
    yield "small numbers", ramp * 1e-9, ramp * 2e-9
    yield "a new value between", np.repeat([1, 3], 40), np.repeat([1, 2, 3], 20)
    yield "reversed signs", rng.normal(5, 1, 60), -rng.normal(5, 1, 60)


def main():
    rng = np.random.default_rng(2006)
    cases = []
    for name, *pair in samples(rng):
        digits = 12 if name == "far from zero" else 5
        earlier, later = ([float(f"{value:.{digits}g}") for value in side] for side in pair)
        deviation = float(np.std(np.array(earlier, dtype=np.longdouble)))
        constant = len(set(earlier)) == 1
        distance = float(wasserstein_distance(earlier, later))
        before, after = math.fsum(earlier) / len(earlier), math.fsum(later) / len(later)
        cases.append({
            "name": name,
            "earlier": earlier,
            "later": later,
            "psi": stability_index(earlier, later),
            "wasserstein": distance,
            "wasserstein_sd": None if constant else distance / deviation,
            "mean_shift_sd": None if constant else (after - before) / deviation,
            "mean_before": before,
            "mean_after": after,
        })
    head = {"description": "drift of pairs of samples by scipy.stats, numpy and definition", "scipy": scipy.__version__}
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    text = json.dumps(head)[:-1] + f', "cases": [\n{lines}\n]}}\n'
    Path(__file__).parent.with_name("golden").joinpath("drift.json").write_text(text)


if __name__ == "__main__":
    main()
