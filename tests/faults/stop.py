"""SIGINT and SIGTERM before every call that changes a file, and at random times of a longer run and of a calibration.

Each time the command ends within two seconds with 130 or 143 and leaves nothing unfinished behind, not among the temporary
files either. Without an argument, a choice of the calls and few random times; `--all`: every call, and 100 random times each.
"""

import argparse
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import scenarios
import small
import tracer
from kill import chosen

SIGNALS = (signal.SIGINT, signal.SIGTERM)
SECONDS = 2.0


def after(scenario, place, before, code, number):
    """What is wrong once a command was stopped."""
    expected = (128 + number, 0)
    wrong = [] if code in expected else [f"it ended with {code}"]
    wrong += scenario.faults(place, before)
    return wrong + [f"{path} is left" for path in small.left_behind(place / "out")]


def at_calls(scenario, base, every):
    """Stops a scenario at its calls."""
    with scenario.copy(base) as place:
        calls = []
        tracer.trace(scenario.command(place), lambda call: calls.append(call) if scenario.concerns(place, call) else None)
    numbers = range(1, len(calls) + 1) if every else chosen(calls)
    stops, wrong = 0, []
    for index, number in enumerate(numbers):
        for which in SIGNALS if every else SIGNALS[index % 2 :][:1]:
            with scenario.copy(base) as place:
                before = small.digests(place / "out")
                seen = []

                def on_call(call):
                    if scenario.concerns(place, call):
                        seen.append(call)
                        return which if len(seen) == number else None
                    return None

                ended = tracer.trace(scenario.command(place), on_call)
                found = after(scenario, place, before, ended.code, which)
                wrong += [f"{scenario.name}, {which.name} at call {number}, {calls[number - 1]}: {fault}" for fault in found]
                stops += 1
    print(f"{scenario.name}: stopped {stops} times at {len(calls)} calls", flush=True)
    return stops, wrong


def at_random(name, command, folder, times):
    """Stops a long command at random times; how often, the longest that it took, and what was wrong."""
    generator, wrong, longest = random.Random(42), [], 0.0
    for index in range(times):
        which = SIGNALS[index % 2]
        out, temporary = folder / "out", folder / "tmp"
        for made in (out, temporary):
            shutil.rmtree(made, ignore_errors=True)
            made.mkdir()
        environment = {**os.environ, "TMPDIR": str(temporary)}
        output = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen([*command, "--out", str(out)], env=environment, **output)
        time.sleep(generator.uniform(0.05, 6))
        begun = time.monotonic()
        process.send_signal(which)
        code = process.wait()
        took = time.monotonic() - begun
        longest = max(longest, took)
        found = [] if code == 128 + which else [f"it ended with {code}"]
        found += [f"it took {took:.1f} s"] if took > SECONDS else []
        found += [f"{path} is left" for path in small.left_behind(out) + small.left_behind(temporary)]
        wrong += [f"{name}, {which.name}: {fault}" for fault in found]
    print(f"{name}: stopped {times} times, {longest:.2f} s at most", flush=True)
    return times, wrong


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--all", action="store_true", help="every call, and 100 random times each")
    arguments = arguments.parse_args()
    tracer.require()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="segwatch-stop-"))
    results = []
    try:
        for scenario in scenarios.all_of_them():
            results.append(at_calls(scenario, scenario.prepare(folder / scenario.name), arguments.all))
        market = folder / "market"
        small.market(market / "pipeline")
        times = 100 if arguments.all else 4
        results.append(at_random("run", [small.program(), "run", str(market / "pipeline")], market, times))
        calibrate = [small.program(), "calibrate", str(market / "pipeline"), "--customers", "1000"]
        results.append(at_random("calibrate", calibrate, market, times))
    finally:
        shutil.rmtree(folder)
    wrong = [fault for _, found in results for fault in found]
    for fault in wrong:
        print(fault)
    print(f"{sum(stops for stops, _ in results)} stops, {len(wrong)} faults")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
