"""What a process costs, and how two of them compare. As a program: measure.py COMMAND …, which prints the cost as JSON.

Programs that are compared run in turn, A B A B …, so that what else the machine does falls on all of them; a ratio is
taken within each round, and its median stated with an interval that assumes nothing of how times are distributed.
"""

import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

CONFIDENCE = 0.95
UNITS = ["wall s", "CPU s", "peak MiB"]


def launch(command):
    """Runs `command`; prints its wall seconds, CPU seconds and peak resident MiB.

    In a process of its own, and a small one: until it becomes the command, a child counts its parent's memory as its own.
    """
    begun = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    # wait4 and not getrusage: that one's peak is the largest of all children so far.
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    unit = 2**20 if platform.system() == "Darwin" else 2**10
    print(json.dumps([wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit]))
    return child.returncode


def measure(command):
    """Wall seconds, CPU seconds and peak resident MiB of one process; ends the program when that one fails."""
    launcher = [sys.executable, "-I", "-S", Path(__file__).resolve()]
    # scikit-learn's threads would spin while they wait for one another: for nothing on a machine of their own, and for
    # several times their work on one that is shared.
    environment = {"OMP_WAIT_POLICY": "passive", **os.environ}
    done = subprocess.run([*launcher, *command], capture_output=True, text=True, env=environment)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\nexited with {done.returncode}:\n{done.stderr}")
    return json.loads(done.stdout)


def in_turn(jobs, rounds):
    """The costs of every job, round after round; a job is a function of the round's number that gives a command."""
    costs = {name: [] for name in jobs}
    for number in range(rounds):
        for name, job in jobs.items():
            costs[name].append(measure(job(number)))
            print(f"round {number + 1}, {name}: {' '.join(f'{cost:.2f}' for cost in costs[name][-1])}", file=sys.stderr)
    return costs


def median_interval(values):
    """Median, bounds and coverage of a distribution-free interval: the narrowest pair of order statistics that covers.

    With fewer than six values no pair covers 95 %; smallest and largest then, with what they cover.
    """
    import math
    import statistics

    ordered, count = sorted(values), len(values)

    def coverage(outside):
        return 1 - 2 * sum(math.comb(count, below) for below in range(outside + 1)) / 2**count

    outside = max((number for number in range((count + 1) // 2) if coverage(number) >= CONFIDENCE), default=0)
    return statistics.median(ordered), ordered[outside], ordered[-1 - outside], coverage(outside)


def table(costs, reference):
    """A table of medians, and of the others' costs over those of `reference` within each round, as Markdown."""
    lines = ["| | " + " | ".join(UNITS) + " |", "|---|" + "---|" * len(UNITS)]
    for name, rounds in costs.items():
        medians = [median_interval(column)[0] for column in zip(*rounds)]
        lines.append(f"| {name} | {medians[0]:.2f} | {medians[1]:.2f} | {medians[2]:.0f} |")
    covered = 1.0
    for name, rounds in costs.items():
        if name == reference:
            continue
        cells = []
        for column in range(len(UNITS)):
            ratios = [other[column] / own[column] for other, own in zip(rounds, costs[reference])]
            median, low, high, covered = median_interval(ratios)
            cells.append(f"{median:.2f} ({low:.2f} to {high:.2f})")
        lines.append(f"| {name} ÷ {reference} | " + " | ".join(cells) + " |")
    count = len(costs[reference])
    lines += ["", f"Medians of {count} rounds; in brackets {100 * covered:.0f} % intervals of the median ratio."]
    return "\n".join(lines)


def machine(*packages):
    """The machine and the versions of `packages`, on one line."""
    from importlib.metadata import version

    versions = ", ".join(f"{package} {version(package)}" for package in packages)
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {versions}"


def bench_program(name):
    """The path of one of segwatch's bench programs, built as `cargo bench` builds it."""
    command = ["cargo", "bench", "--bench", name, "--no-run", "--message-format=json"]
    done = subprocess.run(command, cwd=Path(__file__).resolve().parent, stdout=subprocess.PIPE, text=True, check=True)
    messages = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return next(found["executable"] for found in messages if found.get("target", {}).get("name") == name)


if __name__ == "__main__":
    sys.exit(launch(sys.argv[1:]))
