"""A reader of runs in a store that knows run.json and SHA-256 only."""

import hashlib
import json


def records(store, prefix):
    """The keys of the records of the runs that are visible below a prefix."""
    return sorted(key for key in store.keys(prefix) if key.endswith("/run.json"))


def torn(store, record):
    """What of a visible run is not as its record has it."""
    folder = record.removesuffix("run.json")
    listed = json.loads(store.read(record))["files"]
    there = set(store.keys(folder))
    faults = []
    for file in listed:
        key = folder + file["path"]
        if key not in there:
            faults.append(f"{key} is missing")
        elif hashlib.sha256(store.read(key)).hexdigest() != file["sha256"]:
            faults.append(f"{key} has other bytes")
    unlisted = there - {folder + file["path"] for file in listed} - {record}
    return faults + [f"{key} is not listed" for key in sorted(unlisted)]
