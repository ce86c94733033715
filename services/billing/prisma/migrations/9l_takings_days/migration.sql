-- What each day brought, by site, method, cashier and package: reports read some rows a day instead of every order.
CREATE TABLE "takings_days" (
    "day" DATE NOT NULL,
    "site" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "cashier" TEXT NOT NULL,
    "package_id" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "payments" INTEGER NOT NULL,
    "received_rupiah" BIGINT NOT NULL,
    "settlements" INTEGER NOT NULL,
    "settled_rupiah" BIGINT NOT NULL,
    "refunded_rupiah" BIGINT NOT NULL,
    "sold" INTEGER NOT NULL,
    "sold_rupiah" BIGINT NOT NULL,
    "sold_bytes" BIGINT NOT NULL,
    CONSTRAINT "takings_days_pkey" PRIMARY KEY ("day", "site", "method", "cashier", "package_id", "description")
);
INSERT INTO "takings_days"
SELECT j.day, j.site, o.sale->'terms'->>'method', coalesce(o.cashier, ''),
  CASE WHEN o.purpose = 'package' THEN coalesce(o.sale->'terms'->'goods'->>'packageId', '') ELSE '' END,
  CASE WHEN o.purpose = 'package' THEN coalesce(o.sale->'terms'->'goods'->>'description', '') ELSE '' END,
  count(*) FILTER (WHERE j.account IN ('revenue', 'debt_settlements')),
  coalesce(-sum(j.amount_rupiah) FILTER (WHERE j.account IN ('revenue', 'debt_settlements')), 0),
  count(*) FILTER (WHERE j.account = 'debt_settlements'),
  coalesce(-sum(j.amount_rupiah) FILTER (WHERE j.account = 'debt_settlements'), 0),
  coalesce(sum(j.amount_rupiah) FILTER (WHERE j.account = 'refunds'), 0),
  count(*) FILTER (WHERE j.account = 'revenue'),
  coalesce(-sum(j.amount_rupiah) FILTER (WHERE j.account = 'revenue'), 0),
  coalesce(sum((o.sale->'terms'->'goods'->>'bytes')::numeric) FILTER (WHERE j.account = 'revenue'), 0)::bigint
FROM journal j JOIN orders o ON o.id = j.order_id
WHERE j.account IN ('revenue', 'debt_settlements', 'refunds')
GROUP BY 1, 2, 3, 4, 5, 6;
-- The counts of the console's home page.
CREATE INDEX "orders_waiting_idx" ON "orders" ("site") WHERE "state" = 'paid';
