-- One row per order. segwatch needs these three columns, under these names:
--   customer_id  who ordered; the same person must have the same id in every order
--   order_id     each order once
--   ordered_at   when, on the wall clock of the pipeline's time zone
-- and every column that the features use. Leave out here what is no purchase: cancelled orders, tests, returns.
SELECT
    customer_id,
    order_id,
    ordered_at,
    amount
FROM sales
