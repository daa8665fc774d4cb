SELECT customer_id, order_id, max(ordered_at) AS ordered_at, sum(cast(amount AS double)) AS amount FROM sales GROUP BY customer_id, order_id
