"""Makes tests/golden/survival.json: python make_survival_golden.py  (pip install -r requirements-golden.txt)

Lifetimes are drawn from fixed seeds, and their survival is computed without segwatch:

- 60 right-censored cases, exact times with ties: lifelines' KaplanMeierFitter, at every time.
- 60 interval-censored cases with overlaps in part, right- and left-censored and some exact: Turnbull's estimate. Its
  iteration in lifelines stops where the likelihood hardly grows, which leaves errors of up to 2e-3 in the survival, too
  large to compare with. So lifelines' answer is where this starts: from the intervals that have mass in it, g_j = n is
  solved by Newton's method with 40 digits (g_j = sum of 1 / P_i over the lifetimes i that contain interval j), and
  intervals are let in and out until the conditions of Gentleman and Geyer (1994) hold to 30 digits: g_j = n where there
  is mass, g_j <= n elsewhere. They are sufficient, and the maximum is the only one, so what is written is the maximum
  whatever found it. How far lifelines is from it is written beside each case.

lifelines' intervals are closed and segwatch's are (lower, upper]. All times are multiples of 0.01 here, and lifelines
gets lower + 1e-6 where a lifetime is not exact, which makes the same overlaps. The survival is given at the ends of
the innermost intervals, where the data determine it.

requirements-golden.txt is apart from requirements.txt because lifelines 0.30 refuses pandas 3.
"""

import json
import sys
import warnings
from pathlib import Path

import lifelines
import mpmath as mp
import numpy as np
from lifelines import KaplanMeierFitter
from lifelines.fitters.npmle import npmle

SHIFT = 1e-6
DIGITS = 40
SIZES = (5, 6, 8, 10, 12, 15, 20, 30, 45, 60)
OUT = Path(__file__).parents[1] / "golden" / "survival.json"


def right_censored(seed):
    """Months, whole in two of three cases, so that ends and censorings tie."""
    rng = np.random.default_rng([1, seed])
    size = SIZES[seed % len(SIZES)]
    ends = rng.weibull(rng.choice([0.7, 1.0, 2.0]), size) * rng.choice([6.0, 18.0])
    looked_at = rng.uniform(0.0, 30.0, size)
    times = np.minimum(ends, looked_at)
    times = np.round(times, 2) if seed % 3 == 0 else np.ceil(times)
    return [(time, time if end <= look else None) for time, end, look in zip(times, ends, looked_at)]


def kaplan_meier(lifetimes):
    times = [lower for lower, _ in lifetimes]
    fitter = KaplanMeierFitter().fit(times, [upper is not None for _, upper in lifetimes])
    curve = fitter.survival_function_["KM_estimate"]
    return [[float(time), float(value)] for time, value in curve.items()]


def interval_censored(seed):
    """Ends between two looks, which come at times of the lifetime's own."""
    rng = np.random.default_rng([2, seed])
    size = SIZES[seed % len(SIZES)]
    step = (1.0, 0.5, 0.01)[seed % 3]
    lifetimes = []
    for end in rng.weibull(rng.choice([0.8, 1.5]), size) * 12.0:
        gaps = rng.exponential(rng.choice([2.0, 6.0]), rng.integers(1, 9))
        looks = np.unique(np.round(np.cumsum(gaps) / step) * step)
        looks = np.round(np.concatenate(([0.0], looks[looks > 0])), 2)
        end = round(max(round(end / step), 1) * step, 2)
        seen = np.searchsorted(looks, end)
        if rng.random() < 0.15 and seen < len(looks):
            lifetimes.append((end, end))
        elif seen < len(looks):
            lifetimes.append((float(looks[seen - 1]), float(looks[seen])))
        else:
            lifetimes.append((float(looks[-1]), None))
    return lifetimes


def gains(contains, masses):
    inner = [sum((masses[j] for j in row), mp.mpf(0)) for row in contains]
    return [sum((1 / inner[i] for i, row in enumerate(contains) if j in row), mp.mpf(0)) for j in range(len(masses))]


def turnbull_steps(contains, masses, steps):
    for _ in range(steps):
        masses = [mass * gain / len(contains) for mass, gain in zip(masses, gains(contains, masses))]
    return masses


def stationary(contains, masses, support):
    """g_j = n on the support by Newton's method, halving steps that leave no lifetime a mass; None if there is none."""
    n = len(contains)
    for _ in range(200):
        inner = [sum((masses[j] for j in row), mp.mpf(0)) for row in contains]
        residual = mp.matrix([g - n for g in (gains(contains, masses)[j] for j in support)])
        slope = mp.matrix(len(support), len(support))
        for row, p in zip(contains, inner):
            places = [place for place, j in enumerate(support) if j in row]
            for one in places:
                for other in places:
                    slope[one, other] += 1 / p**2
        change = mp.lu_solve(slope, residual)
        length = mp.mpf(1)
        while True:
            moved = list(masses)
            for place, j in enumerate(support):
                moved[j] += length * change[place]
            if all(sum((moved[j] for j in row), mp.mpf(0)) > p / 10 for row, p in zip(contains, inner)):
                break
            length /= 2
        masses = moved
        if length == 1 and mp.norm(change, mp.inf) < mp.mpf(10) ** -(DIGITS - 5):
            return masses
    return None


def maximum(contains, start):
    """The masses that satisfy Gentleman's and Geyer's conditions."""
    n, size = len(contains), len(start)
    masses = turnbull_steps(contains, [mp.mpf(max(float(mass), 1e-6)) for mass in start], 20)
    support = [j for j in range(size) if masses[j] > 1e-4]
    masses = [masses[j] if j in support else mp.mpf(0) for j in range(size)]
    for _ in range(500):
        found = stationary(contains, masses, support)
        negative = [] if found is None else [j for j in support if found[j] <= 0]
        if found is None or negative:
            worst = min(support, key=lambda j: (found or masses)[j])
            support = [j for j in support if j != worst]
            masses = turnbull_steps(contains, [masses[j] if j in support else mp.mpf(0) for j in range(size)], 50)
            continue
        masses = found
        gain = gains(contains, masses)
        outside = [j for j in range(size) if j not in support and gain[j] > n * (1 + mp.mpf(10) ** -30)]
        if not outside:
            break
        best = max(outside, key=lambda j: gain[j])
        support = sorted([*support, best])
        masses = [mass * mp.mpf("0.999") for mass in masses]
        masses[best] += mp.mpf("0.001")
        masses = turnbull_steps(contains, masses, 20)
    gain = gains(contains, masses)
    limit = mp.mpf(10) ** -30
    assert abs(sum(masses) - 1) < limit
    assert all(abs(gain[j] / n - 1) < limit if masses[j] > 0 else gain[j] <= n * (1 + limit) for j in range(size))
    assert all(mass >= 0 for mass in masses)
    return masses


def turnbull(lifetimes):
    """[time, survival] at the ends of the innermost intervals, and lifelines' largest error there."""
    left = np.array([lower if upper == lower else lower + SHIFT for lower, upper in lifetimes])
    right = np.array([np.inf if upper is None else upper for _, upper in lifetimes])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        by_lifelines, intervals = npmle(left, right, tol=1e-9, max_iter=20_000)
    contains = [{j for j, (a, b) in enumerate(intervals) if lo <= a and b <= hi} for lo, hi in zip(left, right)]
    masses = maximum(contains, by_lifelines)
    points, error = {0.0: mp.mpf(1)}, 0.0
    for j, (a, b) in enumerate(intervals):
        before, after = 1 - sum(masses[:j]), 1 - sum(masses[: j + 1])
        error = max(error, abs(float(after) - (1 - float(np.sum(by_lifelines[: j + 1])))))
        if a != b:
            points[round(float(a), 2)] = before
        if np.isfinite(b):
            points[round(float(b), 2)] = after
    curve = [[time, float(value) if value > 1e-30 else 0.0] for time, value in sorted(points.items())]
    return curve, error


def overlap_in_part(lifetimes):
    """Whether the closed form does not apply: one lifetime contains several innermost intervals and not the last."""
    left = np.array([lower if upper == lower else lower + SHIFT for lower, upper in lifetimes])
    right = np.array([np.inf if upper is None else upper for _, upper in lifetimes])
    ends = sorted([(time, 0) for time in left] + [(time, 1) for time in right])
    intervals = [(a, b) for (a, kind), (b, other) in zip(ends, ends[1:]) if (kind, other) == (0, 1)]
    rows = [[j for j, (a, b) in enumerate(intervals) if lo <= a and b <= hi] for lo, hi in zip(left, right)]
    return any(len(row) > 1 and row[-1] < len(intervals) - 1 for row in rows)


def main():
    mp.mp.dps = DIGITS
    cases = []
    for seed in range(60):
        lifetimes = right_censored(seed)
        cases.append({"name": f"right {seed}", "lifetimes": lifetimes, "survival": kaplan_meier(lifetimes)})
    seed, drawn = 0, 0
    while drawn < 60:
        lifetimes = interval_censored(seed)
        if overlap_in_part(lifetimes):
            survival, error = turnbull(lifetimes)
            name = f"interval {seed}"
            print(f"{name}: {len(lifetimes)} lifetimes, lifelines within {error:.1e}", file=sys.stderr)
            cases.append({"name": name, "lifetimes": lifetimes, "survival": survival, "lifelines_error": error})
            drawn += 1
        seed += 1
    head = {
        "description": "Survival of 120 sets of [lower, upper] lifetimes; see tests/python/make_survival_golden.py",
        "lifelines": lifelines.__version__,
    }
    rows = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    OUT.write_text(json.dumps(head, separators=(",", ":"))[:-1] + ',"cases":[\n' + rows + "\n]}\n")


if __name__ == "__main__":
    main()
