"""Orders and window features with polars: customers as categories, then one group_by per window."""

import numpy as np
import polars as pl

from datasets import OLIST


def olist_orders(folder):
    """One row per delivered order."""
    orders = pl.scan_csv(folder / "olist_orders_dataset.csv", try_parse_dates=True)
    customers = pl.scan_csv(folder / "olist_customers_dataset.csv").select("customer_id", "customer_unique_id")
    payments = pl.scan_csv(folder / "olist_order_payments_dataset.csv").select("order_id", "payment_value")
    reviews = pl.scan_csv(folder / "olist_order_reviews_dataset.csv").select("order_id", "review_score")
    # Whole cents: sums of floats would differ in their last digits from one order of rows to another.
    cents = (pl.col("payment_value") * 100).round().cast(pl.Int64)
    return (
        orders.filter(pl.col("order_status") == "delivered")
        .join(customers, on="customer_id")
        .join(payments.group_by("order_id").agg(amount=cents.sum()), on="order_id")
        .join(reviews.group_by("order_id").agg(score=pl.col("review_score").mean()), on="order_id", how="left")
        .select(
            customer_id="customer_unique_id",
            ordered_at=pl.col("order_purchase_timestamp").cast(pl.Datetime("us")),
            amount=pl.col("amount"),
            score=pl.col("score"),
        )
    )


def simulated_orders(folder):
    """One row per order."""
    scan = pl.scan_parquet(folder / "orders/*.parquet")
    cents = (pl.col("amount") * 100).cast(pl.Int64)
    return scan.select("customer_id", "ordered_at", amount=cents, score=pl.col("review_score"))


def window_features(start, end):
    """The features of [start, end), one expression each."""
    return [
        (pl.lit(end) - pl.col("ordered_at").max()).dt.total_days().cast(pl.Float64).alias("recency_days"),
        pl.len().cast(pl.Float64).alias("frequency"),
        (pl.col("amount").sum() / 100).alias("monetary"),
        pl.col("score").mean().alias("score"),
    ]


def read(dataset, folder, windows):
    """The customers' ids, and of each window the codes of its customers, ascending, with their features."""
    source = olist_orders(folder) if dataset is OLIST else simulated_orders(folder)
    named = source.filter(pl.col("ordered_at") >= windows[0][0])
    orders = named.with_columns(pl.col("customer_id").cast(pl.Categorical)).collect()
    orders = orders.with_columns(code=pl.col("customer_id").to_physical())
    # Categories are numbered as they come, and these are the process's only ones: the n-th id has the code n.
    ids = orders.select("code", "customer_id").unique().sort("code")["customer_id"].cast(pl.String)
    orders = orders.drop("customer_id")
    features = []
    for start, end in windows:
        inside = (pl.col("ordered_at") >= start) & (pl.col("ordered_at") < end)
        frame = orders.lazy().filter(inside).group_by("code").agg(window_features(start, end)).sort("code").collect()
        values = frame.drop("code").fill_null(np.nan).to_numpy()
        features.append((frame["code"].to_numpy(), values))
    return ids.to_arrow(), features
