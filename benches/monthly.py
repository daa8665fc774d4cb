"""What the next month costs after the months before it, beside a whole run of the same.

    python benches/monthly.py SEGWATCH PIPELINE NEXT BEFORE [--rounds 3]

NEXT and BEFORE are days for --as-of. Every round runs NEXT twice in an output folder that has the run of BEFORE: whole, with
--no-cache, and with what that run kept. Both must have the same files byte for byte, and the same run.json but for the seconds of its stages.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "peers"))
from measure import in_turn, table


def run_folder(out, day):
    (folder,) = out.glob(f"*/runs/{day}-*")
    return folder


def record(folder):
    found = json.loads((folder / "run.json").read_text())
    for stage in found["stages"]:
        del stage["seconds"]
    return found


def check(whole, next_month):
    """Ends the comparison where the runs differ."""
    files = {path.relative_to(whole) for path in whole.rglob("*") if path.is_file()}
    assert files == {path.relative_to(next_month) for path in next_month.rglob("*") if path.is_file()}
    for file in files - {Path("run.json")}:
        assert (whole / file).read_bytes() == (next_month / file).read_bytes(), f"{file} differs"
    assert record(whole) == record(next_month), "run.json differs"
    return len(files)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("segwatch", type=Path)
    parser.add_argument("pipeline")
    parser.add_argument("next")
    parser.add_argument("before")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    program = str(arguments.segwatch.resolve())

    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        command = [program, "run", arguments.pipeline, "--quiet", "--out"]
        kept = scratch / "kept"
        subprocess.run([*command, kept, "--as-of", arguments.before], stdout=subprocess.DEVNULL, check=True)

        def after(number, name="after"):
            out = scratch / f"{name}-{number}"
            shutil.copytree(kept, out)
            return [*command, str(out), "--as-of", arguments.next]

        def whole(number):
            return [*after(number, "whole"), "--no-cache"]

        costs = in_turn({"the month after": after, "whole": whole}, arguments.rounds)
        for number in range(arguments.rounds):
            folders = [run_folder(scratch / f"{kind}-{number}", arguments.next) for kind in ("whole", "after")]
            count = check(*folders)
        stages = {
            kind: {stage["name"]: stage["seconds"] for stage in json.loads((folder / "run.json").read_text())["stages"]}
            for kind, folder in zip(("whole", "after"), folders)
        }
    print(f"{count} files the same, run.json but for its seconds\n")
    print(table(costs, "the month after"))
    print("\n| stage | whole s | the month after s |\n|---|---|---|")
    for name, seconds in stages["whole"].items():
        print(f"| {name} | {seconds:.2f} | {stages['after'][name]:.2f} |")


main()
