"""Runs and commands through a gate that loses, refuses and delays their requests: a run is visible once and whole, or not.

    python3 tests/stores/faults.py [--seeds N] [--first N]

Of every seed: a run meets with faults, every other reads its orders through them too, and every third is killed. At the moment its run.json lands, all its
files must be there. Then the same run without faults must succeed, and leave one run, with the files and nothing else.
"""

import argparse
import collections
import concurrent.futures
import os
import pathlib
import random
import subprocess
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "faults"))

import runs
import server
import small

SIDE_BY_SIDE = 4
# Done, refused by a store that said no too often, being made by another.
EXPECTED = {0, 3, 5, 6}


def attempt(store, base, seed):
    """One seed: what is wrong, how the command ended, and the faults that it met."""
    chance = random.Random(seed)
    prefix = f"seed-{seed}"
    found = []

    def landed(path):
        key = path.split("?")[0].removeprefix(f"/{server.BUCKET}/")
        if key.endswith("/run.json"):
            found.extend(runs.torn(store, key))

    gate = server.Gate(store, seed, rate=chance.choice((0.05, 0.15, 0.3, 0.5)), landed=landed)
    command = small.command(base / ("pipeline", "remote")[seed % 2], f"s3://{server.BUCKET}/{prefix}", small.DAYS[0])
    # Results computed once serve all seeds: it is the store that is tried.
    environment = gate.environment() | {"XDG_CACHE_HOME": str(base / "cache")}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        limit = chance.uniform(0.1, 1.5) if seed % 3 == 0 else 300
        output = process.communicate(timeout=limit)
        ended = process.returncode
    except subprocess.TimeoutExpired:
        process.kill()
        output = process.communicate()
        ended = "killed"
    gate.shutdown()
    if ended != "killed" and ended not in EXPECTED:
        found.append(f"ended with {ended}: {output[1]}")
    if any(server.SECRET in text or server.KEY in text for text in output):
        found.append("a secret is in the output")
    visible = runs.records(store, prefix)
    if len(visible) > 1 or (ended == 0 and not visible):
        found.append(f"{len(visible)} runs are visible after {ended}")
    found += [fault for record in visible for fault in runs.torn(store, record)]

    calm = server.Gate(store)
    environment = calm.environment() | {"XDG_CACHE_HOME": str(base / "cache")}
    again = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    calm.shutdown()
    after = runs.records(store, prefix)
    if again.returncode != 0 or len(after) != 1:
        found.append(f"the next run ended with {again.returncode} and {len(after)} runs: {again.stderr}")
    if visible and visible != after:
        found.append("the run that was visible is another")
    found += [fault for record in after for fault in runs.torn(store, record)]
    return [f"seed {seed}: {fault}" for fault in found], ended, gate.faults


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seeds", type=int, default=24)
    arguments.add_argument("--first", type=int, default=0)
    asked = arguments.parse_args()
    store = server.Store()
    faults, ends, met = [], collections.Counter(), collections.Counter()
    with tempfile.TemporaryDirectory() as base:
        base = pathlib.Path(base)
        pipeline = small.pipeline(base / "pipeline")
        store.put("orders.csv", (pipeline / "orders.csv").read_bytes())
        small.pipeline(base / "remote", source=f"s3://{server.BUCKET}/orders.csv")
        seeds = range(asked.first, asked.first + asked.seeds)
        with concurrent.futures.ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            for found, ended, planted in pool.map(lambda seed: attempt(store, base, seed), seeds):
                faults += found
                ends[ended] += 1
                met.update(planted)
                print("\n".join(found), end="\n" if found else "", flush=True)
    store.stop()
    print(f"{asked.seeds} seeds: ended {dict(ends)}; {sum(met.values())} faults planted: {dict(met)}; {len(faults)} wrong")
    return 1 if faults else 0


if __name__ == "__main__":
    os.environ.pop("AWS_PROFILE", None)
    sys.exit(main())
