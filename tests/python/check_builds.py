"""The same pipelines run by several builds of the program, on several processors: the same bytes.

    python check_builds.py PROGRAM [PROGRAM ...]

Each program (as of the dev profile and of the release profile, from the same sources) runs the demo and a small pipeline; the
first one runs the small one also on processors that QEMU plays (`qemu-user`): one without AVX2, one with. What is compared is
the SHA-256 of every table and page, and `run.json` but for its seconds. Exits with 1 where something differs, with 77 where
there is no QEMU.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "faults"))
import small  # noqa: E402

EMULATOR = "qemu-x86_64"
# Nehalem has SSE4.2 and neither AVX nor FMA; Haswell has AVX2, FMA and BMI2, and no AVX-512.
PROCESSORS = ["Nehalem", "Haswell"]


def fingerprint(command):
    """The hash of all that the one run of a command leaves, and of how many files."""
    with tempfile.TemporaryDirectory() as out:
        done = subprocess.run([*command, "--out", out, "--quiet"], capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{command}: {done.stderr}")
        (run,) = Path(out).glob("*/runs/*")
        record = json.loads((run / "run.json").read_text())
        for stage in record["stages"]:
            stage["seconds"] = 0
        whole = hashlib.sha256(json.dumps(record, sort_keys=True).encode())
        files = sorted(path for path in run.rglob("*") if path.is_file() and path.name != "run.json")
        for path in files:
            whole.update(f"{path.relative_to(run)}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
        return whole.hexdigest(), len(files)


def same(name, ways):
    """Whether a pipeline run in several ways leaves the same."""
    found = set()
    for way, command in ways:
        whole, files = fingerprint(command)
        found.add(whole)
        print(f"{name}: {whole[:16]}, {files} files, {way}", flush=True)
    return len(found) == 1


def main():
    programs = [Path(program).resolve() for program in sys.argv[1:]]
    emulator = shutil.which(EMULATOR)
    with tempfile.TemporaryDirectory() as folder:
        run = ["run", small.pipeline(Path(folder, "pipeline"))]
        small_ways = [(program, [program, *run]) for program in programs]
        if emulator:
            first = programs[0]
            small_ways += [(f"{first} on {name}", [emulator, "-cpu", name, first, *run]) for name in PROCESSORS]
        agree = [same("small", small_ways), same("demo", [(program, [program, "demo"]) for program in programs])]
    if not emulator:
        print(f"{EMULATOR} is not here: no processor without AVX2")
    sys.exit(1 if not all(agree) else 0 if emulator else 77)


main()
