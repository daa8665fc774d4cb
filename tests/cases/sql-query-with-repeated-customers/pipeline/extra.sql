SELECT customer_id, order_id, 1 AS value FROM orders UNION ALL SELECT customer_id, order_id, 2 AS value FROM orders
