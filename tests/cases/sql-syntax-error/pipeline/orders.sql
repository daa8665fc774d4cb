SELEC customer_id FROM sales
