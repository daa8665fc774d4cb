SELECT customer_id, order_id, ordered_at, amount FROM sales
