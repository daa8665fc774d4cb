"""The monthly run as a Dagster asset, a partition a month, with the verdict in its metadata."""

import json
import subprocess

import dagster as dg

PIPELINE = "/etc/segwatch/pipelines/olist"
OUT = "/var/lib/segwatch"

months = dg.MonthlyPartitionsDefinition(start_date="2025-01-01")


@dg.asset(partitions_def=months, kinds={"parquet"})
def segmentation_stability(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    as_of = context.partition_time_window.end.date().isoformat()
    command = ["segwatch", "run", PIPELINE, "--out", OUT, "--as-of", as_of, "--format", "json"]
    ended = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    result = json.loads(ended.stdout)
    if ended.returncode != 0:
        raise dg.Failure(json.dumps(result["error"]))
    verdict = result["verdict"]
    metadata = {"run": result["run_id"], "verdict": verdict["kind"], "ari": verdict["ari"]}
    return dg.MaterializeResult(metadata={key: value for key, value in metadata.items() if value is not None})


definitions = dg.Definitions(
    assets=[segmentation_stability],
    schedules=[dg.build_schedule_from_partitioned_job(dg.define_asset_job("monthly", [segmentation_stability]))],
)
