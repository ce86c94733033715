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

-- Backups that operators asked for beside the daily one; asked again under its id it is one.
CREATE TABLE "wishes" (
  "command_id" TEXT NOT NULL,
  "asked_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "wishes_pkey" PRIMARY KEY ("command_id")
);
