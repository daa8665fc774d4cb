SELECT customer_id, order_id, ordered_at, amount, upper(order_id) AS window_end, ordered_at AS window_start FROM sales
