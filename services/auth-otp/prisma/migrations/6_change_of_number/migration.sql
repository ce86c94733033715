-- A number may pass to another account, which leaves the first one in the books without it.
ALTER TABLE "subscribers" ALTER COLUMN "phone" DROP NOT NULL;
ALTER TABLE "subscribers" ADD COLUMN "hard_block" BOOLEAN NOT NULL DEFAULT false;

-- When a code or an operator last vouched for the number: one that was long silent may have another holder.
ALTER TABLE "subscribers" ADD COLUMN "phone_proved_at" TIMESTAMPTZ(3);
UPDATE "subscribers" s SET "phone_proved_at" = greatest(
  s."created_at",
  (SELECT max(d."last_seen_at") FROM "devices" d WHERE d."subscriber_id" = s."id"),
  (SELECT max(f."created_at") FROM "session_families" f WHERE f."subscriber_id" = s."id")
);
ALTER TABLE "subscribers" ALTER COLUMN "phone_proved_at" SET NOT NULL;

-- The numbers of a change, erasable: its event holds the id only.
CREATE TABLE "phone_changes" (
  "id" UUID PRIMARY KEY,
  "subscriber_id" UUID NOT NULL REFERENCES "subscribers" ("id") ON DELETE CASCADE,
  "old_phone" TEXT,
  "new_phone" TEXT,
  "at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "phone_changes_subscriber_id_idx" ON "phone_changes" ("subscriber_id");
CREATE INDEX "phone_changes_at_idx" ON "phone_changes" ("at");

-- The account whose number a code is to change; null: the code logs in.
ALTER TABLE "otp_challenges" ADD COLUMN "change_of" UUID;
