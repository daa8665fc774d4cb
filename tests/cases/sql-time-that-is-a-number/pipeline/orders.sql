SELECT customer_id, order_id, amount AS ordered_at, amount FROM sales
