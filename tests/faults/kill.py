"""SIGKILL before every call that changes a file, one after another until none is left, and at random times.

After each kill no run and no assignment is torn, what was there before is there byte for byte, and the next command
succeeds and leaves nothing behind. Without an argument, a choice of the calls and few random times; `--all`: every call, and
300 random times.
"""

import argparse
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

MOVES = ("rename", "renameat", "renameat2", "link", "linkat")
FEW = 6


def chosen(calls):
    """Numbers of some of the calls, from 1: all that make something visible with the ones after, and a few of the others."""
    moves = [number for number, call in enumerate(calls, 1) if call.name in MOVES]
    moves = moves if len(moves) <= FEW else [moves[0], moves[-1]]
    spread = [round(1 + step * (len(calls) - 1) / (FEW - 1)) for step in range(FEW)]
    return sorted({number for move in moves for number in (move, move + 1)} | set(spread))


def unsynced(calls):
    """Files and folders that were moved to where readers look before the disk knew of them, and places whose folder it did
    not learn of afterwards."""
    wrong, dirty = [], set()
    for call in calls:
        path = call.paths[-1]
        parent = str(pathlib.PurePath(path).parent)
        if call.name in ("fsync", "fdatasync"):
            dirty.discard(path)
        elif call.name in ("write", "pwrite64", "writev", "ftruncate"):
            dirty.add(path)
        elif call.name in ("mkdir", "openat", "link", "linkat"):
            dirty.add(parent)
        elif call.name.startswith("rename"):
            moved = call.paths[0]
            late = sorted(name for name in dirty if name == moved or name.startswith(moved + "/"))
            wrong += [f"{name} is not synced when it is moved" for name in late]
            dirty.add(parent)
    # The lock and its folder need not outlive the process; removals need not either.
    return wrong + [f"{name} is not synced in the end" for name in sorted(dirty) if ".segwatch-" not in name]


class Tally:
    """What was tried, and what was wrong."""

    def __init__(self):
        self.kills, self.wrong = 0, []

    def check(self, scenario, place, before, what):
        """The state after a kill, the next command, and the state after that."""
        self.kills += 1
        found = [f"after the kill, {fault}" for fault in scenario.faults(place, before)]
        ended = subprocess.run(scenario.command(place), capture_output=True, text=True, check=False)
        if ended.returncode != 0:
            found.append(f"the next command ended with {ended.returncode}: {ended.stderr}{ended.stdout}")
        found += [f"after the next command, {fault}" for fault in scenario.faults(place, before)]
        found += [f"after the next command, {fault}" for fault in scenario.unfinished(place)]
        found += [f"after the next command, {path} is left" for path in small.left_behind(place / "out")]
        self.wrong += [f"{scenario.name}, killed {what}: {fault}" for fault in found]


def kill_at(scenario, place, number):
    """Runs a scenario and kills it before a call; the call, or None when it ended before."""
    seen = []

    def on_call(call):
        if not scenario.concerns(place, call):
            return None
        seen.append(call)
        return signal.SIGKILL if len(seen) == number else None

    ended = tracer.trace(scenario.command(place), on_call)
    if len(seen) >= number:
        assert ended.code == -signal.SIGKILL, ended.code
        return seen[number - 1]
    assert ended.code == 0, (ended.code, ended.err)
    return None


def every_call(scenario, base, every, tally):
    with scenario.copy(base) as place:
        calls = []
        ended = tracer.trace(scenario.command(place), lambda call: calls.append(call))
        assert ended.code == 0, ended.err
        calls = [call for call in calls if scenario.concerns(place, call)]
        tally.wrong += [f"{scenario.name}: {fault}" for fault in unsynced(calls)]
        tally.wrong += [f"{scenario.name}: {fault}" for fault in scenario.unfinished(place)]
    number, killed = 1, 0
    numbers = iter(chosen(calls))
    while True:
        number = number if every else next(numbers, None)
        if number is None:
            break
        with scenario.copy(base) as place:
            before = small.digests(place / "out")
            call = kill_at(scenario, place, number)
            if call is None:
                break
            tally.check(scenario, place, before, f"before call {number}, {str(call).replace(str(place), '')}")
            killed += 1
        number += 1
    print(f"{scenario.name}: {killed} of {len(calls)} calls", flush=True)


def random_times(scenario, base, times, tally):
    generator = random.Random(42)
    with scenario.copy(base) as place:
        begun = time.monotonic()
        subprocess.run(scenario.command(place), capture_output=True, check=True)
        whole = time.monotonic() - begun
    for _ in range(times):
        with scenario.copy(base) as place:
            before = small.digests(place / "out")
            after = generator.uniform(0, 1.1 * whole)
            process = subprocess.Popen(scenario.command(place), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(after)
            process.kill()
            process.wait()
            tally.check(scenario, place, before, f"after {after:.3f} s")
    print(f"{scenario.name}: {times} random times within {whole:.2f} s", flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--all", action="store_true", help="every call, and 300 random times")
    arguments.add_argument("--only", help="one scenario")
    arguments = arguments.parse_args()
    tracer.require()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="segwatch-kill-"))
    tally = Tally()
    try:
        for scenario in scenarios.all_of_them():
            if arguments.only in (None, scenario.name):
                base = scenario.prepare(folder / scenario.name)
                every_call(scenario, base, arguments.all, tally)
                if scenario.name == "run":
                    random_times(scenario, base, 300 if arguments.all else 10, tally)
    finally:
        shutil.rmtree(folder)
    for fault in tally.wrong:
        print(fault)
    print(f"{tally.kills} kills, {len(tally.wrong)} faults")
    sys.exit(bool(tally.wrong))


if __name__ == "__main__":
    main()
