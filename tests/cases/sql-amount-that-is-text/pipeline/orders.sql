SELECT customer_id, order_id, ordered_at, cast(amount AS varchar) AS amount FROM sales
