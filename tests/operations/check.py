"""The examples of docs/operations, each read by the program that it is for.

    python check.py RUN_OUTPUT SEGWATCH

RUN_OUTPUT is an --out folder with the runs of one pipeline or more, SEGWATCH the program. Exits with 1 where an example is
wrong.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml
from prometheus_client.parser import text_string_to_metric_families

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "operations"


def module(name):
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def numbers(out):
    """The metrics that a run wrote, by name, as Prometheus' own parser reads them."""
    found = {}
    for file in sorted(out.glob("*/metrics.prom")):
        for family in text_string_to_metric_families(file.read_text()):
            assert family.documentation and family.type == "gauge", family
            found.setdefault(family.name, []).extend(family.samples)
    verdicts = found["segwatch_verdict"]
    pipelines = {sample.labels["pipeline"] for sample in verdicts}
    assert sum(sample.value for sample in verdicts) == len(pipelines) > 0, verdicts
    assert all(sample.value > 1.7e9 for sample in found["segwatch_last_success_timestamp_seconds"]), found
    return found


def alerts(metrics):
    """Every alert is on metrics that there are."""
    groups = yaml.safe_load((EXAMPLES / "prometheus-alerts.yml").read_text())["groups"]
    expressions = [rule["expr"] for group in groups for rule in group["rules"]]
    named = {name for expression in expressions for name in re.findall(r"segwatch_\w+", expression)}
    assert named and named <= set(metrics), named - set(metrics)


def workflow():
    text = (EXAMPLES / "github-workflow.yml").read_text()
    steps = yaml.safe_load(text)["jobs"]["run"]["steps"]
    assert any("segwatch run" in step.get("run", "") for step in steps), steps


def systemd(program):
    """The units, with the program where it is here."""
    if not shutil.which("systemd-analyze"):
        print("systemd: skipped, there is no systemd-analyze here")
        return
    with tempfile.TemporaryDirectory() as folder:
        for name in ["segwatch@.service", "segwatch@.timer"]:
            unit = (EXAMPLES / name).read_text().replace("/usr/bin/segwatch", str(program))
            Path(folder, name).write_text(unit)
        units = [Path(folder, f"segwatch@{kind}") for kind in [".service", ".timer"]]
        run = subprocess.run(["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True)
        assert run.returncode == 0 and not run.stderr.strip(), run.stderr


def airflow():
    dag = module("airflow_dag").segwatch_olist()
    assert {task: set(dag.task_dict[task].downstream_task_ids) for task in dag.task_dict} == {
        "run": {"review", "keep"},
        "review": set(),
        "keep": set(),
    }


def dagster(program, out):
    """The asset's own code on a run that is there."""
    import dagster as dg

    example = module("dagster_asset")
    (pipeline,) = [folder for folder in out.iterdir() if (folder / "pipeline" / "pipeline.toml").exists()]
    example.PIPELINE, example.OUT = str(pipeline / "pipeline"), str(out)
    os.environ["PATH"] = f"{program.parent}:{os.environ['PATH']}"
    month = sorted((pipeline / "runs").iterdir())[-1].name[:7]
    year, number = map(int, month.split("-"))
    # A partition is as of its end.
    before = f"{year - (number == 1)}-{(number - 2) % 12 + 1:02}-01"
    result = dg.materialize([example.segmentation_stability], partition_key=before)
    (event,) = result.asset_materializations_for_node("segmentation_stability")
    assert event.metadata["verdict"].value, event.metadata


def dockerfile():
    run = subprocess.run(["hadolint", EXAMPLES / "Dockerfile"], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout


def lineage(program):
    subprocess.run([sys.executable, Path(__file__).with_name("lineage.py"), program], check=True)


def main():
    out, program = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    os.environ["PATH"] = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(AIRFLOW_HOME=home, DAGSTER_HOME=home, DO_NOT_TRACK="1", DAGSTER_DISABLE_TELEMETRY="1")
        checks = {
            "metrics and alerts": lambda: alerts(numbers(out)),
            "workflow": workflow,
            "systemd": lambda: systemd(program),
            "airflow": airflow,
            "dagster": lambda: dagster(program, out),
            "dockerfile": dockerfile,
            "lineage": lambda: lineage(program),
        }
        for name, check in checks.items():
            check()
            print(f"{name}: ok", flush=True)


main()
