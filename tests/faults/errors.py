"""Errors of the system at every call that changes a file: no space, a failing disk, a read-only one, no permission.

Each call fails once, and the disk fails from that call on. Whatever happens nothing panics, the exit code is a documented one, the
message names a file of the outputs and what to do, no run is torn, what was there before is there byte for byte, and the command
succeeds once the fault is gone. Without an argument, a choice of the calls; `--all`: every call and every error.
"""

import argparse
import errno
import pathlib
import shutil
import subprocess
import sys
import tempfile

import scenarios
import small
import tracer

MAKES = ("open", "openat", "creat", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "link", "linkat", "symlink")
REMOVES = ("unlink", "unlinkat", "rmdir", "chmod", "fchmod", "fchmodat")
WRITES = ("write", "pwrite64", "writev", "ftruncate", "fallocate", "copy_file_range", "fsync", "fdatasync", "sendfile")
ERRORS = {
    errno.ENOSPC: MAKES + WRITES,
    errno.EIO: MAKES + REMOVES + WRITES + ("flock",),
    errno.EROFS: MAKES + REMOVES,
    errno.EACCES: MAKES + REMOVES,
}
DONE, SYSTEM = 0, 5
EVERY = 11


def concerns(scenario, place, call):
    """The outputs, and what is printed."""
    return scenario.concerns(place, call) or any("memfd:out" in path for path in call.paths)


def failing(scenario, place, number, error, lasting):
    """Runs a scenario with a fault at a call, and at all later ones where it is lasting."""
    seen = []

    def on_call(call):
        if not concerns(scenario, place, call):
            return None
        seen.append(call)
        # What is printed goes elsewhere than to the disk that fails.
        printed = "memfd" in call.paths[0]
        now = len(seen) == number or (lasting and len(seen) > number and not printed)
        return error if now and call.name in ERRORS[error] else None

    return tracer.trace(scenario.command(place), on_call)


def faults(scenario, base, number, error, lasting):
    """What is wrong after one command with faults."""
    with scenario.copy(base) as place:
        before = small.digests(place / "out") if (place / "out").is_dir() else {}
        ended = failing(scenario, place, number, error, lasting)
        found = scenario.faults(place, before)
        if ended.code not in (DONE, SYSTEM):
            found.append(f"it ended with {ended.code}: {ended.err}{ended.out}")
        if "panic" in ended.err:
            found.append(f"it panicked: {ended.err}")
        if ended.code == SYSTEM:
            named = str(place / "out") in ended.err or "standard output" in ended.err
            if not named or "help: " not in ended.err:
                found.append(f"its message names no file, or not what to do: {ended.err}")
        if ended.code == DONE:
            found += scenario.unfinished(place)
        healed = subprocess.run(scenario.command(place), capture_output=True, text=True, check=False)
        if healed.returncode != DONE:
            found.append(f"the next command ended with {healed.returncode}: {healed.stderr}")
        found += scenario.faults(place, before) + scenario.unfinished(place)
        return found + [f"{path} is left" for path in small.left_behind(place / "out")]


def every_call(scenario, base, every):
    """How many faults were tried, and what was wrong."""
    with scenario.copy(base) as place:
        calls = []
        tracer.trace(scenario.command(place), lambda call: calls.append(call) if concerns(scenario, place, call) else None)
    cases = [
        (number, error, lasting)
        for number, call in enumerate(calls, 1)
        for error, names in ERRORS.items()
        if call.name in names
        for lasting in (False, True)
    ]
    wrong = []
    cases = cases if every else cases[::EVERY * 3]
    for number, error, lasting in cases:
        what = f"{errno.errorcode[error]}{' from' if lasting else ' at'} call {number}, {calls[number - 1]}"
        wrong += [f"{scenario.name}, {what}: {fault}" for fault in faults(scenario, base, number, error, lasting)]
    print(f"{scenario.name}: {len(cases)} faults at {len(calls)} calls", flush=True)
    return len(cases), wrong


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--all", action="store_true", help="every call and every error")
    arguments.add_argument("--only", help="one scenario")
    arguments = arguments.parse_args()
    tracer.require()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="segwatch-errors-"))
    results = []
    try:
        for scenario in scenarios.all_of_them():
            if arguments.only in (None, scenario.name):
                results.append(every_call(scenario, scenario.prepare(folder / scenario.name), arguments.all))
    finally:
        shutil.rmtree(folder)
    wrong = [fault for _, found in results for fault in found]
    for fault in wrong:
        print(fault)
    print(f"{sum(cases for cases, _ in results)} faults, {len(wrong)} wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
