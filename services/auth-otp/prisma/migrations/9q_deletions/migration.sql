-- Persons who were deleted. Numbers and MACs stand here only until every service has forgotten them.
CREATE TABLE "deletions" (
    "subscriber_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "phones" TEXT[] NOT NULL,
    "macs" TEXT[] NOT NULL,
    "waiting" TEXT[] NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    CONSTRAINT "deletions_pkey" PRIMARY KEY ("subscriber_id")
);
CREATE INDEX "deletions_waiting_idx" ON "deletions" ("asked_at") WHERE "done_at" IS NULL;
