-- The outbox. What a message says (params) is sealed, and gone once the message has ended.
CREATE TABLE "messages" (
  "id" UUID PRIMARY KEY,
  "command_id" TEXT NOT NULL UNIQUE,
  "content_hash" TEXT NOT NULL,
  "to_phone" TEXT NOT NULL,
  "template" TEXT NOT NULL,
  "params_sealed" TEXT,
  "locale" TEXT NOT NULL,
  "purpose" TEXT NOT NULL,
  "site" TEXT NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'queued',
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
  "attempted_at" TIMESTAMPTZ(3),
  "sent_at" TIMESTAMPTZ(3),
  "last_error" TEXT,
  "provider_id" TEXT
);
CREATE INDEX "messages_state_next_attempt_at_idx" ON "messages" ("state", "next_attempt_at");
CREATE INDEX "messages_purpose_created_at_idx" ON "messages" ("purpose", "created_at");
CREATE INDEX "messages_attempted_at_idx" ON "messages" ("attempted_at");
CREATE INDEX "messages_created_at_idx" ON "messages" ("created_at");

-- One row: how the channel stands, for every replica.
CREATE TABLE "channel" (
  "id" INTEGER PRIMARY KEY,
  "failures" INTEGER NOT NULL DEFAULT 0,
  "open_until" TIMESTAMPTZ(3),
  "reason" TEXT NOT NULL DEFAULT '',
  "otp_sending" BOOLEAN NOT NULL DEFAULT true
);
INSERT INTO "channel" ("id") VALUES (1);
