-- What is sold lasts minutes and hours too, and its clock may start at the first use. 0 seconds: it never expires.
ALTER TABLE "packages" ADD COLUMN "lasts_seconds" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "packages" ADD COLUMN "starts_at_first_use" BOOLEAN NOT NULL DEFAULT false;
UPDATE "packages" SET "lasts_seconds" = "days"::bigint * 86400;
