-- One row per order that has an item: the study starts from the table of order items.
-- What it averages over item rows is kept here as one value per order, with the number of items as its weight.
WITH item_totals AS (
    SELECT
        order_id,
        count(*) AS items,
        sum(price) AS price,
        sum(freight_value) AS freight
    FROM items
    GROUP BY order_id
),
payment_totals AS (
    SELECT
        order_id,
        count(*) AS payment_rows,
        sum(payment_installments) AS installments
    FROM payments
    GROUP BY order_id
),
review_means AS (
    SELECT order_id, avg(review_score) AS review_score
    FROM reviews
    GROUP BY order_id
),
-- Every row of the geolocation file counts, duplicates and points outside Brazil too, as in the study. Decimals,
-- because a sum of floating-point numbers depends on the order in which rows come.
state_points AS (
    SELECT
        geolocation_state AS state,
        radians(avg(CAST(geolocation_lat AS DECIMAL(18, 12)))) AS latitude,
        radians(avg(CAST(geolocation_lng AS DECIMAL(18, 12)))) AS longitude
    FROM geolocation
    GROUP BY geolocation_state
),
-- Great-circle distance from the study's origin near Curitiba, in miles: the Earth's radius is 3956.
state_distances AS (
    SELECT
        state,
        2 * 3956 * asin(sqrt(
            power(sin((latitude - radians(-25.43045)) / 2), 2)
            + cos(radians(-25.43045)) * cos(latitude) * power(sin((longitude - radians(-49.29207)) / 2), 2)
        )) AS miles
    FROM state_points
),
deliveries AS (
    SELECT
        order_id,
        date_part('epoch', order_delivered_customer_date - order_purchase_timestamp) AS seconds
    FROM orders
)
SELECT
    customers.customer_unique_id AS customer_id,
    orders.order_id,
    orders.order_purchase_timestamp AS ordered_at,
    item_totals.items,
    item_totals.price,
    item_totals.freight,
    payment_totals.payment_rows,
    payment_totals.installments,
    review_means.review_score,
    -- Whole days, rounded half to even as numpy does.
    CASE
        WHEN deliveries.seconds % 86400 = 43200 THEN 2 * round(deliveries.seconds / 172800)
        ELSE round(deliveries.seconds / 86400)
    END AS delivery_days,
    customers.customer_state AS state,
    state_distances.miles AS state_miles
FROM orders
INNER JOIN item_totals ON orders.order_id = item_totals.order_id
INNER JOIN customers ON orders.customer_id = customers.customer_id
INNER JOIN deliveries ON orders.order_id = deliveries.order_id
LEFT JOIN payment_totals ON orders.order_id = payment_totals.order_id
LEFT JOIN review_means ON orders.order_id = review_means.order_id
LEFT JOIN state_distances ON customers.customer_state = state_distances.state
-- Where the study's last window ends.
WHERE orders.order_purchase_timestamp < TIMESTAMP '2018-07-04 21:15:19'
