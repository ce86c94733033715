-- What operators did, or tried to: written before it is done, ended with its outcome.
CREATE TABLE "audit_entries" (
  "id" UUID NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "operator_id" UUID NOT NULL,
  "operator_name" TEXT NOT NULL,
  "api_key_id" UUID,
  "permission" TEXT,
  "method" TEXT NOT NULL,
  "route" TEXT NOT NULL,
  "params" JSONB NOT NULL,
  "targets" TEXT[],
  "body_json" TEXT NOT NULL,
  "before_json" TEXT NOT NULL,
  "outcome" TEXT NOT NULL,
  "status" INTEGER,
  "code" TEXT,
  "address" TEXT NOT NULL,

  CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "audit_entries_at_idx" ON "audit_entries"("at" DESC);
CREATE INDEX "audit_entries_operator_id_at_idx" ON "audit_entries"("operator_id", "at" DESC);
CREATE INDEX "audit_entries_targets_idx" ON "audit_entries" USING GIN ("targets");
