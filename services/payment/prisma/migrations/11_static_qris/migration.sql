-- Sums that buyers are asked for by a printed code: each once while anyone may pay it.
CREATE TABLE "static_qris_sums" (
  "account_id" TEXT NOT NULL,
  "sum_rupiah" BIGINT NOT NULL,
  "order_id" UUID NOT NULL,
  "free_at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("account_id", "sum_rupiah")
);
CREATE UNIQUE INDEX "static_qris_sums_order_id_key" ON "static_qris_sums" ("order_id");
-- Pictures from before they were sealed stay as they are.
ALTER TABLE "payment_proofs" ADD COLUMN "sealed" BOOLEAN NOT NULL DEFAULT false;
