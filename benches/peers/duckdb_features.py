"""Orders and window features with DuckDB: customers coded as integers once, then one query per window."""

import duckdb
import numpy as np

from datasets import OLIST

OLIST_ORDERS = """
    SELECT customer_unique_id AS customer_id, order_purchase_timestamp AS ordered_at, amount, score
    FROM read_csv('{folder}/olist_orders_dataset.csv') orders
    JOIN read_csv('{folder}/olist_customers_dataset.csv', all_varchar = true) customers USING (customer_id)
    JOIN (
        SELECT order_id, sum(payment_value) AS amount
        FROM read_csv('{folder}/olist_order_payments_dataset.csv', types = {{'payment_value': 'DECIMAL(12,2)'}})
        GROUP BY order_id
    ) payments USING (order_id)
    LEFT JOIN (
        SELECT order_id, avg(review_score) AS score
        FROM read_csv('{folder}/olist_order_reviews_dataset.csv')
        GROUP BY order_id
    ) reviews USING (order_id)
    WHERE order_status = 'delivered'
"""
SIMULATED_ORDERS = """
    SELECT customer_id, ordered_at, amount, review_score AS score
    FROM read_parquet('{folder}/orders/*.parquet')
"""
WINDOW = """
    SELECT
        code,
        date_part('day', $2 - max(ordered_at)) AS recency_days,
        count(*) AS frequency,
        CAST(sum(amount) AS DOUBLE) AS monetary,
        avg(score) AS score
    FROM orders
    WHERE ordered_at >= $1 AND ordered_at < $2
    GROUP BY code
"""


def read(dataset, folder, windows):
    """The customers' ids, and of each window the codes of its customers, ascending, with their features."""
    connection = duckdb.connect()
    # The order of rows is never looked at: aggregates are of whole numbers and decimals, and codes are sorted at the end.
    connection.execute("SET preserve_insertion_order = false")
    source = (OLIST_ORDERS if dataset is OLIST else SIMULATED_ORDERS).format(folder=folder)
    connection.execute(f"CREATE TEMP TABLE named AS FROM ({source}) WHERE ordered_at >= $1", [windows[0][0]])
    connection.execute(
        "CREATE TEMP TABLE customers AS SELECT customer_id, CAST(row_number() OVER () - 1 AS INTEGER) AS code"
        " FROM (SELECT DISTINCT customer_id FROM named)"
    )
    connection.execute(
        "CREATE TEMP TABLE orders AS SELECT code, ordered_at, amount, score FROM named JOIN customers USING (customer_id)"
    )
    connection.execute("DROP TABLE named")
    features = []
    for window in windows:
        columns = connection.execute(WINDOW, list(window)).fetchnumpy()
        codes, *values = columns.values()
        order = np.argsort(codes)
        matrix = np.column_stack([np.ma.filled(np.ma.asarray(value, dtype=float), np.nan) for value in values])
        features.append((codes[order], matrix[order]))
    ids = connection.sql("SELECT customer_id FROM customers ORDER BY code").to_arrow_table()
    return ids.column(0).combine_chunks(), features
