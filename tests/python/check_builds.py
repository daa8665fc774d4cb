"""One pipeline run by several builds of the program, on several processors: the same bytes.

    python check_builds.py PROGRAM [PROGRAM ...]

Each program (as of the dev profile and of the release profile, from the same sources) runs the demo; the first one also on
processors that QEMU plays (`qemu-user`): one without AVX2, one with. What is compared is the SHA-256 of every table and page,
and `run.json` but for its seconds. Exits with 1 where something differs, with 77 where there is no QEMU.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

EMULATOR = "qemu-x86_64"
# Nehalem has SSE4.2 and neither AVX nor FMA; Haswell has AVX2, FMA and BMI2, and no AVX-512.
PROCESSORS = ["Nehalem", "Haswell"]
# Fewer than usual, on two threads: an emulator is slow.
SETTINGS = ["--threads", "2"]


def fingerprint(program, emulator=()):
    """The hash of all that a run of the demo leaves, and of how many files."""
    with tempfile.TemporaryDirectory() as out:
        environment = {**os.environ, "XDG_CACHE_HOME": out}
        command = [*emulator, program, "demo", "--out", out, *SETTINGS, "--quiet"]
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
        (run,) = Path(out, "demo", "runs").iterdir()
        record = json.loads((run / "run.json").read_text())
        for stage in record["stages"]:
            stage["seconds"] = 0
        whole = hashlib.sha256(json.dumps(record, sort_keys=True).encode())
        files = sorted(path for path in run.rglob("*") if path.is_file() and path.name != "run.json")
        for path in files:
            whole.update(f"{path.relative_to(run)}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
        return whole.hexdigest(), len(files)


def main():
    programs = [Path(program).resolve() for program in sys.argv[1:]]
    ways = [(str(program), program, ()) for program in programs]
    emulated = shutil.which(EMULATOR) is not None
    if emulated:
        for processor in PROCESSORS:
            ways.append((f"{programs[0]} on {processor}", programs[0], (EMULATOR, "-cpu", processor)))
    found = set()
    for name, program, emulator in ways:
        whole, files = fingerprint(program, emulator)
        found.add(whole)
        print(f"{whole[:16]}  {files} files  {name}", flush=True)
    if not emulated:
        print(f"{EMULATOR} is not here: no processor without AVX2")
    sys.exit(1 if len(found) > 1 else 0 if emulated else 77)


main()
