"""Simulated orders of any size, and a segwatch pipeline that reads them.

    python benches/peers/orders.py OUT [--orders 10000000] [--customers 3000000] [--windows 12] [--seed 1]

Writes OUT/orders/YYYY-MM.parquet for the 48 months of 2021 to 2024, OUT/pipeline.toml and OUT/orders.sql. One month is in
memory at a time: 100 million orders need about a gigabyte. The same arguments give the same orders.

Customers come and go: every one has a kind, a month in which it starts and a time that it stays. Its kind says how often
it orders, for how much, and one in seven of every kind is dissatisfied. Each month has about the same number of
customers of each kind, so that windows of a year are alike and their segments mean something.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

FIRST, MONTHS = np.datetime64("2021-01"), 48
ORDERED_AGAIN_WITHIN = 16  # customers who share a rate of orders, unevenly
HEX = np.frombuffer(b"".join(b"%02x" % byte for byte in range(256)), dtype="S2")


@dataclass(frozen=True)
class Kind:
    """A kind of customer."""

    customers: float  # share of all customers
    repeats: float  # share of all orders after the first
    stays: int  # months
    amount: float  # median, in cents
    spread: float  # standard deviation of the amount's logarithm


KINDS = [
    Kind(customers=0.60, repeats=0.00, stays=1, amount=4_000, spread=0.7),
    Kind(customers=0.25, repeats=0.25, stays=18, amount=6_000, spread=0.6),
    Kind(customers=0.12, repeats=0.45, stays=24, amount=3_000, spread=0.5),
    Kind(customers=0.03, repeats=0.30, stays=36, amount=12_000, spread=0.6),
]


def mixed(numbers):
    """Other numbers, as many: the finaliser of SplitMix64, which maps no two to one."""
    bits = numbers.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))


def identifiers(numbers):
    """16 hexadecimal digits each."""
    digits = HEX[mixed(numbers).view(np.uint8)]
    offsets = np.arange(len(numbers) + 1, dtype=np.int32) * 16
    return pa.StringArray.from_buffers(len(numbers), pa.py_buffer(offsets), pa.py_buffer(digits))


def decimals(cents):
    """Whole cents as decimal(12, 2)."""
    words = np.zeros((len(cents), 2), dtype=np.int64)
    words[:, 0] = cents
    return pa.Array.from_buffers(pa.decimal128(12, 2), len(cents), [None, pa.py_buffer(words)])


def shared_out(total, shares):
    """Whole numbers in proportion to `shares` that add up to `total`."""
    edges = np.round(np.cumsum(shares) / np.sum(shares) * total).astype(np.int64)
    return np.diff(edges, prepend=0)


def customers_of_month(month, sizes, repeats, random):
    """Who orders: each customer once in the month in which it starts, and `repeats` of each kind again."""
    first, customers, kinds = 0, [], []
    for number, (kind, size, again) in enumerate(zip(KINDS, sizes, repeats)):
        new = np.arange(size * month // MONTHS, size * (month + 1) // MONTHS)
        # Those who are there are next to one another; among sixteen neighbours, some order far more than others.
        place = (month + kind.stays * random.random(again)) / (MONTHS + kind.stays)
        block = (place * size).astype(np.int64) // ORDERED_AGAIN_WITHIN * ORDERED_AGAIN_WITHIN
        returning = block + (random.random(again) ** 2 * ORDERED_AGAIN_WITHIN).astype(np.int64)
        customers += [first + new, first + np.minimum(returning, size - 1)]
        kinds.append(np.full(len(new) + again, number))
        first += size
    return np.concatenate(customers), np.concatenate(kinds)


def month_of_orders(month, first_order, sizes, repeats, seed):
    """The orders of one month, by time."""
    random = np.random.default_rng([seed, month])
    customers, kinds = customers_of_month(month, sizes, repeats, random)
    count = len(customers)
    start, end = ((FIRST + step).astype("datetime64[us]").astype(np.int64) for step in (month, month + 1))
    times = random.integers(start, end, count)
    amounts = np.array([kind.amount for kind in KINDS])[kinds]
    spreads = np.array([kind.spread for kind in KINDS])[kinds]
    cents = np.maximum(np.round(amounts * np.exp(spreads * random.standard_normal(count))), 1).astype(np.int64)
    dissatisfied = mixed(customers + 1) % np.uint64(7) == 0
    scores = np.clip(np.round(np.where(dissatisfied, 2.0, 4.4) + 0.8 * random.standard_normal(count)), 1, 5)
    unreviewed = random.random(count) < 0.2
    by_time = np.argsort(times, kind="stable")
    return pa.table(
        {
            "order_id": identifiers(np.arange(first_order, first_order + count)),
            "customer_id": identifiers(customers[by_time]),
            "ordered_at": pa.array(times[by_time], pa.timestamp("us")),
            "amount": decimals(cents[by_time]),
            "review_score": pa.array(scores[by_time].astype(np.int32), mask=unreviewed[by_time]),
        }
    )


def write_orders(folder, orders, customers, seed):
    """One file a month."""
    folder.mkdir(parents=True, exist_ok=True)
    sizes = shared_out(customers, [kind.customers for kind in KINDS])
    # More orders before Christmas, fewer in summer.
    season = 1 + 0.1 * np.cos(2 * np.pi * (np.arange(MONTHS) % 12 - 11) / 12)
    repeats = [
        shared_out(total, season) for total in shared_out(orders - customers, [kind.repeats for kind in KINDS])
    ]
    written = 0
    for month in range(MONTHS):
        table = month_of_orders(month, written, sizes, [kind[month] for kind in repeats], seed)
        written += len(table)
        pq.write_table(
            table,
            folder / f"{FIRST + month}.parquet",
            compression="zstd",
            compression_level=1,
            use_dictionary=["review_score"],
            row_group_size=1 << 20,
        )
    assert written == orders, f"{written} orders instead of {orders}"


def pipeline(windows, replicates):
    """The pipeline that cuts the last `windows` years of 12 months, one month apart."""
    first_end = FIRST + MONTHS - windows + 1
    return f"""name = "simulated-orders"
time_zone = "UTC"

[sources.shop_orders]
path = "orders"
types = {{ ordered_at = "timestamp", amount = "decimal(12,2)", review_score = "integer" }}

[orders]
sql = "orders.sql"
amounts = ["amount"]

[windows]
kind = "rolling"
length = "12 months"
step = "1 month"
first_end = "{first_end}-01"

[features.recency_days]
sql = "date_part('day', window_end - max(ordered_at))"

[features.frequency]
sql = "count(*)"

[features.monetary]
sql = "sum(amount)"
transform = "log1p"

[features.satisfaction]
sql = "avg(review_score)"
missing = "median"

[model]
k = 5

[stability]
noise_replicates = {replicates}
"""


def write(out, orders, customers=None, windows=12, replicates=30, seed=1):
    """Orders and pipeline below `out`; three in ten orders are a customer's first unless told otherwise."""
    write_orders(out / "orders", orders, orders * 3 // 10 if customers is None else customers, seed)
    (out / "orders.sql").write_text(
        "SELECT order_id, customer_id, ordered_at, amount, review_score\nFROM shop_orders\n"
    )
    (out / "pipeline.toml").write_text(pipeline(windows, replicates))


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path, help="folder to write to")
    parser.add_argument("--orders", type=int, default=10_000_000, help="how many orders")
    parser.add_argument("--customers", type=int, help="how many customers; 0.3 times the orders unless told")
    parser.add_argument("--windows", type=int, default=12, choices=range(1, 38), metavar="1..37", help="windows of the pipeline")
    parser.add_argument("--replicates", type=int, default=30, help="stability.noise_replicates of the pipeline")
    parser.add_argument("--seed", type=int, default=1, help="of everything random")
    arguments = parser.parse_args()
    write(**vars(arguments))


if __name__ == "__main__":
    main()
