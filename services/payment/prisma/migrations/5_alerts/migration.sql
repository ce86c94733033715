-- What operators must look at, each with what was done about it.
CREATE TABLE "payment_alerts" (
  "alert_id" UUID PRIMARY KEY,
  "order_id" UUID,
  "order_number" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'open',
  "raised_at" TIMESTAMPTZ(3) NOT NULL,
  "note" TEXT NOT NULL DEFAULT '',
  "changed_at" TIMESTAMPTZ(3),
  "changed_by" TEXT
);
CREATE INDEX "payment_alerts_raised_at_alert_id_idx" ON "payment_alerts" ("raised_at", "alert_id");
CREATE INDEX "payment_alerts_order_id_idx" ON "payment_alerts" ("order_id");

-- Those of orders that were raised before there was a list.
INSERT INTO "payment_alerts" ("alert_id", "order_id", "order_number", "kind", "raised_at")
SELECT gen_random_uuid(), "order_id", "order_number", unnest("alerts"), coalesce("paid_at", "created_at")
FROM "payments" WHERE "alerts" <> '{}';
