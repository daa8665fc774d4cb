-- Days between a customer's first and last order, or from the only one to the window's end, per order.
-- Whole days, rounded half to even as numpy does.
WITH spans AS (
    SELECT
        customer_id,
        count(*) AS orders,
        date_part('epoch', CASE
            WHEN min(ordered_at) = max(ordered_at) THEN window_end - max(ordered_at)
            ELSE max(ordered_at) - min(ordered_at)
        END) AS seconds
    FROM orders
    GROUP BY customer_id, window_end
)
SELECT
    customer_id,
    CASE
        WHEN seconds % 86400 = 43200 THEN 2 * round(seconds / 172800)
        ELSE round(seconds / 86400)
    END / orders AS value
FROM spans
