-- What people wrote down about an order: it may name somebody, so it is in no stream.
CREATE TABLE "payment_notes" (
  "id" UUID PRIMARY KEY,
  "order_id" UUID NOT NULL,
  "noted_at" TIMESTAMPTZ(3) NOT NULL,
  "actor" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  CONSTRAINT "payment_notes_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "payments" ("order_id")
    ON DELETE CASCADE ON UPDATE NO ACTION
);
CREATE INDEX "payment_notes_order_id_noted_at_idx" ON "payment_notes" ("order_id", "noted_at");
