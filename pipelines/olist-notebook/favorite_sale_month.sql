-- The month (1 to 12) in which a customer bought most items; of equals, that of the smallest order_id, which is
-- the one that comes first in Olist's file of order items.
WITH months AS (
    SELECT
        customer_id,
        date_part('month', ordered_at) AS month,
        sum(items) AS items,
        min(order_id) AS first_order
    FROM orders
    GROUP BY customer_id, date_part('month', ordered_at)
),
ranked AS (
    SELECT
        customer_id,
        month,
        row_number() OVER (PARTITION BY customer_id ORDER BY items DESC, first_order) AS place
    FROM months
)
SELECT customer_id, month AS value
FROM ranked
WHERE place = 1
