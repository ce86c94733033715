-- Codes are counted by where they were asked from: the device, or the address where no router tells the device.
ALTER TABLE "otp_challenges" RENAME COLUMN "device_key" TO "source_key";
ALTER INDEX "otp_challenges_device_key_created_at_idx" RENAME TO "otp_challenges_source_key_created_at_idx";
ALTER TABLE "otp_challenges"
  ADD COLUMN "own_device" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "delivery" TEXT NOT NULL DEFAULT 'sent',
  ADD COLUMN "wrong_codes" TEXT[] NOT NULL DEFAULT '{}';

-- An operator lets a number start afresh: what was counted before no longer counts.
CREATE TABLE "otp_lifts" (
  "id" UUID PRIMARY KEY,
  "phone" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "actor" TEXT NOT NULL,
  "reason" TEXT NOT NULL
);
CREATE INDEX "otp_lifts_phone_at_idx" ON "otp_lifts" ("phone", "at");
