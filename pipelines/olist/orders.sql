-- One row per delivered order, with what was paid and how it was reviewed.
-- Payments and reviews are brought to one row per order before the joins: an order may be paid in several
-- instalment rows and reviewed more than once, and a plain join would count its amount several times.
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
    -- Olist's customer_id is one per order; the person is customer_unique_id.
    customers.customer_unique_id AS customer_id,
    orders.order_id,
    orders.order_purchase_timestamp AS ordered_at,
    paid.amount,
    reviewed.review_score
FROM orders
INNER JOIN customers ON orders.customer_id = customers.customer_id
-- One delivered order, of September 2016, has no payment: it has no amount, and is left out.
INNER JOIN paid ON orders.order_id = paid.order_id
LEFT JOIN reviewed ON orders.order_id = reviewed.order_id
WHERE orders.order_status = 'delivered'
