"""Which paths segwatch opens, by strace: none but those that were declared.

    python3 tests/hostile/opened_paths.py PROGRAM

Gives PROGRAM every line of sql-orders.txt and paths.txt, and a few whole commands, beside a folder that is none of its
business. Every path of every system call that names one, opened or only tried, has to lie in the pipeline's folder, in the
output folder, or among what any program of this kind looks at when it starts. Prints what does not.

Ends with 77 where strace is not there or may not trace.
"""

import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PIPELINE = """name = "small"
time_zone = "UTC"
[sources.sales]
path = "orders.csv"
types = {{ ordered_at = "timestamp", amount = "decimal(12,2)" }}
[orders]
sql = {sql}
amounts = ["amount"]
[windows]
kind = "rolling"
length = "3 months"
step = "1 month"
[features.frequency]
sql = "count(*)"
[features.monetary]
{monetary}
[model]
k = 3
[report]
{report}
"""
QUERY = "SELECT customer_id, order_id, ordered_at, amount FROM sales\n"
# What the loader, the C library, the allocator and the runtime look at, here and elsewhere.
STARTING = re.compile(
    r"/etc/(ld\.so\.(cache|preload)|localtime)$|/(usr/)?lib(64)?(/.*)?$|/proc/(self|sys)/.*|/sys/(fs/cgroup|devices/system|kernel/mm)(/.*)?$"
    r"|/dev/(null|tty|urandom)$|/usr/share/(terminfo|locale|zoneinfo)(/.*)?$|/(etc|lib)/terminfo(/.*)?$"
)
CALL = re.compile(r'^\S*\s*(?:\[pid\s+\d+\] )?(\w+)\((?:AT_FDCWD|\d+(?:<[^>]*>)?)?,? ?"((?:[^"\\]|\\.)*)"')


def orders():
    lines = ["order_id,customer_id,ordered_at,amount"]
    for month in range(18):
        for customer in range(400):
            draw = (customer * 7919 + month * 104_729 + customer * month * 31) % 97
            if draw < 50:
                day = f"{2023 + month // 12}-{month % 12 + 1:02}-{draw % 28 + 1:02}"
                lines.append(f"o{month}-{customer},c{customer},{day} 12:00:00,{20 + 100 * (customer % 3) + draw % 10}.99")
    return "\n".join(lines) + "\n"


def toml(text):
    return '"' + "".join(f"\\u{ord(c):04x}" if c in '"\\' or ord(c) < 32 else c for c in text) + '"'


def lines_of(name):
    lines = (HERE / name).read_text().splitlines()
    return [line for line in lines if line and not line.startswith(("    ", "# "))]


class Yard:
    """A pipeline, and beside it what is none of its business."""

    def __init__(self, sql=toml("orders.sql"), monetary='sql = "avg(amount)"', report="", query=QUERY):
        # The folder has a name of its own: it must not be among what a program starts with.
        self.root = Path(tempfile.mkdtemp(prefix="segwatch-yard-"))
        self.pipeline, self.out, self.canary = (self.root / name for name in ("pipeline", "out", "canary"))
        for folder in (self.pipeline, self.canary):
            folder.mkdir()
        (self.canary / "secret.sql").write_text(QUERY)
        (self.canary / "secret.csv").write_text("customer_id,order_id,ordered_at,amount\nc,o,2024-01-01,5\n")
        (self.pipeline / "link").symlink_to(self.canary)
        (self.pipeline / "orders.csv").write_text(orders())
        (self.pipeline / "orders.sql").write_text(query.replace("[CANARY]", str(self.canary)))
        text = PIPELINE.format(sql=sql, monetary=monetary, report=report)
        (self.pipeline / "pipeline.toml").write_text(text.replace("[CANARY]", str(self.canary)))

    def strays(self, program, arguments):
        """Paths that a command names and that are none of its business."""
        trace = self.root / "trace"
        command = ["strace", "-f", "-qq", "-s", "4096", "-e", "trace=%file", "-o", str(trace), program, *arguments]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("SEGWATCH")}
        subprocess.run(command, capture_output=True, cwd=self.root, env=environment, check=False)
        found = set()
        for line in trace.read_text(errors="replace").splitlines():
            call = CALL.match(line)
            if not call or call[1] in ("execve", "getcwd"):
                continue
            path = call[2].encode().decode("unicode_escape").encode("latin-1", "replace").decode(errors="replace")
            plain = os.path.normpath(os.path.join(self.root, path))
            mine = (str(self.pipeline), str(self.out))
            # The folder above is looked at, and never what is in it, to find where the pipeline's folder really is.
            above = [str(parent) for parent in (self.root, *self.root.parents)]
            looked_at = call[1] in ("stat", "lstat", "statx", "newfstatat", "readlink", "access", "faccessat2")
            inside = any(plain == folder or plain.startswith(folder + "/") for folder in mine)
            real = os.path.realpath(plain)
            # A link is read to find that it leads outside, and not followed.
            leaves = inside and real.startswith(str(self.canary)) and not looked_at
            # To find that, the C library asks whether it leads to a folder, too.
            resolved = call[1] in ("readlink", "faccessat2")
            # The folder that the output folder was made in is synced.
            synced = call[1] == "openat" and plain == str(self.root)
            known = inside or synced or STARTING.match(plain) or looked_at and (plain in above or resolved)
            if leaves or not known:
                found.add(f"{call[1]} {path}")
        return found


def cases():
    for sql in lines_of("sql-orders.txt"):
        yield f"orders.sql = {sql}", {"query": sql}, ["validate", "PIPELINE"]
    for text in lines_of("paths.txt"):
        text = text.replace("\\0", "\0")
        yield f"orders.sql: {text!r}", {"sql": toml(text)}, ["validate", "PIPELINE"]
        yield f"query: {text!r}", {"monetary": f"query = {toml(text)}"}, ["validate", "PIPELINE"]
        yield f"templates: {text!r}", {"report": f"templates = {toml(text)}"}, ["validate", "PIPELINE"]
    yield "run", {}, ["run", "PIPELINE", "--out", "OUT"]
    yield "dry run", {}, ["run", "PIPELINE", "--out", "OUT", "--dry-run"]
    yield "choose-k", {}, ["choose-k", "PIPELINE", "--max", "4"]
    yield "history", {}, ["history", "PIPELINE", "--out", "OUT"]
    yield "models", {}, ["models", "PIPELINE", "--out", "OUT"]


def stray(program, case):
    name, settings, arguments = case
    yard = Yard(**settings)
    places = {"PIPELINE": str(yard.pipeline), "OUT": str(yard.out)}
    try:
        return [f"{name}: {path}" for path in sorted(yard.strays(program, [places.get(a, a) for a in arguments]))]
    finally:
        shutil.rmtree(yard.root)


def main():
    if not shutil.which("strace") or subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True).returncode:
        print("skipped: there is no strace here, or it may not trace")
        sys.exit(77)
    program = str(Path(sys.argv[1]).resolve())
    yard = Yard()
    seen = yard.strays("cat", [str(yard.canary / "secret.csv")])
    shutil.rmtree(yard.root)
    assert seen, "a check that sees nothing"
    all_cases = list(cases())
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = [line for lines in pool.map(lambda case: stray(program, case), all_cases) for line in lines]
    print(*found, sep="\n", end="\n" if found else "")
    print(f"{len(all_cases)} commands, {len(found)} paths that are none of their business")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
