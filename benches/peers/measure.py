"""Runs a command and prints its wall seconds, CPU seconds and peak resident MiB as JSON: measure.py COMMAND …

A process of its own, and a small one: until it becomes the command, a child counts its parent's memory as its own.
"""

import json
import os
import platform
import subprocess
import sys
import time

begun = time.perf_counter()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
# wait4 and not getrusage: that one's peak is the largest of all children so far.
_, status, usage = os.wait4(child.pid, 0)
wall = time.perf_counter() - begun
child.returncode = os.waitstatus_to_exitcode(status)
unit = 2**20 if platform.system() == "Darwin" else 2**10
print(json.dumps([wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit]))
sys.exit(child.returncode)
