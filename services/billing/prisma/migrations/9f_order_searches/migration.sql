-- Orders are searched by the number of their invoice and by how they are paid.
CREATE INDEX "orders_invoice_number_idx" ON "orders" (("sale"->>'invoiceNumber'));
CREATE INDEX "orders_method_idx" ON "orders" (("sale"->'terms'->>'method'), "placed_at", "id");
