SELECT customer_id, order_id, ordered_at, amount, now() AS seen FROM sales
