#!/usr/bin/env bash
# Makes the pictures of the README from a demo run: docs/images/make.sh. Needs Chromium and Python with Pillow.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
cargo run -- demo --out "$out" --quiet > "$out/said.txt"
report=$(echo "$out"/demo/runs/*/report.html)
# Headless Chromium has one window, as tall as it is told: the parts are cut out of the whole page.
"${CHROMIUM:-chromium}" --headless --no-sandbox --hide-scrollbars --window-size=1280,5200 \
    --screenshot="$out/page.png" "file://$report" 2> "$out/chromium.txt"
python3 - "$out/page.png" docs/images <<'PYTHON'
import sys
from PIL import Image

page, folder = Image.open(sys.argv[1]).convert("RGB"), sys.argv[2]
for name, top, bottom in (("report", 0, 1675), ("segments", 1710, 2820)):
    part = page.crop((0, top, page.width, min(bottom, page.height)))
    part.quantize(128).save(f"{folder}/{name}.png", optimize=True)
PYTHON
