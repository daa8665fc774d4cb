"""Outputs in Azure's store as its emulator, Azurite, has it: a run, a promotion and assignments, each seen again.

    python3 tests/stores/azure.py [AZURITE]

AZURITE is the program `azurite-blob` of the npm package azurite; without it, and none in the PATH, nothing is checked (77).
"""

import base64
import email.utils
import hashlib
import hmac
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "faults"))

import small

# The account that every Azurite has; its key is in its documentation.
ACCOUNT = "devstoreaccount1"
KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
PORT = 10777
URL = f"http://127.0.0.1:{PORT}"
OUT = "az://shop/out"


def make_container():
    """Makes the container, once the emulator listens."""
    for _ in range(100):
        date = email.utils.formatdate(usegmt=True)
        headers = f"x-ms-date:{date}\nx-ms-version:2021-08-06\n"
        signed = f"PUT{12 * chr(10)}{headers}/{ACCOUNT}/{ACCOUNT}/shop\nrestype:container"
        digest = hmac.new(base64.b64decode(KEY), signed.encode(), hashlib.sha256).digest()
        request = urllib.request.Request(f"{URL}/{ACCOUNT}/shop?restype=container", method="PUT")
        request.add_header("x-ms-date", date)
        request.add_header("x-ms-version", "2021-08-06")
        request.add_header("Authorization", f"SharedKey {ACCOUNT}:{base64.b64encode(digest).decode()}")
        try:
            urllib.request.urlopen(request).close()
            return
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the emulator does not listen")


def check(base):
    """What is wrong, of commands one after the other."""
    pipeline = str(small.pipeline(base / "pipeline"))
    environment = os.environ | {
        "AZURE_STORAGE_USE_EMULATOR": "true",
        "AZURITE_BLOB_STORAGE_URL": URL,
        "XDG_CACHE_HOME": str(base / "cache"),
    }
    run = ["run", pipeline, "--as-of", small.DAYS[0], "--out", OUT]
    address = ""
    for command, expected in (
        (run, f"Report: {OUT}/small/runs/"),
        (run, f"Report: {OUT}/small/runs/"),
        (["history", pipeline, "--out", OUT], small.DAYS[0]),
        (["verify", "RUN"], "all as run.json lists them"),
        (["promote", pipeline, "2023-06-01", "--reason", "a test", "--by", "someone", "--out", OUT], "entry 1"),
        (["promote", pipeline, "2023-05-01", "--reason", "a test", "--by", "someone", "--out", OUT], "entry 2"),
        (["models", pipeline, "--out", OUT], "2023-05-01"),
        (["assign", pipeline, "--out", OUT], f"Written: {OUT}"),
        (["assign", pipeline, "--out", OUT, "--to", "csv"], f"Written: {OUT}"),
        (["assign", pipeline, "--out", OUT, "--to", "csv"], "There already"),
        (["verify", "RUN"], "all as run.json lists them"),
    ):
        command = [address if part == "RUN" else part for part in command]
        ended = subprocess.run([small.program(), *command], env=environment, capture_output=True, text=True, check=False)
        if ended.returncode or expected not in ended.stdout:
            yield f"{command}: {ended.returncode} {ended.stdout[-300:]} {ended.stderr[-500:]}"
        for line in ended.stdout.splitlines():
            if line.startswith("Report: "):
                address = line.removeprefix("Report: ").removesuffix("/report.html")


def main():
    azurite = sys.argv[1] if len(sys.argv) > 1 else shutil.which("azurite-blob")
    if not azurite or not pathlib.Path(azurite).exists():
        print("skipped: azurite-blob is not here")
        return 77
    with tempfile.TemporaryDirectory() as base:
        options = ["--inMemoryPersistence", "--disableTelemetry", "--silent", "--skipApiVersionCheck"]
        emulator = subprocess.Popen([azurite, "--blobPort", str(PORT), *options], stdout=subprocess.DEVNULL)
        try:
            make_container()
            wrong = list(check(pathlib.Path(base)))
        finally:
            emulator.kill()
            emulator.wait()
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"11 commands on Azurite, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
