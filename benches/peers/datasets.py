"""The two jobs that segwatch and its peers both do: which windows, which features, which pipeline."""

import datetime
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Dataset:
    """Windows of twelve months, one month apart, and four features of each."""

    name: str
    features: tuple
    last_end: datetime.datetime

    def windows(self, count):
        """The last `count` windows as (start, end), oldest first."""
        months = [12 * self.last_end.year + self.last_end.month - 1 - back for back in reversed(range(count))]
        ends = [datetime.datetime(month // 12, month % 12 + 1, 1) for month in months]
        return [(end.replace(year=end.year - 1), end) for end in ends]

    def pipeline(self, folder):
        """The folder of segwatch's pipeline."""
        return ROOT / "pipelines/olist" if self is OLIST else Path(folder)


OLIST = Dataset(
    "olist",
    ("recency_days", "frequency", "monetary", "review_score"),
    datetime.datetime(2018, 9, 1),
)
SIMULATED = Dataset(
    "simulated",
    ("recency_days", "frequency", "monetary", "satisfaction"),
    datetime.datetime(2025, 1, 1),
)
DATASETS = {dataset.name: dataset for dataset in (OLIST, SIMULATED)}
