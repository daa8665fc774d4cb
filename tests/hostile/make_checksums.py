"""Writes checksums.parquet: orders whose pages have checksums, as no writer in Rust makes them."""

import datetime
import decimal
import pathlib

import pyarrow
import pyarrow.parquet

rows = range(300)
table = pyarrow.table(
    {
        "order_id": [f"o{row:03}" for row in rows],
        "customer_id": [f"c{row % 40:02}" for row in rows],
        "ordered_at": pyarrow.array(
            [datetime.datetime(2024, row // 60 + 1, row % 28 + 1, 12) for row in rows], pyarrow.timestamp("us")
        ),
        "amount": pyarrow.array([decimal.Decimal(f"{row % 90}.25") for row in rows], pyarrow.decimal128(12, 2)),
    }
)
place = pathlib.Path(__file__).with_name("checksums.parquet")
pyarrow.parquet.write_table(table, place, compression="snappy", write_page_checksum=True, data_page_size=1024)
