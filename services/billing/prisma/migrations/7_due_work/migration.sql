-- Work that is due: added in the transaction of the events that call for it, tried again until it is done.
CREATE TABLE "due_work" (
  "topic" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
  "last_error" TEXT,
  CONSTRAINT "due_work_pkey" PRIMARY KEY ("topic", "id", "kind")
);
CREATE INDEX "due_work_topic_next_attempt_at_idx" ON "due_work" ("topic", "next_attempt_at");

INSERT INTO "due_work" ("topic", "id", "kind", "attempts", "next_attempt_at", "last_error")
SELECT 'sale', "order_id"::text, "kind", "attempts", "next_attempt_at", "last_error" FROM "order_work";
DROP TABLE "order_work";

INSERT INTO "due_work" ("topic", "id", "kind", "attempts", "next_attempt_at")
SELECT 'registration-bonus', "subscriber_id"::text, 'give', "attempts", "next_attempt_at"
FROM "registration_bonuses" WHERE "approved" AND "given_at" IS NULL;
DROP INDEX "registration_bonuses_due_idx";
ALTER TABLE "registration_bonuses" DROP COLUMN "next_attempt_at", DROP COLUMN "attempts";

-- Duties that come round by the clock, and how their last run went.
CREATE TABLE "scheduled_jobs" (
  "name" TEXT NOT NULL,
  "every_seconds" INTEGER NOT NULL,
  "next_run_at" TIMESTAMPTZ(3) NOT NULL,
  "last_started_at" TIMESTAMPTZ(3),
  "last_succeeded_at" TIMESTAMPTZ(3),
  "last_error" TEXT,
  "failures" INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "scheduled_jobs_pkey" PRIMARY KEY ("name")
);
