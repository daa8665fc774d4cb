"""The same command gives the same bytes wherever its orders are and its outputs go: a folder, a store, the web.

Also: what is said of addresses that lead nowhere, profiles of credentials, large objects in parts, and that no secret is in
anything that is written or said, at the finest level of logs.
"""

import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "faults"))

import runs
import server
import small

OUT = f"s3://{server.BUCKET}/out"


class Places:
    """The checks, in their order; each says what is wrong."""

    def __init__(self, base):
        self.base, self.store = base, server.Store()
        self.gate = server.Gate(self.store)
        self.said = []
        self.orders = (small.pipeline(base / "local") / "orders.csv").read_text().splitlines()

    def run(self, *command, **more):
        environment = self.gate.environment() | {"XDG_CACHE_HOME": str(self.base / "cache"), "SEGWATCH_LOG": "trace,hyper::proto=trace,h2=trace"}
        environment |= more
        environment = {name: value for name, value in environment.items() if value is not None}
        ended = subprocess.run([small.program(), *command], env=environment, capture_output=True, text=True, check=False)
        self.said.append(ended.stdout + ended.stderr)
        return ended

    def pipeline(self, name, source):
        return str(small.pipeline(self.base / name, source=source))

    def same_outputs(self):
        """A run, an assignment and what is promoted are the same in a folder and in a store, but for seconds and times."""
        here = self.base / "out"
        for out in (str(here), OUT):
            for command in (
                ["run", "--as-of", small.DAYS[0], "--no-cache"],
                ["run", "--as-of", small.DAYS[1]],
                ["run", "--as-of", small.DAYS[0]],
                ["promote", "2023-06-01", "--reason", "a test", "--by", "someone"],
                ["assign", "--to", "csv"],
            ):
                name, *more = command
                ended = self.run(name, str(self.base / "local"), "--out", out, *more)
                if ended.returncode:
                    yield f"{name} to {out}: {ended.stderr[-500:]}"
        there = {key.removeprefix("out/"): self.store.read(key) for key in self.store.keys("out/")}
        local = {str(path.relative_to(here)): path.read_bytes() for path in here.rglob("*") if path.is_file()}
        local = {path: content for path, content in local.items() if "/cache/" not in path}
        if set(there) != set(local):
            yield f"other files: {sorted(set(there) ^ set(local))}"
        for path in set(there) & set(local):
            if timeless(path, there[path]) != timeless(path, local[path]):
                yield f"{path} has other bytes"
        for record in runs.records(self.store, "out/"):
            yield from runs.torn(self.store, record)

    def same_orders(self):
        """Orders from an object, a prefix, a pattern and the web are the orders of the file."""
        half = len(self.orders) // 2
        head, one, other = self.orders[0], self.orders[1:half], self.orders[half:]
        self.store.put("orders.csv", "\n".join(self.orders).encode())
        self.store.put("parts/one part.csv", "\n".join([head, *one]).encode())
        self.store.put("parts/below/2.csv.gz", gzip.compress("\n".join([head, *other]).encode()))
        self.store.put("parts/_SUCCESS", b"")
        signed = self.store.client.generate_presigned_url(
            "get_object", Params={"Bucket": server.BUCKET, "Key": "orders.csv"}
        )
        sources = {
            "object": f"s3://{server.BUCKET}/orders.csv",
            "prefix": f"s3://{server.BUCKET}/parts/",
            "pattern": f"s3://{server.BUCKET}/parts/**/*.csv*",
            "web": signed,
            "variable": "${SIGNED}",
        }
        expected = self.dry(str(self.base / "local"))
        for name, source in sources.items():
            found = self.dry(self.pipeline(name, source), SIGNED=signed)
            if found != expected:
                yield f"{name}: {found}"
        signature = re.search("Signature=([^&]+)", signed)[1]
        if any(signature in text for text in self.said):
            yield "the signature of a web address is shown"

    def dry(self, pipeline, **more):
        ended = self.run("run", pipeline, "--dry-run", "--format", "json", "--as-of", small.DAYS[0], **more)
        if ended.returncode:
            return ended.stderr
        answer = json.loads(ended.stdout)
        return answer["windows"], answer["orders"], answer["sources"]

    def commands_on_runs(self):
        """History, verify, replay and diff work on a store."""
        one, other = (f"s3://{server.BUCKET}/{key.removesuffix('/run.json')}" for key in runs.records(self.store, "out/"))
        local = str(self.base / "local")
        for command, expected in (
            (["history", local, "--out", OUT], one.split("/")[-1]),
            (["models", local, "--out", OUT], "2023-06-01"),
            (["verify", one], "all as run.json lists them"),
            (["verify", one, "--replay", "--pipeline", local], "the same, byte by byte"),
            (["diff", one, other], "Verdict: keep, as before"),
        ):
            ended = self.run(*command)
            if ended.returncode or expected not in ended.stdout:
                yield f"{command}: {ended.stdout}{ended.stderr[-500:]}"
        key = one.removeprefix(f"s3://{server.BUCKET}/") + "/drift.parquet"
        self.store.put(key, b"damaged")
        ended = self.run("verify", one)
        if ended.returncode != 7 or "drift.parquet has changed" not in ended.stdout:
            yield f"verify of a damaged run: {ended.returncode} {ended.stdout}"

    def begun(self):
        """A run of which an earlier attempt has left objects goes on from there, and overwrites none that is not its own."""
        command = ["run", str(self.base / "local"), "--as-of", small.DAYS[0]]
        self.run(*command, "--out", f"s3://{server.BUCKET}/whole")
        for name, damage, code in (("begun", None, 0), ("foreign", b"something else", 2)):
            for key in self.store.keys("whole/small/runs/"):
                if not key.endswith("run.json"):
                    self.store.put(key.replace("whole", name, 1), self.store.read(key))
                    left = key.replace("whole", name, 1)
            if damage:
                self.store.put(left, damage)
            ended = self.run(*command, "--out", f"s3://{server.BUCKET}/{name}")
            torn = [fault for record in runs.records(self.store, name) for fault in runs.torn(self.store, record)]
            if ended.returncode != code or torn or (damage and self.store.read(left) != damage):
                yield f"{name}: {ended.returncode} {torn} {ended.stderr[-500:]}"

    def pruned(self):
        """Runs that are pruned go whole, and their records before all else."""
        out = f"s3://{server.BUCKET}/pruned"
        for day in small.DAYS:
            self.run("run", str(self.base / "local"), "--out", out, "--as-of", day)
        ended = self.run("prune", str(self.base / "local"), "--keep", "1", "--out", out)
        left = runs.records(self.store, "pruned/")
        run = left[0].removesuffix("run.json") if left else "none"
        others = [key for key in self.store.keys("pruned/small/runs/") if not key.startswith(run)]
        removed = [key for key in self.gate.removed if key.startswith("pruned/small/runs/")]
        if not removed or not removed[0].endswith("/run.json"):
            yield f"the first to be removed is {removed[:1]}"
        if ended.returncode or len(left) != 1 or others:
            yield f"prune left {left} and {others}: {ended.stdout}{ended.stderr[-500:]}"

    def addresses_that_lead_nowhere(self):
        """What is said is said once, with the address and what to do, and the code is that of its kind."""
        local = str(self.base / "local")
        for source, code, words in (
            (f"s3://{server.BUCKET}/none.csv", 3, "s3://bucket/none.csv has no files"),
            ("s3://no-such-bucket/orders.csv", 3, "NoSuchBucket"),
            (f"{self.gate.address}/{server.BUCKET}/none.csv", 3, "it is not there"),
            ("http://127.0.0.1:1/orders.csv", 3, "Connection refused"),
            ("s3://bucket/a//b.csv", 2, "empty part"),
            (f"s3://{server.KEY}:{server.SECRET}@bucket/a.csv", 2, "user or password"),
            ("ftp://host/a.csv", 2, "expected s3://, gs://, az:// or https://"),
        ):
            ended = self.run("validate", self.pipeline(f"nowhere-{len(self.said)}", source))
            if ended.returncode != code or words not in ended.stderr or "help:" not in ended.stderr:
                yield f"{source}: {ended.returncode} {ended.stderr[-500:]}"
        for out, code, words in (
            ("s3://no-such-bucket/out", 5, "NoSuchBucket"),
            ("https://127.0.0.1/out", 2, "outputs are not written there"),
            ("ftp://host/out", 2, "expected s3://"),
        ):
            ended = self.run("run", local, "--out", out)
            if ended.returncode != code or words not in ended.stderr:
                yield f"--out {out}: {ended.returncode} {ended.stderr[-500:]}"

    def profiles(self):
        """Credentials of a profile serve where the environment has none, and one that is not there is missed."""
        aws = self.base / "aws"
        aws.mkdir()
        (aws / "credentials").write_text(
            f"[shop]\naws_access_key_id = {server.KEY}\naws_secret_access_key = {server.SECRET}\n"
        )
        (aws / "config").write_text(f"[profile shop]\nregion = us-east-1\nendpoint_url = {self.gate.address}\n")
        none = dict.fromkeys(("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_ENDPOINT_URL", "AWS_REGION"))
        files = {"AWS_SHARED_CREDENTIALS_FILE": str(aws / "credentials"), "AWS_CONFIG_FILE": str(aws / "config")}
        local = str(self.base / "local")
        ended = self.run("history", local, "--out", OUT, AWS_PROFILE="shop", **none, **files)
        if ended.returncode or small.DAYS[0] not in ended.stdout:
            yield f"the profile: {ended.stdout}{ended.stderr[-500:]}"
        ended = self.run("history", local, "--out", OUT, AWS_PROFILE="other", **none, **files)
        if ended.returncode != 5 or "no profile other" not in ended.stderr:
            yield f"a profile that is not there: {ended.stderr[-500:]}"

    def no_secrets(self):
        """Nothing that was said or written has a secret in it."""
        for text in self.said:
            for secret in (server.KEY, server.SECRET):
                if secret in text:
                    yield f"{secret} is shown: {text[max(0, text.index(secret) - 200):][:400]}"
        for key in self.store.keys(""):
            content = self.store.read(key)
            if server.KEY.encode() in content or server.SECRET.encode() in content:
                yield f"a secret is in {key}"

    def check(self):
        wrong = 0
        for check in (
            self.same_outputs,
            self.same_orders,
            self.commands_on_runs,
            self.begun,
            self.pruned,
            self.addresses_that_lead_nowhere,
            self.profiles,
            self.no_secrets,
        ):
            found = list(check())
            wrong += len(found)
            print(f"{check.__name__}: {'ok' if not found else ''}", *found, sep="\n  " if found else "", flush=True)
        self.store.stop()
        return wrong


def timeless(path, content):
    """A file without what tells when it was made."""
    if path.endswith("run.json"):
        record = json.loads(content)
        for stage in record["stages"]:
            stage["seconds"] = 0
        return record
    if "/reference/" in path:
        return json.loads(content) | {"promoted_at": ""}
    if path.endswith("metrics.prom"):
        return [line for line in content.decode().splitlines() if "seconds" not in line]
    if "/index." in path or path.endswith("assignment.json") or path.endswith("index.html"):
        # Pages have the moment of a promotion as a date of their language and a time.
        return re.sub(rb"20\d\d-\d\d-\d\dT[\d:.]+Z|[^<>]+, \d\d:\d\d(?=<)", b"", content)
    return content


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(1 if Places(pathlib.Path(folder)).check() else 0)
