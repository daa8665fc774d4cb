"""`segwatch run` under a grid of memory limits: the same run, or a message that says what it needs.

    python benches/peers/memory_limits.py PIPELINE [--segwatch target/release/segwatch] [--limits 12]

Limits from 32 MB up, each 1.6 times the one before, with --no-cache. A run that ends has the files of the run without a limit,
and its peak resident memory is at most 1.25 times the limit and 200 MiB. One that is refused says what it needs; it is then
given exactly that, until it runs: what is said must not grow without end, and is held to the same bound.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from datasets import ROOT

MEGABYTE, MEBIBYTE = 10**6, 2**20
FIRST, FACTOR = 32 * MEGABYTE, 1.6
REFUSED = re.compile(r"needs at least (\d+) MB for (.*); --memory allows (\d+) MB")
TRIES = 5


def run(program, pipeline, out, limit):
    """Exit code, messages, peak resident bytes and seconds."""
    command = [program, "run", pipeline, "--out", out, "--no-cache", "--quiet"]
    command += ["--memory", str(limit)] if limit else []
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as messages:
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=messages)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        messages.seek(0)
        text = messages.read().decode()
    return child.returncode, text, usage.ru_maxrss * 1024, time.perf_counter() - begun


def files(out):
    """What a run wrote, but for what tells the time."""
    found = {path.relative_to(out): path for path in out.glob("*/runs/*/**/*") if path.is_file()}
    return {str(name): path.read_bytes() for name, path in sorted(found.items()) if name.name != "run.json"}


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("--segwatch", type=Path, default=ROOT / "target/release/segwatch")
    parser.add_argument("--limits", type=int, default=12)
    arguments = parser.parse_args()
    faults = 0

    def fault(text):
        nonlocal faults
        faults += 1
        print(f"FAULT: {text}")

    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        code, text, peak, seconds = run(arguments.segwatch, arguments.pipeline, folder / "free", None)
        if code != 0:
            sys.exit(text)
        free = files(folder / "free")
        print(f"no limit: {seconds:.1f} s, {peak / MEBIBYTE:.0f} MiB, {len(free)} files")
        known = set()
        for number in range(arguments.limits):
            limit = round(FIRST * FACTOR**number)
            for attempt in range(TRIES):
                if limit in known:
                    break
                out = folder / f"{number}-{attempt}"
                code, text, peak, seconds = run(arguments.segwatch, arguments.pipeline, out, limit)
                bound = 1.25 * limit + 200 * MEBIBYTE
                refused = REFUSED.search(text)
                said = f"{limit / MEGABYTE:.0f} MB: exit {code}, {seconds:.1f} s, {peak / MEBIBYTE:.0f} MiB"
                print(f"{said} of {bound / MEBIBYTE:.0f}" + (f"; {refused[0]}" if refused else ""), flush=True)
                if peak > bound:
                    fault(f"{peak / MEBIBYTE:.0f} MiB")
                if code == 0 and files(out) != free:
                    fault("other files than without a limit")
                if code == 0:
                    break
                if code != 2 or not refused:
                    fault(text)
                    break
                known.add(limit)
                limit = int(refused[1]) * MEGABYTE
            else:
                fault(f"refused {TRIES} times, each time with more")
    print(f"{arguments.limits} limits, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
