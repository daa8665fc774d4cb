"""Commands that change a pipeline's outputs, each with what it starts from and what must hold whatever happens to it."""

import contextlib
import json
import pathlib
import shutil
import subprocess
import tempfile

import small


class Scenario:
    """A run where there is one of another day."""

    name = "run"
    runs = 2

    def prepare(self, base):
        """Makes what the command starts from."""
        base.mkdir()
        small.pipeline(base / "pipeline")
        self.earlier(base)
        return base

    def earlier(self, base):
        self.done(small.command(base / "pipeline", base / "out", small.DAYS[0]))

    def command(self, place):
        return small.command(place / "pipeline", place / "out", small.DAYS[1])

    def faults(self, place, before):
        """What is wrong at any moment: something torn, or something changed that was there."""
        out = place / "out"
        now = small.digests(out) if out.is_dir() else {}
        changed = [path for path, was in before.items() if now.get(path) != was and not self.may_change(path)]
        return small.torn(out) + [f"{path} is not what it was" for path in changed]

    def may_change(self, path):
        """Of the newest run, whatever runs there are: pages over all of them, numbers for Prometheus, and what is kept."""
        path = pathlib.PurePath(path)
        return path.name.startswith("index.") or path.name == "metrics.prom" or "cache" in path.parts

    def unfinished(self, place):
        """What is wrong once the command has ended."""
        found = len(small.runs(place / "out"))
        return [] if found == self.runs else [f"there are {found} runs instead of {self.runs}"]

    def concerns(self, place, call):
        """Whether a call is about what is in the place."""
        return any(path.startswith(str(place)) for path in call.paths)

    @contextlib.contextmanager
    def copy(self, base):
        """A copy of what the command starts from, with its times."""
        place = pathlib.Path(tempfile.mkdtemp(prefix="place-", dir=base.parent))
        try:
            shutil.copytree(base, place, dirs_exist_ok=True)
            yield place
        finally:
            shutil.rmtree(place)

    @staticmethod
    def done(command):
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        assert ended.returncode == 0, (command, ended.stderr)

    @staticmethod
    def of_pipeline(place, name, *more):
        """The arguments of a command of the pipeline."""
        return [small.program(), name, str(place / "pipeline"), "--out", str(place / "out"), *more]


class FirstRun(Scenario):
    """A run where there is nothing yet."""

    name = "first run"
    runs = 1

    def earlier(self, base):
        pass


class Assign(Scenario):
    """An assignment in the place of one of the same day."""

    name = "assign"
    runs = 1
    day = ["--as-of", small.DAYS[1], "--threads", "1"]

    def earlier(self, base):
        super().earlier(base)
        self.done(self.of_pipeline(base, "assign", *self.day))

    def command(self, place):
        return self.of_pipeline(place, "assign", *self.day, "--to", "csv")

    def may_change(self, path):
        return super().may_change(path) or "/assignments/" in path

    def faults(self, place, before):
        folder = place / "out" / "small" / "assignments" / f"as-of={small.DAYS[1]}"
        try:
            record = json.loads((folder / "assignment.json").read_bytes())
        except (OSError, ValueError) as error:
            return [f"assignment.json: {error}"]
        listed = {file["path"]: file["sha256"] for file in record["files"]}
        found = {path: digest for path, (digest, _) in small.digests(folder).items() if path != "assignment.json"}
        wrong = [] if listed == found else ["the assignment's files are not those of its assignment.json"]
        return wrong + super().faults(place, before)

    def unfinished(self, place):
        csv = place / "out" / "small" / "assignments" / f"as-of={small.DAYS[1]}" / "customers.csv"
        return super().unfinished(place) + ([] if csv.is_file() else ["there is no customers.csv"])


class Promote(Scenario):
    """A second entry of the registry."""

    name = "promote"
    runs = 1

    def earlier(self, base):
        super().earlier(base)
        self.done(self.promotion(base, "2023-05-01"))

    def promotion(self, place, window):
        return self.of_pipeline(place, "promote", window, "--by", "test", "--reason", "test")

    def command(self, place):
        return self.promotion(place, "2023-06-01")

    def entries(self, place):
        return sorted((place / "out" / "small" / "reference").glob("[0-9]*"))

    def faults(self, place, before):
        wrong = super().faults(place, before)
        for number, path in enumerate(self.entries(place), 1):
            try:
                entry = json.loads(path.read_bytes())["entry"]
            except ValueError as error:
                wrong.append(f"{path.name}: {error}")
                continue
            if entry != number:
                wrong.append(f"{path.name} is entry {entry}")
        return wrong

    def unfinished(self, place):
        # One that was there already when it was killed is promoted once more by the next command.
        found = len(self.entries(place))
        wrong = [] if found in (2, 3) else [f"there are {found} entries"]
        return super().unfinished(place) + wrong


class Report(Scenario):
    """A report that is made again, and differs from the one that is there."""

    name = "report"
    runs = 1

    def earlier(self, base):
        super().earlier(base)
        [run] = small.runs(base / "out")
        page = run / "report.html"
        page.write_bytes(page.read_bytes() + b"<!-- of another version -->\n")
        record = json.loads((run / "run.json").read_bytes())
        for file in record["files"]:
            if file["path"] == "report.html":
                file.update(sha256=small.sha256(page), bytes=page.stat().st_size)
        (run / "run.json").write_text(json.dumps(record))

    def command(self, place):
        [run] = small.runs(place / "out")
        return [small.program(), "report", str(run)]

    def may_change(self, path):
        return super().may_change(path) or path.endswith(("/report.html", "/run.json"))

    def unfinished(self, place):
        old = [run.name for run in small.runs(place / "out") if b"another version" in (run / "report.html").read_bytes()]
        return super().unfinished(place) + [f"{run} has its old report" for run in old]


class Prune(Scenario):
    """The older of two runs removed."""

    name = "prune"
    runs = 1

    def earlier(self, base):
        for day in small.DAYS:
            self.done(small.command(base / "pipeline", base / "out", day))

    def command(self, place):
        return self.of_pipeline(place, "prune", "--keep", "1")

    def may_change(self, path):
        # Gone as a whole or not at all: what is there is looked at by its run.json.
        return super().may_change(path) or f"/{small.DAYS[0]}-" in path


def all_of_them():
    return [FirstRun(), Scenario(), Assign(), Promote(), Report(), Prune()]
