-- What PPPoE lines moved, by hour; nobody's quota.
CREATE TABLE "line_usage" (
  "line_id" UUID NOT NULL,
  "hour" TIMESTAMPTZ NOT NULL,
  "upload_bytes" BIGINT NOT NULL,
  "download_bytes" BIGINT NOT NULL,
  "uncounted_bytes" BIGINT NOT NULL,
  "sessions" INTEGER NOT NULL,
  "reboots" INTEGER NOT NULL,
  CONSTRAINT "line_usage_pkey" PRIMARY KEY ("line_id", "hour")
);
-- Which boot of which router a line was last seen in: its session ended with that boot.
CREATE TABLE "line_boots" (
  "line_id" UUID NOT NULL,
  "router_id" TEXT NOT NULL,
  "boot" TEXT NOT NULL,
  CONSTRAINT "line_boots_pkey" PRIMARY KEY ("line_id", "router_id")
);
-- How far each meter of lines is folded; written with the rows, so that nothing counts twice.
CREATE TABLE "line_meters" (
  "stream" TEXT PRIMARY KEY,
  "revision" INTEGER NOT NULL
);
