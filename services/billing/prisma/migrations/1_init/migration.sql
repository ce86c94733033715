-- What is sold. Each change is an event of the stream catalogue-<id> too, with who made it.
CREATE TABLE "packages" (
  "id" UUID PRIMARY KEY,
  "name" TEXT NOT NULL,
  "description" TEXT NOT NULL,
  "bytes" BIGINT NOT NULL,
  "unlimited" BOOLEAN NOT NULL,
  "days" INTEGER NOT NULL,
  "price_rupiah" BIGINT NOT NULL,
  "speed_down" INTEGER NOT NULL,
  "speed_up" INTEGER NOT NULL,
  "fup_threshold_bytes" BIGINT,
  "active" BOOLEAN NOT NULL,
  "sort_order" INTEGER NOT NULL
);

CREATE TABLE "promos" (
  "id" UUID PRIMARY KEY,
  "name" TEXT NOT NULL,
  "description" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "published" BOOLEAN NOT NULL,
  "starts_at" TIMESTAMPTZ(3) NOT NULL,
  "ends_at" TIMESTAMPTZ(3),
  "discount_percent" INTEGER NOT NULL,
  "discount_rupiah" BIGINT NOT NULL,
  "bonus_bytes" BIGINT NOT NULL,
  "bonus_days" INTEGER NOT NULL,
  "package_ids" TEXT[] NOT NULL
);

-- Sales as they stand, written in the transaction of their events.
CREATE TABLE "orders" (
  "id" UUID PRIMARY KEY,
  "subscriber_id" UUID NOT NULL,
  "purpose" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "site" TEXT NOT NULL,
  "version" INTEGER NOT NULL,
  "placed_at" TIMESTAMPTZ(3) NOT NULL,
  "sale" JSONB NOT NULL
);
CREATE INDEX "orders_subscriber_id_placed_at_id_idx" ON "orders" ("subscriber_id", "placed_at", "id");
CREATE INDEX "orders_state_placed_at_id_idx" ON "orders" ("state", "placed_at", "id");
CREATE INDEX "orders_placed_at_id_idx" ON "orders" ("placed_at", "id");
-- One open order a subscriber and purpose, whoever races.
CREATE UNIQUE INDEX "orders_one_open_idx" ON "orders" ("subscriber_id", "purpose") WHERE "state" IN ('created', 'pending');

-- What is still to be done for a sale, tried again until it is.
CREATE TABLE "order_work" (
  "order_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "last_error" TEXT,
  PRIMARY KEY ("order_id", "kind")
);
CREATE INDEX "order_work_next_attempt_at_idx" ON "order_work" ("next_attempt_at");

-- The last invoice number of a site and local month.
CREATE TABLE "invoice_counters" (
  "site" TEXT NOT NULL,
  "month" TEXT NOT NULL,
  "last_number" INTEGER NOT NULL,
  PRIMARY KEY ("site", "month")
);

-- Who registered while a registration promo ran, and whether the ledger has given it.
CREATE TABLE "registration_bonuses" (
  "subscriber_id" UUID PRIMARY KEY,
  "promo_id" UUID NOT NULL,
  "bytes" BIGINT NOT NULL,
  "days" INTEGER NOT NULL,
  "approved" BOOLEAN NOT NULL,
  "given_at" TIMESTAMPTZ(3),
  "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
  "attempts" INTEGER NOT NULL DEFAULT 0
);
