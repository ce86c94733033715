-- edge asks for the sessions that ended lately.
CREATE INDEX "session_families_revoked_at_idx" ON "session_families" ("revoked_at");

-- Wrong passwords by account and by where they came from; an account that does not exist is locked alike.
CREATE TABLE "operator_tries" (
  "account" TEXT NOT NULL,
  "address_key" TEXT NOT NULL,
  "failures" INTEGER NOT NULL DEFAULT 0,
  "locked_until" TIMESTAMPTZ(3),
  "tried_at" TIMESTAMPTZ(3) NOT NULL,
  "succeeded_at" TIMESTAMPTZ(3),
  PRIMARY KEY ("account", "address_key")
);
CREATE INDEX "operator_tries_tried_at_idx" ON "operator_tries" ("tried_at");
ALTER TABLE "operators" DROP COLUMN "failed_logins", DROP COLUMN "locked_until";

-- A key may do less than its operator, ends, and goes with the key that made it. NULL scopes: made before there were any.
ALTER TABLE "api_keys"
  ADD COLUMN "scopes" TEXT[],
  ADD COLUMN "expires_at" TIMESTAMPTZ(3),
  ADD COLUMN "maker_key_id" UUID REFERENCES "api_keys" ("id") ON DELETE CASCADE;
CREATE INDEX "api_keys_maker_key_id_idx" ON "api_keys" ("maker_key_id");
