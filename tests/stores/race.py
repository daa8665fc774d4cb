"""Several processes make the same run in a store at the same moment, and promote its model: it is made once, every promotion
gets a number of its own, and the page over all runs has them all.

Rounds of 2, 4 and 8 processes. Without an argument few rounds; `--all`: 100 of each.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "faults"))

import runs
import server
import small

PROCESSES = (2, 4, 8)
# Done, and being made by another.
EXPECTED = {0, 6}


def all_at_once(commands, environment):
    """The output, the messages and the code of each of the processes."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "env": environment}
    processes = [subprocess.Popen(command, **pipes) for command in commands]
    return [(*process.communicate(), process.returncode) for process in processes]


def round_of(store, base, count, number):
    """What was wrong when so many processes make one run and promote its model."""
    prefix = f"race-{count}-{number}"
    out = f"s3://{server.BUCKET}/{prefix}"
    gate = server.Gate(store)
    # No request is lost here: one that takes long is that of a store with eight clients.
    environment = gate.environment() | {"XDG_CACHE_HOME": str(base / "cache"), "AWS_TIMEOUT": "60s"}
    answers = all_at_once([small.command(base / "pipeline", out, small.DAYS[0])] * count, environment)
    wrong = [f"one ended with {code}: {message}" for _, message, code in answers if code not in EXPECTED]
    if len({text for text, _, code in answers if code == 0}) != 1:
        wrong.append("not all said the same of the run")
    visible = runs.records(store, prefix)
    wrong += [f"{len(visible)} runs are there"] * (len(visible) != 1)
    wrong += [fault for record in visible for fault in runs.torn(store, record)]

    promote = [small.program(), "promote", str(base / "pipeline"), "2023-06-01", "--out", out, "--by", "someone"]
    answers = all_at_once([[*promote, "--reason", f"race of {process}"] for process in range(count)], environment)
    wrong += [f"one promotion ended with {code}: {message}" for _, message, code in answers if code]
    entries = sorted(key for key in store.keys(prefix) if "/reference/" in key)
    numbers = [json.loads(store.read(key))["entry"] for key in entries]
    if numbers != list(range(1, count + 1)):
        wrong.append(f"the promotions have the numbers {numbers}")
    page = store.read(f"{prefix}/small/index.html").decode()
    wrong += [f"{record} is not on the page" for record in visible if record.split("/")[-2] not in page]
    gate.shutdown()
    return wrong


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--all", action="store_true", help="100 rounds of each")
    rounds = 100 if arguments.parse_args().all else 3
    store = server.Store()
    faults = 0
    with tempfile.TemporaryDirectory() as base:
        base = pathlib.Path(base)
        small.pipeline(base / "pipeline")
        for count in PROCESSES:
            for number in range(rounds):
                wrong = round_of(store, base, count, number)
                faults += len(wrong)
                for fault in wrong:
                    print(f"{count} processes, round {number}: {fault}", flush=True)
            print(f"{count} processes: {rounds} rounds", flush=True)
    store.stop()
    print(f"{len(PROCESSES) * rounds} rounds, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
