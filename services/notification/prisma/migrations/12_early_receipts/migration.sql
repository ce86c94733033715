-- What a gateway told of a message before it answered that it took it; kept for an hour, also of messages that are none of ours.
CREATE TABLE "early_receipts" (
  "channel" TEXT NOT NULL,
  "provider_id" TEXT NOT NULL,
  "status" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "came_at" TIMESTAMPTZ(3) NOT NULL,

  CONSTRAINT "early_receipts_pkey" PRIMARY KEY ("channel", "provider_id", "status")
);
CREATE INDEX "early_receipts_came_at_idx" ON "early_receipts" ("came_at");
