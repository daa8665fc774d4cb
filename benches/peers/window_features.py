"""The features of many windows with DuckDB or polars, one way or another; the best of them is what segwatch is measured by.

    python benches/peers/window_features.py duckdb-per-window ORDERS OUT [--windows 36]

`duckdb-group-by-month` is no way to get them: it is one GROUP BY of customer and month, for scale. Results stay in memory,
customers as the way has them, unless OUT is given, where each window's features are then written.
"""

import argparse
from pathlib import Path

from datasets import SIMULATED

FEATURES = """
    date_part('day', {end} - max(ordered_at)) AS recency_days,
    count(*) AS frequency,
    CAST(sum(amount) AS DOUBLE) AS monetary,
    avg(review_score) AS satisfaction
"""
# What adds up, of a customer in a month.
PARTIALS = """
    SELECT
        customer_id,
        CAST(date_trunc('month', ordered_at) AS TIMESTAMP) AS month,
        max(ordered_at) AS last,
        CAST(count(*) AS INTEGER) AS orders,
        CAST(sum(amount) AS DECIMAL(18, 2)) AS amount,
        CAST(sum(review_score) AS INTEGER) AS score,
        CAST(count(review_score) AS INTEGER) AS scores
    FROM {source}
    GROUP BY customer_id, month
"""
FROM_PARTIALS = """
    date_part('day', {end} - max(last)) AS recency_days,
    sum(orders) AS frequency,
    CAST(sum(amount) AS DOUBLE) AS monetary,
    sum(score) / sum(scores) AS satisfaction
"""


class DuckDb:
    """Each way ends with the table `features`: window_end, customer, and the four features."""

    def __init__(self, folder, windows):
        import duckdb

        self.connection = duckdb.connect()
        self.run("SET preserve_insertion_order = false")
        self.windows = [(f"TIMESTAMP '{start}'", f"TIMESTAMP '{end}'") for start, end in windows]
        rows = ", ".join(f"({start}, {end})" for start, end in self.windows)
        self.run(f"CREATE TEMP TABLE windows AS SELECT * FROM (VALUES {rows}) bounds(window_start, window_end)")
        columns = "customer_id, ordered_at, amount, review_score"
        files = f"read_parquet('{folder}/orders/*.parquet')"
        self.source = f"(SELECT {columns} FROM {files} WHERE ordered_at >= {self.windows[0][0]})"

    def run(self, query):
        self.connection.execute(query)

    def each_window(self, customer, features, source, time):
        """One query after the other."""
        for number, (start, end) in enumerate(self.windows):
            verb = "INSERT INTO features" if number else "CREATE TEMP TABLE features AS"
            self.run(
                f"{verb} SELECT {end} AS window_end, {customer} AS customer, {features.format(end=end)} FROM {source}"
                f" WHERE {time} >= {start} AND {time} < {end} GROUP BY {customer}"
            )

    def coded(self, table, columns):
        """`table` with its customers as integers instead of texts."""
        self.run(
            "CREATE TEMP TABLE customers AS SELECT customer_id, CAST(row_number() OVER () AS INTEGER) AS code"
            f" FROM (SELECT DISTINCT customer_id FROM {table})"
        )
        self.run(f"CREATE TEMP TABLE coded AS SELECT code, {columns} FROM {table} JOIN customers USING (customer_id)")
        self.run(f"DROP TABLE {table}")

    def per_window(self):
        """From the files each time."""
        self.each_window("customer_id", FEATURES, self.source, "ordered_at")

    def per_window_from_memory(self):
        """The orders read once."""
        self.run(f"CREATE TEMP TABLE orders AS FROM {self.source}")
        self.each_window("customer_id", FEATURES, "orders", "ordered_at")

    def per_window_coded(self):
        """The orders read once, and their customers coded."""
        self.run(f"CREATE TEMP TABLE orders AS FROM {self.source}")
        self.coded("orders", "ordered_at, amount, review_score")
        self.each_window("code", FEATURES, "coded", "ordered_at")

    def range_join(self):
        """All windows in one query."""
        self.run(
            f"CREATE TEMP TABLE features AS SELECT window_end, customer_id AS customer, {FEATURES.format(end='window_end')}"
            f" FROM {self.source} JOIN windows ON ordered_at >= window_start AND ordered_at < window_end"
            " GROUP BY window_end, customer_id"
        )

    def partials_joined(self):
        """Sums of customer and month, coded, and all windows from them in one query."""
        self.partials()
        self.run(
            f"CREATE TEMP TABLE features AS SELECT window_end, code AS customer, {FROM_PARTIALS.format(end='window_end')}"
            " FROM coded JOIN windows ON month >= window_start AND month < window_end GROUP BY window_end, code"
        )

    def partials_per_window(self):
        """Sums of customer and month, coded, and each window from them."""
        self.partials()
        self.each_window("code", FROM_PARTIALS, "coded", "month")

    def partials(self):
        self.run(f"CREATE TEMP TABLE partials AS {PARTIALS.format(source=self.source)}")
        self.coded("partials", "month, last, orders, amount, score, scores")

    def group_by_month(self):
        """The features of calendar months: the least that any way has to do, and less than it has to give."""
        self.run(
            "CREATE TEMP TABLE features AS SELECT customer_id AS customer, date_trunc('month', ordered_at) AS window_end,"
            " max(ordered_at) AS last, count(*) AS frequency, CAST(sum(amount) AS DOUBLE) AS monetary,"
            f" avg(review_score) AS satisfaction FROM {self.source} GROUP BY ALL"
        )

    def write(self, out):
        coded = self.connection.sql("SELECT 1 FROM information_schema.tables WHERE table_name = 'customers'").fetchall()
        ids = "features JOIN customers ON code = customer" if coded else "(SELECT *, customer AS customer_id FROM features)"
        for _, end in self.windows:
            name = out / f"{end[11:21]}.parquet"
            self.run(
                f"COPY (SELECT customer_id, {', '.join(SIMULATED.features)} FROM {ids} WHERE window_end = {end}"
                f" ORDER BY customer_id) TO '{name}' (FORMAT parquet)"
            )


class Polars:
    """Each way ends with one frame for each window."""

    def __init__(self, folder, windows):
        import polars

        self.pl, self.windows, self.frames = polars, windows, []
        columns = ["customer_id", "ordered_at", "amount", "review_score"]
        scan = polars.scan_parquet(folder / "orders/*.parquet").select(columns)
        self.scan = scan.filter(polars.col("ordered_at") >= windows[0][0])

    def features(self, end):
        pl = self.pl
        return [
            (pl.lit(end) - pl.col("ordered_at").max()).dt.total_days().alias("recency_days"),
            pl.len().alias("frequency"),
            pl.col("amount").sum().cast(pl.Float64).alias("monetary"),
            pl.col("review_score").mean().alias("satisfaction"),
        ]

    def query(self, orders, start, end):
        inside = (self.pl.col("ordered_at") >= start) & (self.pl.col("ordered_at") < end)
        return orders.filter(inside).group_by("customer_id").agg(self.features(end))

    def per_window(self):
        """From the files, all queries planned together."""
        self.frames = self.pl.collect_all([self.query(self.scan, *window) for window in self.windows])

    def per_window_from_memory(self):
        """The orders read once."""
        orders = self.scan.collect().lazy()
        self.frames = [self.query(orders, *window).collect() for window in self.windows]

    def per_window_coded(self):
        """The orders read once, their customers as categories."""
        orders = self.scan.with_columns(self.pl.col("customer_id").cast(self.pl.Categorical)).collect().lazy()
        self.frames = [self.query(orders, *window).collect() for window in self.windows]

    def write(self, out):
        for (_, end), frame in zip(self.windows, self.frames):
            named = frame.with_columns(self.pl.col("customer_id").cast(self.pl.String)).sort("customer_id")
            named.write_parquet(out / f"{end.date()}.parquet")


ENGINES = {"duckdb": DuckDb, "polars": Polars}
NO_WAY = "duckdb-group-by-month"
WAYS = {
    f"{name}-{method.replace('_', '-')}": (engine, method)
    for name, engine in ENGINES.items()
    for method in ("per_window", "per_window_from_memory", "per_window_coded")
}
WAYS |= {
    f"duckdb-{method.replace('_', '-')}": (DuckDb, method)
    for method in ("range_join", "partials_joined", "partials_per_window", "group_by_month")
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("way", choices=WAYS, help="how")
    parser.add_argument("orders", type=Path, help="the folder that orders.py wrote")
    parser.add_argument("out", type=Path, nargs="?", help="folder to write the features to")
    parser.add_argument("--windows", type=int, default=12, help="how many windows")
    arguments = parser.parse_args()
    engine, method = WAYS[arguments.way]
    job = engine(arguments.orders, SIMULATED.windows(arguments.windows))
    getattr(job, method)()
    if arguments.out:
        arguments.out.mkdir(parents=True, exist_ok=True)
        job.write(arguments.out)


if __name__ == "__main__":
    main()
