SELECT customer_id, order_id, ordered_at, amont AS amount FROM sales
