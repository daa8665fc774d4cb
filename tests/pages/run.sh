#!/usr/bin/env bash
# Checks pages in Chromium: tests/pages/run.sh [--contract SELECTOR] [--hostile] FOLDER_OR_PAGE…, as check.mjs says.
# Given nothing, it asks whether the checks find the faults of faults.html. Installs what package-lock.json pins, beside
# this file. Exit code 0: nothing found; 1: findings; 77: something is missing.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

skip() {
    echo "skipped: $*" >&2
    exit 77
}

command -v npm >/dev/null || skip "npm is not here (Debian: apt-get install npm)"
[ -n "${CHROMIUM:-}" ] || command -v chromium chromium-browser google-chrome >/dev/null ||
    skip "Chromium is not here (Debian: apt-get install chromium)"
npm ci --prefix "$here" --prefer-offline --no-audit --no-fund --silent || skip "npm ci failed: can its registry be reached?"

if [ $# = 0 ]; then
    exec node --test "$here"
fi
exec node "$here/check.mjs" "$@"
