"""Several processes make the same run at the same moment: it is made once, and the others find it there or say that it is being made.

Rounds of 2, 4 and 8 processes, some of which begin where a killed one left off. Without an argument few rounds; `--all`: 100 of each.
"""

import argparse
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile

import small

PROCESSES = (2, 4, 8)
RUNNING = 6


def ended(processes):
    """The exit codes and messages of processes that are waited for."""
    return [(process.communicate(), process.returncode) for process in processes]


def round_of(count, base, killed):
    """How many were refused, and what was wrong, when so many processes make one run."""
    with tempfile.TemporaryDirectory(dir=base.parent) as place:
        out = pathlib.Path(place) / "out"
        shutil.copytree(base / "out", out)
        before = small.digests(out / "small" / "runs")
        command = small.command(base / "pipeline", out, small.DAYS[1])
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        if killed:
            victim = subprocess.Popen(command, **pipes)
            try:
                victim.communicate(timeout=0.3)
            except subprocess.TimeoutExpired:
                victim.send_signal(signal.SIGKILL)
                victim.communicate()
        answers = ended([subprocess.Popen(command, **pipes) for _ in range(count)])
        wrong = small.torn(out)
        made = [text for (text, _), code in answers if code == 0]
        refused = [message for (_, message), code in answers if code == RUNNING]
        wrong += [f"one ended with {code}: {message}" for (_, message), code in answers if code not in (0, RUNNING)]
        wrong += [f"one said: {message}" for message in refused if "is being made already" not in message]
        if not made or len({text.replace(str(out), "") for text in made}) > 1:
            wrong.append(f"{len(made)} said that the run is there, and not all the same of it")
        if len(small.runs(out)) != 2:
            wrong.append(f"there are {len(small.runs(out))} runs")
        now = small.digests(out / "small" / "runs")
        wrong += [f"{path} is not what it was" for path, was in before.items() if now.get(path) != was]
        index = (out / "small" / "index.html").read_text()
        wrong += [f"{run.name} is not in the index" for run in small.runs(out) if run.name not in index]
        wrong += [f"{path} is left" for path in small.left_behind(out)]
        return len(refused), wrong


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--all", action="store_true", help="100 rounds of each")
    rounds = 100 if arguments.parse_args().all else 3
    base = pathlib.Path(tempfile.mkdtemp(prefix="segwatch-race-")) / "base"
    faults = 0
    try:
        small.pipeline(base / "pipeline")
        first = small.run(base / "pipeline", base / "out", small.DAYS[0])
        assert first.returncode == 0, first.stderr
        for count in PROCESSES:
            refused = 0
            for number in range(rounds):
                more, wrong = round_of(count, base, killed=number % 3 == 2)
                refused += more
                faults += len(wrong)
                for fault in wrong:
                    print(f"{count} processes, round {number}: {fault}")
            print(f"{count} processes: {rounds} rounds, {refused} of {rounds * count} refused", flush=True)
    finally:
        shutil.rmtree(base.parent)
    print(f"{len(PROCESSES) * rounds} rounds, {faults} faults")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
