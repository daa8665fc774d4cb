"""The events that `--openlineage` appends, read with the classes of OpenLineage's own client.

    python lineage.py SEGWATCH

The client's classes know every facet of the specification: its fields, its types and its schema's address. Exits with 1 where
an event is none.
"""

import functools
import importlib
import json
import os
import pkgutil
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from openlineage.client import generated
from openlineage.client.generated import base

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "faults"))
import small  # noqa: E402

OWN = {"segwatch_run", "segwatch_assignment"}
PARENT = "air/flow/monthly.segwatch/01890c7e-5a3f-7bd6-9e0f-0123456789ab"


@functools.cache
def facets():
    """The classes of all facets, by their schemas' addresses."""
    modules = [importlib.import_module(f"{generated.__name__}.{module.name}") for module in
               pkgutil.iter_modules(generated.__path__)]
    classes = [kind for module in modules for kind in vars(module).values() if isinstance(kind, type)]
    return {kind._get_schema(): kind for kind in classes if issubclass(kind, base.BaseFacet)}


def check_facets(found, kind):
    for name, facet in found.items():
        fields = dict(facet)
        schema, producer = fields.pop("_schemaURL"), fields.pop("_producer")
        assert producer.startswith("https://"), producer
        if name in OWN:
            assert schema == base.RunFacet._get_schema(), schema
            continue
        known = facets()[schema]
        assert issubclass(known, kind), (name, known)
        # A field that there is not, or one that is missing, is an error of Python's.
        known(**fields)


def check(line):
    """An event: its parts, by the client's classes."""
    event = json.loads(line)
    run, job = event["run"], event["job"]
    check_facets(run["facets"], base.RunFacet)
    check_facets(job["facets"], base.JobFacet)
    datasets = [(base.InputDataset, "inputFacets", base.InputDatasetFacet, dataset) for dataset in event["inputs"]]
    datasets += [(base.OutputDataset, "outputFacets", base.OutputDatasetFacet, dataset) for dataset in event["outputs"]]
    for kind, key, of_kind, dataset in datasets:
        check_facets(dataset.get("facets", {}), base.DatasetFacet)
        check_facets(dataset.get(key, {}), of_kind)
        kind(**dataset)
    schema = event.pop("schemaURL")
    assert schema == base.RunEvent._get_schema(), schema
    base.RunEvent(**{**event, "run": base.Run(**run), "job": base.Job(**job)})
    return {**event, "schemaURL": schema}


class Pipeline:
    """A small pipeline whose orders are at a place that a variable holds."""

    def __init__(self, folder, program):
        self.folder = small.pipeline(folder / "pipeline", "${CANARY}/orders.csv")
        self.hidden = folder / "canary-1f6e"
        self.hidden.mkdir()
        shutil.move(self.folder / "orders.csv", self.hidden)
        self.out, self.file, self.program = folder / "out", folder / "events.jsonl", program
        self.environment = {**os.environ, "CANARY": str(self.hidden), "OPENLINEAGE_NAMESPACE": "reviews"}

    def start(self, *arguments, **environment):
        command = [self.program, *arguments, self.folder, "--out", self.out, "--openlineage", self.file]
        environment = {**self.environment, **environment}
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def ends(self, process):
        """The events of a command, the last of which says how it ended, and its exit code."""
        process.communicate()
        events = [check(line) for line in self.file.read_text().splitlines()]
        assert "canary-1f6e" not in self.file.read_text(), "the value of a variable is told"
        self.file.unlink()
        assert {event["run"]["runId"] for event in events} == {events[0]["run"]["runId"]}, events
        assert [event["eventType"] for event in events[:-1]] == ["START"], events
        assert all(event["job"]["namespace"] == "reviews" for event in events)
        return events[-1], process.returncode


def names(datasets):
    return [(dataset["namespace"], dataset["name"]) for dataset in datasets]


def versions(datasets):
    return [dataset["facets"]["version"]["datasetVersion"] for dataset in datasets]


def main():
    program = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        pipeline = Pipeline(Path(folder), program)
        sales = ("file", "${CANARY}/orders.csv")
        runs, assignments = [("file", f"{pipeline.out}/small/{kind}") for kind in ["runs", "assignments"]]

        made, code = pipeline.ends(pipeline.start("run", OPENLINEAGE_PARENT_ID=PARENT))
        assert (made["eventType"], code, made["job"]["name"]) == ("COMPLETE", 0, "small.run"), (made, code)
        assert made["run"]["facets"]["parent"]["job"] == {"namespace": "air/flow", "name": "monthly.segwatch"}
        (run,) = (pipeline.out / "small" / "runs").iterdir()
        record = json.loads((run / "run.json").read_text())
        assert names(made["inputs"]) == [sales] and names(made["outputs"]) == [runs], made
        read = made["inputs"][0]["inputFacets"]["inputStatistics"]
        rows, size = record["sources"][0]["rows"], (pipeline.hidden / "orders.csv").stat().st_size
        assert (read["rowCount"], read["size"], read["fileCount"]) == (rows, size, 1), read
        assert versions(made["outputs"]) == [run.name] == [made["run"]["facets"]["segwatch_run"]["runId"]]
        assert made["outputs"][0]["outputFacets"]["outputStatistics"]["fileCount"] == len(record["files"])

        there, code = pipeline.ends(pipeline.start("run"))
        assert (there["eventType"], code) == ("COMPLETE", 0) and there["run"]["runId"] != made["run"]["runId"]
        assert (there["inputs"], there["outputs"]) == (made["inputs"], made["outputs"]), there

        labelled, code = pipeline.ends(pipeline.start("assign"))
        assert (labelled["eventType"], code, labelled["job"]["name"]) == ("COMPLETE", 0, "small.assign"), labelled
        assert names(labelled["inputs"]) == [sales, runs] and names(labelled["outputs"]) == [assignments], labelled
        assert versions(labelled["inputs"])[1] == run.name, labelled

        stopped = pipeline.start("run", "--no-cache", "--as-of", "2023-08-01")
        while not pipeline.file.exists():
            time.sleep(0.001)
        stopped.send_signal(signal.SIGTERM)
        aborted, code = pipeline.ends(stopped)
        assert (aborted["eventType"], code) == ("ABORT", 143), (aborted, code)

        (pipeline.hidden / "orders.csv").write_text("order_id,customer_id\n")
        failed, code = pipeline.ends(pipeline.start("run"))
        assert (failed["eventType"], code) == ("FAIL", 3), (failed, code)
        assert "ordered_at" in failed["run"]["facets"]["errorMessage"]["message"], failed

        dry = pipeline.start("run", "--dry-run")
        dry.communicate()
        assert not pipeline.file.exists(), "a dry run tells nothing"
        wrong = pipeline.start("run", OPENLINEAGE_PARENT_ID="airflow")
        assert b"OPENLINEAGE_PARENT_ID" in wrong.communicate()[1] and wrong.returncode == 2


main()
