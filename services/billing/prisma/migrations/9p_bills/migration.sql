CREATE TABLE "billing_accounts" (
  "subscriber_id" UUID NOT NULL,
  "version" INTEGER NOT NULL,
  "balance_rupiah" BIGINT NOT NULL,
  CONSTRAINT "billing_accounts_pkey" PRIMARY KEY ("subscriber_id")
);

CREATE TABLE "subscriptions" (
  "id" UUID NOT NULL,
  "subscriber_id" UUID NOT NULL,
  "site" TEXT NOT NULL,
  "terms" JSONB NOT NULL,
  "next_from" DATE NOT NULL,
  "issue_on" DATE NOT NULL,
  "ended" BOOLEAN NOT NULL,
  CONSTRAINT "subscriptions_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "subscriptions_ended_issue_on_idx" ON "subscriptions" ("ended", "issue_on");
CREATE INDEX "subscriptions_subscriber_id_idx" ON "subscriptions" ("subscriber_id");

CREATE TABLE "bills" (
  "id" UUID NOT NULL,
  "subscriber_id" UUID NOT NULL,
  "subscription_id" UUID NOT NULL,
  "number" TEXT NOT NULL,
  "site" TEXT NOT NULL,
  "from_date" DATE NOT NULL,
  "to_date" DATE NOT NULL,
  "amount_rupiah" BIGINT NOT NULL,
  "paid_rupiah" BIGINT NOT NULL,
  "owed_rupiah" BIGINT NOT NULL,
  "void" BOOLEAN NOT NULL,
  "given" BOOLEAN NOT NULL,
  CONSTRAINT "bills_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "bills_subscriber_id_idx" ON "bills" ("subscriber_id");
CREATE INDEX "bills_owed_rupiah_from_date_id_idx" ON "bills" ("owed_rupiah", "from_date", "id");
