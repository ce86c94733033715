CREATE TABLE "agents" (
  "agent_id" TEXT NOT NULL,
  "version" INTEGER NOT NULL,
  "terms" JSONB NOT NULL,
  "deposit_rupiah" BIGINT NOT NULL,
  CONSTRAINT "agents_pkey" PRIMARY KEY ("agent_id")
);

CREATE TABLE "agent_entries" (
  "agent_id" TEXT NOT NULL,
  "line" INTEGER NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "kind" TEXT NOT NULL,
  "amount_rupiah" BIGINT NOT NULL,
  "balance_rupiah" BIGINT NOT NULL,
  "sold" INTEGER NOT NULL,
  "sell_rupiah" BIGINT NOT NULL,
  "description" TEXT NOT NULL,
  "operator_id" TEXT NOT NULL,
  CONSTRAINT "agent_entries_pkey" PRIMARY KEY ("agent_id", "line")
);
CREATE INDEX "agent_entries_agent_id_at_idx" ON "agent_entries" ("agent_id", "at");
