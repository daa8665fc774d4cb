-- One row per order that went through and was paid, whatever became of its delivery.
WITH paid AS (
    SELECT order_id, sum(payment_value) AS amount
    FROM payments
    GROUP BY order_id
),
reviewed AS (
    SELECT order_id, avg(review_score) AS review_score
    FROM reviews
    GROUP BY order_id
)
SELECT
    customers.customer_unique_id AS customer_id,
    orders.order_id,
    orders.order_purchase_timestamp AS ordered_at,
    paid.amount,
    reviewed.review_score
FROM orders
INNER JOIN customers ON orders.customer_id = customers.customer_id
INNER JOIN paid ON orders.order_id = paid.order_id
LEFT JOIN reviewed ON orders.order_id = reviewed.order_id
WHERE orders.order_status NOT IN ('canceled', 'unavailable')
