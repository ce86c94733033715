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

INSERT INTO "due_work" ("topic", "id", "kind", "next_attempt_at")
SELECT 'payment', "order_id"::text, 'check', "next_check_at" FROM "payments" WHERE "next_check_at" IS NOT NULL;
DROP INDEX "payments_next_check_at_idx";
ALTER TABLE "payments" DROP COLUMN "next_check_at";

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
