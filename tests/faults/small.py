"""A small pipeline that runs in a moment, and a reader of its runs that knows run.json and SHA-256 only."""

import hashlib
import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
DAYS = ("2023-08-01", "2023-09-01")

CONFIGURATION = """name = "small"
time_zone = "UTC"
[sources.sales]
path = "orders.csv"
types = { ordered_at = "timestamp", amount = "decimal(12,2)" }
[orders]
sql = "orders.sql"
amounts = ["amount"]
[windows]
kind = "rolling"
length = "3 months"
step = "1 month"
[features.frequency]
sql = "count(*)"
[features.monetary]
sql = "avg(amount)"
[model]
k = 2
restarts = 2
max_restarts = 4
[stability]
noise_replicates = 10
draws = 100
"""


def program():
    """The program under test: $SEGWATCH, else the one that cargo built last in the dev profile."""
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    return os.environ.get("SEGWATCH", str(target / "debug" / "segwatch"))


def pipeline(folder, source="orders.csv"):
    """Writes eight months of orders of 150 customers in two groups, and a pipeline of quarterly windows."""
    folder.mkdir(parents=True)
    lines = ["order_id,customer_id,ordered_at,amount"]
    for month in range(8):
        for customer in range(150):
            draw = (customer * 7919 + month * 104_729 + customer * month * 31) % 97
            buys, amount = [(draw < 80, 20 + draw % 10), (draw < 50, 300 + draw % 60)][customer % 2]
            if buys:
                day = f"2023-{month + 1:02}-{draw % 28 + 1:02}"
                lines.append(f"o{len(lines):05},c{customer:03},{day} 12:00:00,{amount}.99")
    (folder / "orders.csv").write_text("\n".join(lines) + "\n")
    (folder / "orders.sql").write_text("SELECT customer_id, order_id, ordered_at, amount FROM sales\n")
    (folder / "pipeline.toml").write_text(CONFIGURATION.replace("orders.csv", source))
    return folder


def market(folder):
    """A pipeline whose run takes long enough to be stopped in any of its stages: two years of 20,000 customers, many
    replicates."""
    folder.mkdir(parents=True)
    with open(folder / "orders.csv", "w", encoding="utf-8") as file:
        file.write("order_id,customer_id,ordered_at,amount\n")
        for month in range(24):
            for customer in range(month % 3, 20_000, 3):
                day = f"{2023 + month // 12}-{month % 12 + 1:02}-{customer % 28 + 1:02}"
                amount = 20 + customer * 7919 % 400
                file.write(f"o{month:02}{customer:05},c{customer:05},{day} 12:00:00,{amount}.99\n")
    (folder / "orders.sql").write_text("SELECT customer_id, order_id, ordered_at, amount FROM sales\n")
    long = CONFIGURATION.replace("noise_replicates = 10", "noise_replicates = 200").replace("k = 2", "k = 5")
    (folder / "pipeline.toml").write_text(long)


def command(folder, out, day, *more):
    """The arguments of a run as of a day."""
    return [program(), "run", str(folder), "--out", str(out), "--as-of", day, "--threads", "1", *more]


def run(folder, out, day, *more):
    """Runs to the end; the finished process."""
    return subprocess.run(command(folder, out, day, *more), capture_output=True, text=True, check=False)


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def digests(folder):
    """The digest and the time of change of every file below a folder, by path."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): (sha256(path), path.stat().st_mtime_ns) for path in files}


def runs(out):
    """The folders among the runs that a reader sees: those with a name that does not begin with a dot."""
    folder = out / "small" / "runs"
    return sorted(path for path in folder.iterdir() if not path.name.startswith(".")) if folder.is_dir() else []


def torn(out):
    """What is wrong with the runs that a reader sees: each has a run.json, and the files that it lists with their digests,
    and no others."""
    wrong = []
    for folder in runs(out):
        try:
            record = json.loads((folder / "run.json").read_bytes())
        except (OSError, ValueError) as error:
            wrong.append(f"{folder.name}: run.json: {error}")
            continue
        listed = {file["path"]: file["sha256"] for file in record["files"]}
        found = {path: digest for path, (digest, _) in digests(folder).items() if path != "run.json"}
        if record["run_id"] != folder.name or not listed or listed != found:
            wrong.append(f"{folder.name}: its files are not those of its run.json")
    return wrong


def left_behind(out):
    """What unfinished commands have left."""
    return sorted(str(path.relative_to(out)) for path in out.rglob(".*")) if out.is_dir() else []
