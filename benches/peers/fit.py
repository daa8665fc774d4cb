"""K-Means and agreement of labels: segwatch against scikit-learn on the same numbers, in the same sitting.

    python benches/peers/fit.py [--rounds 6] [--only NAME …]

Fits of k = 5 by segwatch's own search (ten starts or more) and by KMeans(n_init=10), each a process of its own that is told
the file of the rows; adjusted Rand index and adjusted mutual information of ten million labels. Results first: segwatch's
inertia at most 1.0001 times the other's, both indices equal to 1e-9. Then both in turn. Times are of the fit and of the
indices alone, without starting, reading and imports; peak memory is that of the whole process.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from measure import bench_program, machine, measure, median_interval

CLUSTERS = 5
INERTIA_RATIO = 1.0001
INDEX_TOLERANCE = 1e-9
LABELS = 10_000_000


def clouds(rows, columns):
    """Five clouds that overlap."""
    random = np.random.default_rng(1)
    centres = random.uniform(-2, 2, (CLUSTERS, columns))
    return centres[random.integers(0, CLUSTERS, rows)] + random.standard_normal((rows, columns))


def skewed(rows, columns):
    """One cloud with a long tail and correlated columns, scaled: more like customers, and no segments to find."""
    random = np.random.default_rng(2)
    mixed = random.standard_normal((rows, columns)) @ random.standard_normal((columns, columns)) / columns**0.5
    values = mixed + random.gamma(2, 0.5, (rows, 1))
    return (values - values.mean(axis=0)) / values.std(axis=0)


FITS = {
    f"{make.__name__}, {rows:,} × {columns}": (make, rows, columns)
    for make, rows, columns in [
        (clouds, 2_000_000, 4),
        (clouds, 2_000_000, 12),
        (clouds, 100_000, 4),
        (skewed, 2_000_000, 4),
        (skewed, 2_000_000, 12),
        (skewed, 100_000, 4),
    ]
}
AGREEMENT = f"agreement of {LABELS:,} labels"


def two_labellings():
    """Of five segments each, nine customers in ten in the same."""
    random = np.random.default_rng(3)
    left = random.integers(0, CLUSTERS, LABELS, dtype=np.uint32)
    return np.stack([left, np.where(random.random(LABELS) < 0.9, left, random.integers(0, CLUSTERS, LABELS, dtype=np.uint32))])


def peer(job, path, shape, out):
    """What scikit-learn does."""
    if job == "fit":
        from sklearn.cluster import KMeans

        rows = np.fromfile(path).reshape(-1, int(shape))
        begun = time.perf_counter()
        model = KMeans(CLUSTERS, n_init=10, random_state=42).fit(rows)
        found = {"seconds": time.perf_counter() - begun, "inertia": model.inertia_}
    else:
        from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

        left, right = np.fromfile(path, dtype=np.uint32).reshape(2, -1)
        begun = time.perf_counter()
        found = {"ari": adjusted_rand_score(left, right), "ami": adjusted_mutual_info_score(left, right)}
        found["seconds"] = time.perf_counter() - begun
    Path(out).write_text(json.dumps(found))


def check(name, ours, theirs):
    """Ends the comparison where the results are not the same."""
    if "inertia" in ours:
        ratio = ours["inertia"] / theirs["inertia"]
        print(f"{name}: inertia {ratio:.9f} of scikit-learn's; {ours['starts']} starts, {ours['moves']} moves")
        if ratio > INERTIA_RATIO:
            sys.exit(f"{name}: segwatch's inertia is {ratio:.6f} times that of scikit-learn")
    else:
        apart = max(abs(ours[index] - theirs[index]) for index in ("ari", "ami"))
        print(f"{name}: ARI {ours['ari']:.6f}, AMI {ours['ami']:.6f}, at most {apart:.0e} apart")
        if apart > INDEX_TOLERANCE:
            sys.exit(f"{name}: the indices are {apart:.1e} apart")


def bandwidth(path, costs):
    """What limits an iteration: its bytes a second beside those of reading."""
    size = path.stat().st_size
    read, iteration = (min(cost[part] for cost in costs) for part in ("read_seconds", "iteration_seconds"))
    print(f"  an iteration takes {1e3 * iteration:.1f} ms, reading {1e3 * read:.1f} ms: ", end="")
    print(f"{size / iteration / 1e9:.1f} of {size / read / 1e9:.1f} GB/s, {100 * read / iteration:.0f} %")


def compare(name, job, path, shape, program, rounds, folder):
    """Results, then times; gives a line of the table."""
    out = folder / "out.json"
    sides = {
        "segwatch": [program, job, path, shape, *([CLUSTERS] if job == "fit" else []), out],
        "scikit-learn": [sys.executable, __file__, "--peer", job, path, shape, out],
    }
    found = {side: [] for side in sides}
    for number in range(rounds):
        for side, command in sides.items():
            _, _, peak = measure([str(part) for part in command])
            found[side].append(json.loads(out.read_text()) | {"peak": peak})
        if number == 0:
            check(name, *(costs[0] for costs in found.values()))
    ours, theirs = found.values()
    if job == "fit":
        bandwidth(path, ours)
    seconds = [median_interval([cost["seconds"] for cost in side])[0] for side in (ours, theirs)]
    ratio, low, high, _ = median_interval([own["seconds"] / other["seconds"] for own, other in zip(ours, theirs)])
    peaks = [max(cost["peak"] for cost in side) for side in (ours, theirs)]
    cells = [f"{seconds[0]:.3f}", f"{seconds[1]:.2f}", f"{ratio:.4f} ({low:.4f} to {high:.4f})", f"{peaks[0]:.0f}", f"{peaks[1]:.0f}"]
    return f"| {name} | " + " | ".join(cells) + " |"


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=6, help="how often each is timed")
    parser.add_argument("--only", nargs="+", metavar="NAME", default=[""], help="of those that begin with one of these")
    parser.add_argument("--program", help="segwatch's bench program `fit`; cargo builds it unless it is given")
    parser.add_argument("--peer", nargs=4, metavar=("JOB", "FILE", "SHAPE", "OUT"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.peer:
        return peer(*arguments.peer)
    program = arguments.program or bench_program("fit")
    wanted = [name for name in [*FITS, AGREEMENT] if name.startswith(tuple(arguments.only))]
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        path = folder / "numbers"
        for name in wanted:
            if name == AGREEMENT:
                two_labellings().tofile(path)
                job, shape = "agreement", CLUSTERS
            else:
                make, rows, columns = FITS[name]
                make(rows, columns).tofile(path)
                job, shape = "fit", columns
            lines.append(compare(name, job, path, shape, program, arguments.rounds, folder))
    print(f"\n{machine('scikit-learn', 'numpy')}\n")
    print("| | segwatch s | scikit-learn s | ratio | segwatch MiB | scikit-learn MiB |\n|---|---|---|---|---|---|")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
