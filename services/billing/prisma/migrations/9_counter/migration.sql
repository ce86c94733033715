-- What a counter sale brought in cash, and who took it; the sum says what a drawer must hold.
ALTER TABLE "orders" ADD COLUMN "cashier" TEXT, ADD COLUMN "cash_rupiah" BIGINT NOT NULL DEFAULT 0;
CREATE INDEX "orders_cashier_idx" ON "orders" ("cashier") WHERE "cashier" IS NOT NULL;

CREATE TABLE "drawers" (
  "operator_id" TEXT NOT NULL,
  "version" INTEGER NOT NULL,
  "drawer" JSONB NOT NULL,
  CONSTRAINT "drawers_pkey" PRIMARY KEY ("operator_id")
);

-- The double-entry journal: a projection of the events, one row a posting. Debits are positive, credits negative.
CREATE TABLE "journal" (
  "stream" TEXT NOT NULL,
  "revision" INTEGER NOT NULL,
  "line" INTEGER NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "day" DATE NOT NULL,
  "site" TEXT NOT NULL,
  "account" TEXT NOT NULL,
  "party" TEXT NOT NULL,
  "amount_rupiah" BIGINT NOT NULL,
  "cause" TEXT NOT NULL,
  "order_id" UUID,
  "operator_id" TEXT NOT NULL,
  CONSTRAINT "journal_pkey" PRIMARY KEY ("stream", "revision", "line")
);
CREATE INDEX "journal_day_stream_revision_line_idx" ON "journal" ("day", "stream", "revision", "line");
