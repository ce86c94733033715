-- The orders as they stand now, beside their streams, with what is not to be in a stream: how to pay, where to return to.
CREATE TABLE "payments" (
  "order_id" UUID PRIMARY KEY,
  "order_number" TEXT NOT NULL,
  "subscriber_id" TEXT NOT NULL,
  "site" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "amount_rupiah" BIGINT NOT NULL,
  "refunded_rupiah" BIGINT NOT NULL DEFAULT 0,
  "method" TEXT NOT NULL,
  "bank" TEXT,
  "gateway" TEXT NOT NULL,
  "description" TEXT NOT NULL,
  "return_url" TEXT,
  "content_hash" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "paid_at" TIMESTAMPTZ(3),
  "version" INTEGER NOT NULL,
  "instructions" JSONB NOT NULL DEFAULT '{}',
  "alerts" TEXT[] NOT NULL DEFAULT '{}',
  "has_proof" BOOLEAN NOT NULL DEFAULT false,
  "next_check_at" TIMESTAMPTZ(3)
);
CREATE UNIQUE INDEX "payments_order_number_key" ON "payments" ("order_number");
CREATE INDEX "payments_next_check_at_idx" ON "payments" ("next_check_at");
CREATE INDEX "payments_created_at_order_id_idx" ON "payments" ("created_at", "order_id");
CREATE INDEX "payments_state_created_at_idx" ON "payments" ("state", "created_at");

-- A picture of a transfer, by the subscriber.
CREATE TABLE "payment_proofs" (
  "order_id" UUID PRIMARY KEY,
  "image" BYTEA NOT NULL,
  "content_type" TEXT NOT NULL,
  "attached_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "payment_proofs_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "payments" ("order_id")
    ON DELETE CASCADE ON UPDATE NO ACTION
);
