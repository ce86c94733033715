-- Operators look for the number that a payer names.
CREATE INDEX "orders_order_number_idx" ON "orders" (("sale"->>'orderNumber'));
