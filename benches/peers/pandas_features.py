"""Orders and window features with pandas: customers factorised once, then one groupby per window."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from datasets import OLIST


def olist_orders(folder):
    """One row per delivered order."""
    orders = pd.read_csv(
        folder / "olist_orders_dataset.csv",
        usecols=["order_id", "customer_id", "order_status", "order_purchase_timestamp"],
        parse_dates=["order_purchase_timestamp"],
    )
    customers = pd.read_csv(folder / "olist_customers_dataset.csv", usecols=["customer_id", "customer_unique_id"])
    payments = pd.read_csv(folder / "olist_order_payments_dataset.csv", usecols=["order_id", "payment_value"])
    reviews = pd.read_csv(folder / "olist_order_reviews_dataset.csv", usecols=["order_id", "review_score"])
    # Whole cents: sums of floats would differ in their last digits from one order of rows to another.
    payments["amount"] = (payments.pop("payment_value") * 100).round().astype("int64")
    return (
        orders[orders["order_status"] == "delivered"]
        .merge(customers, on="customer_id")
        .merge(payments.groupby("order_id", as_index=False)["amount"].sum(), on="order_id")
        .merge(reviews.groupby("order_id", as_index=False)["review_score"].mean(), on="order_id", how="left")
        .drop(columns=["customer_id", "order_status", "order_id"])
        .rename(
            columns={
                "customer_unique_id": "customer_id",
                "order_purchase_timestamp": "ordered_at",
                "review_score": "score",
            }
        )
    )


def simulated_orders(folder, first):
    """One row per order from `first` on."""
    columns = ["customer_id", "ordered_at", "amount", "review_score"]
    table = pq.read_table(folder / "orders", columns=columns, filters=[("ordered_at", ">=", first)])
    # Arrow's decimals would become Python objects.
    cents = pa.compute.multiply(table["amount"], pa.scalar(100)).cast(pa.int64())
    table = table.set_column(2, "amount", cents).rename_columns(["customer_id", "ordered_at", "amount", "score"])
    # As a dictionary, so that no string becomes a Python object either.
    table = table.set_column(0, "customer_id", table["customer_id"].dictionary_encode())
    return table.to_pandas(split_blocks=True, self_destruct=True)


def read(dataset, folder, windows):
    """The customers' ids, and of each window the codes of its customers, ascending, with their features."""
    first = windows[0][0]
    orders = olist_orders(folder) if dataset is OLIST else simulated_orders(folder, first)
    orders = orders[orders["ordered_at"] >= first]
    named = orders.pop("customer_id").astype("category")
    orders["code"] = named.cat.codes
    features = []
    for start, end in windows:
        inside = orders[(orders["ordered_at"] >= start) & (orders["ordered_at"] < end)]
        found = inside.groupby("code").agg(
            last=("ordered_at", "max"),
            frequency=("amount", "size"),
            monetary=("amount", "sum"),
            score=("score", "mean"),
        )
        columns = [(end - found["last"]).dt.days, found["frequency"], found["monetary"] / 100, found["score"]]
        features.append((found.index.to_numpy(), np.column_stack([column.to_numpy(float) for column in columns])))
    return pa.array(named.cat.categories.astype(object)), features
