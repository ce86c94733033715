-- What an order brought into drawers, less what was handed out of them, by operator: a refund may be another's.
CREATE TABLE "order_cash" (
  "order_id" UUID NOT NULL,
  "operator_id" TEXT NOT NULL,
  "cash_rupiah" BIGINT NOT NULL,
  CONSTRAINT "order_cash_pkey" PRIMARY KEY ("order_id", "operator_id")
);
CREATE INDEX "order_cash_operator_id_idx" ON "order_cash" ("operator_id");

INSERT INTO "order_cash" ("order_id", "operator_id", "cash_rupiah")
  SELECT "id", "cashier", "cash_rupiah" FROM "orders" WHERE "cashier" IS NOT NULL AND "cash_rupiah" <> 0;

DROP INDEX "orders_cashier_idx";
ALTER TABLE "orders" DROP COLUMN "cash_rupiah";

-- Drawers have a site: the journal is read again from the events.
DELETE FROM "journal";
DO $$ BEGIN
  IF to_regclass('checkpoints') IS NOT NULL THEN
    DELETE FROM "checkpoints" WHERE "name" = 'books';
  END IF;
END $$;
