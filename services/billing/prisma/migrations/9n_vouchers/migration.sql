CREATE TABLE "voucher_batches" (
  "id" UUID NOT NULL,
  "version" INTEGER NOT NULL,
  "terms" JSONB NOT NULL,
  "printed" INTEGER NOT NULL,
  "prefix" TEXT NOT NULL,
  "code_length" INTEGER NOT NULL,
  "actor" TEXT NOT NULL,
  "made_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "voucher_batches_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "voucher_batches_made_at_id_idx" ON "voucher_batches" ("made_at", "id");
CREATE INDEX "voucher_batches_prefix_code_length_idx" ON "voucher_batches" ("prefix", "code_length");

CREATE TABLE "vouchers" (
  "id" UUID NOT NULL,
  "batch_id" UUID NOT NULL,
  "number" INTEGER NOT NULL,
  "code_hash" BYTEA NOT NULL,
  "code_sealed" BYTEA NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'unsold',
  "sale_id" UUID,
  "sold_at" TIMESTAMPTZ(3),
  "redeemed_at" TIMESTAMPTZ(3),
  "subscriber_id" UUID,
  "voided_at" TIMESTAMPTZ(3),
  "reason" TEXT,
  "version" INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "vouchers_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "vouchers_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "voucher_batches" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION
);
CREATE UNIQUE INDEX "vouchers_code_hash_key" ON "vouchers" ("code_hash");
CREATE UNIQUE INDEX "vouchers_batch_id_number_key" ON "vouchers" ("batch_id", "number");
CREATE INDEX "vouchers_sale_id_idx" ON "vouchers" ("sale_id");
CREATE INDEX "vouchers_subscriber_id_idx" ON "vouchers" ("subscriber_id");

CREATE TABLE "voucher_sales" (
  "id" UUID NOT NULL,
  "batch_id" UUID NOT NULL,
  "operator_id" TEXT NOT NULL,
  "method" TEXT NOT NULL,
  "amount_rupiah" BIGINT NOT NULL,
  "paid_rupiah" BIGINT NOT NULL,
  "note" TEXT NOT NULL,
  "content_hash" TEXT NOT NULL,
  "sold_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "voucher_sales_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "voucher_sales_batch_id_idx" ON "voucher_sales" ("batch_id");

CREATE TABLE "voucher_tries" (
  "source" BYTEA NOT NULL,
  "wrong" INTEGER NOT NULL,
  "last_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "voucher_tries_pkey" PRIMARY KEY ("source")
);
CREATE INDEX "voucher_tries_last_at_idx" ON "voucher_tries" ("last_at");
CREATE TABLE "voucher_wrong_codes" (
  "id" UUID NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "voucher_wrong_codes_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "voucher_wrong_codes_at_idx" ON "voucher_wrong_codes" ("at");
