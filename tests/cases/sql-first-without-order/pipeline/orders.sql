SELECT customer_id, order_id, max(ordered_at) AS ordered_at, first_value(amount) AS amount FROM sales GROUP BY customer_id, order_id
