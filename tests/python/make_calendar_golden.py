"""Makes tests/golden/calendar.json: when every month from 1970 to 2100 begins in 12 time zones, by Python's zoneinfo.

    python tests/python/make_calendar_golden.py

A month begins at the first midnight of its first day, or where clocks skip that, when they have. For each the file has
seconds: from that moment, read as UTC, to the moment itself; and the zone's offsets one second before and at it. Months in a
row that have the same are one entry, [months, seconds, before, at].

Zones whose clocks change at midnight, by half an hour or not at all, that skipped a day, and that have summer time in winter.
"""

import datetime as dt
import importlib.metadata
import json
import zoneinfo
from pathlib import Path

ZONES = [
    "Africa/Casablanca", "America/Asuncion", "America/New_York", "America/Sao_Paulo", "Asia/Kathmandu", "Asia/Kolkata",
    "Asia/Tokyo", "Australia/Lord_Howe", "Europe/Dublin", "Europe/Paris", "Pacific/Apia", "Pacific/Chatham",
]
FIRST, LAST = 1970, 2100
SECOND = dt.timedelta(seconds=1)


def offset(zone, seconds):
    """Seconds that the zone's clocks are ahead of UTC."""
    moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds)
    return int(moment.astimezone(zone).utcoffset() / SECOND)


def months(zone):
    """The runs of months that begin alike."""
    runs = []
    for year in range(FIRST, LAST + 1):
        for month in range(1, 13):
            midnight = dt.datetime(year, month, 1)
            begins = int(midnight.replace(tzinfo=zone).timestamp())
            read_as_utc = int(midnight.replace(tzinfo=dt.UTC).timestamp())
            entry = [begins - read_as_utc, offset(zone, begins - 1), offset(zone, begins)]
            if runs and runs[-1][1:] == entry:
                runs[-1][0] += 1
            else:
                runs.append([1, *entry])
    return runs


def main():
    # Of the package alone: the system's own may be of any year.
    zoneinfo.reset_tzpath(to=[])
    golden = {
        "tzdata": importlib.metadata.version("tzdata"),
        "first_year": FIRST,
        "last_year": LAST,
        "zones": {name: months(zoneinfo.ZoneInfo(name)) for name in ZONES},
    }
    path = Path(__file__).parents[1] / "golden" / "calendar.json"
    text = json.dumps(golden, separators=(",", ":")).replace('],"', '],\n"').replace('{"', '{\n"')
    path.write_text(text + "\n")


if __name__ == "__main__":
    main()
