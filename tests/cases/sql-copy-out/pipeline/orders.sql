COPY (SELECT * FROM sales) TO 'stolen.csv'
