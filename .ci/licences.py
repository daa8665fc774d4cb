"""Licences and sources of all dependencies, and one version of each that must be one.

Reads `cargo metadata`; needs nothing but Python and cargo.
"""

import json
import re
import subprocess
import sys

ALLOWED = {
    "0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0",
    "CC0-1.0", "CDLA-Permissive-2.0", "ISC", "MIT", "MIT-0", "Unicode-3.0", "Unlicense", "Zlib",
}
ONE_VERSION = {"datafusion", "arrow", "arrow-array", "parquet", "object_store", "tokio", "chrono", "ndarray", "linfa"}


def allowed(expression):
    """Whether a licence expression can be met with ALLOWED: every AND part by one of its OR parts."""
    expression = expression.replace("/", " OR ")
    groups = re.split(r"\bAND\b", expression)
    return all(
        any(option.strip(" ()") in ALLOWED for option in re.split(r"\bOR\b", group)) for group in groups
    )


def main():
    metadata = json.loads(subprocess.check_output(["cargo", "metadata", "--format-version", "1", "--locked"]))
    problems, versions = [], {}
    for package in metadata["packages"]:
        name = f"{package['name']} {package['version']}"
        versions.setdefault(package["name"], []).append(package["version"])
        if package["source"] is None:
            continue
        if not package["source"].startswith("registry+"):
            problems.append(f"{name} does not come from a registry: {package['source']}")
        licence = package["license"] or ""
        if not allowed(licence):
            problems.append(f"{name} has licence {licence or '(none)'}")
    problems += [
        f"{name} is in the tree as {', '.join(versions[name])}"
        for name in sorted(ONE_VERSION)
        if len(versions.get(name, [])) > 1
    ]
    for problem in problems:
        print(problem)
    print(f"{len(metadata['packages'])} packages, {len(problems)} problems")
    sys.exit(bool(problems))


main()
