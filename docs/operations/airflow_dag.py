"""The monthly run as an Airflow DAG: as of the end of the data interval, so that a back-fill gives what was due then.

The exit code 10 (re-training is due) ends the run's task in success and starts the task that asks for a review.
"""

import subprocess
from datetime import datetime

from airflow.sdk import dag, task

PIPELINE = "/etc/segwatch/pipelines/olist"
OUT = "/var/lib/segwatch"
RETRAIN = 10


@dag(schedule="@monthly", start_date=datetime(2026, 1, 1), catchup=False, max_active_runs=1, tags=["segwatch"])
def segwatch_olist():
    @task.branch(retries=2)
    def run(data_interval_end=None):
        command = ["segwatch", "run", PIPELINE, "--out", OUT, "--as-of", f"{data_interval_end:%Y-%m-%d}"]
        code = subprocess.run([*command, "--fail-on", "retrain", "--quiet"], check=False).returncode
        if code not in (0, RETRAIN):
            raise RuntimeError(f"segwatch ended with the code {code}; its log says why")
        return "review" if code == RETRAIN else "keep"

    @task
    def review():
        """Re-training is due: tell the people who decide."""

    @task
    def keep():
        """The model stays in service."""

    run() >> [review(), keep()]


segwatch_olist()
