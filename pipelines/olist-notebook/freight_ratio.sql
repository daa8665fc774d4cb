-- Freight as a share of what a customer spent, to two digits, rounded half to even as numpy does.
WITH totals AS (
    SELECT
        customer_id,
        CAST(100 * sum(freight) AS DOUBLE) / CAST(sum(price) + sum(freight) AS DOUBLE) AS percent
    FROM orders
    GROUP BY customer_id
)
SELECT
    customer_id,
    CASE
        WHEN percent - floor(percent) = 0.5 THEN 2 * round(percent / 2)
        ELSE round(percent)
    END / 100 AS value
FROM totals
