"""Counts the instructions of each kernel of benches/instructions.rs, and compares them with benches/instructions.json.

    python3 .ci/instructions.py [--update]

Callgrind counts what a kernel executes twice and what it does once; the difference is one run, without what comes before.
Fails where a count has grown by more than 2 %. Counts are those of one compiler and kind of machine: with another the
differences are printed and nothing fails. --update writes what was counted. Exit code 77: valgrind is not here.
"""

import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECORD = ROOT / "benches/instructions.json"
GROWTH = 0.02


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


def build():
    """The program, in the profile of the tests."""
    command = ["cargo", "build", "--bench", "instructions", "--message-format=json"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    messages = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return next(found["executable"] for found in messages if found.get("target", {}).get("name") == "instructions")


def executed(program, kernel, times, folder):
    """The instructions of a whole process."""
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", program, kernel, str(times)]
    # One thread: which of several takes which block is chance.
    environment = os.environ | {"RAYON_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode != 0:
        sys.exit(f"{kernel}: callgrind failed\n{done.stderr}")
    return int(re.search(r"Collected : (\d+)", done.stderr)[1])


def counts(program):
    names = subprocess.run([program], capture_output=True, text=True, check=True).stdout.splitlines()
    with tempfile.TemporaryDirectory() as folder:
        return {name: executed(program, name, 2, folder) - executed(program, name, 1, folder) for name in names}


def built_with():
    rustc = subprocess.run(["rustc", "--version"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    # Kernels take another way on processors that have it.
    cpuinfo = Path("/proc/cpuinfo")
    avx2 = ", AVX2" if cpuinfo.exists() and "avx2" in cpuinfo.read_text() else ""
    return f"{rustc}, {platform.machine()}{avx2}"


def main():
    if shutil.which("valgrind") is None:
        skip("valgrind is not here")
    if "CARGO_PROFILE_DEV_OPT_LEVEL" in os.environ:
        skip("CARGO_PROFILE_DEV_OPT_LEVEL changes what is counted")
    found = {"built_with": built_with(), "instructions": counts(build())}
    if sys.argv[1:] == ["--update"]:
        RECORD.write_text(json.dumps(found, indent=2) + "\n")
        print(f"written: {RECORD.relative_to(ROOT)}")
        return
    record = json.loads(RECORD.read_text())
    same_build = record["built_with"] == found["built_with"]
    grown = []
    for name, count in found["instructions"].items():
        before = record["instructions"].get(name)
        change = f"{100 * (count / before - 1):+.1f} %" if before else "new"
        print(f"{name}: {count:,} instructions, {change}")
        if before is None or count > (1 + GROWTH) * before:
            grown.append(name)
    if grown and same_build:
        sys.exit(f"more instructions than recorded: {', '.join(grown)}; --update if that is as it should be")
    if not same_build:
        print(f"recorded with {record['built_with']}, counted with {found['built_with']}: nothing fails")


if __name__ == "__main__":
    main()
