-- One row per order already: there is nothing to join and nothing to leave out.
SELECT
    customer_id,
    order_id,
    ordered_at,
    amount,
    review_score
FROM shop_orders
