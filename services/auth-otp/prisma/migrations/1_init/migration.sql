-- Tables of auth-otp: all personal data of subscribers lives here and can be erased; what others decide by is in the
-- event store beside them.
CREATE TABLE "subscribers" (
  "id" UUID PRIMARY KEY,
  "phone" TEXT NOT NULL UNIQUE,
  "name" TEXT NOT NULL DEFAULT '',
  "locale" TEXT NOT NULL DEFAULT 'id',
  "site" TEXT NOT NULL DEFAULT '',
  "fields" JSONB NOT NULL DEFAULT '{}',
  "role" TEXT NOT NULL,
  "approval" TEXT NOT NULL,
  "disabled" BOOLEAN NOT NULL,
  "blocked" BOOLEAN NOT NULL,
  "block_reason" TEXT,
  "terms_version" INTEGER NOT NULL,
  "devices_version" INTEGER NOT NULL DEFAULT 0,
  "created_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "subscribers_created_at_id_idx" ON "subscribers" ("created_at", "id");

CREATE TABLE "devices" (
  "id" UUID PRIMARY KEY,
  "subscriber_id" UUID NOT NULL REFERENCES "subscribers" ("id") ON DELETE CASCADE,
  "mac" TEXT NOT NULL UNIQUE,
  "label" TEXT NOT NULL DEFAULT '',
  "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
  "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
  "last_address" TEXT NOT NULL DEFAULT '',
  "private_mac" BOOLEAN NOT NULL,
  "authorized" BOOLEAN NOT NULL DEFAULT true
);
CREATE INDEX "devices_subscriber_id_idx" ON "devices" ("subscriber_id");

-- A code is kept as an HMAC only. Rows go after two days (retention).
CREATE TABLE "otp_challenges" (
  "id" UUID PRIMARY KEY,
  "phone" TEXT NOT NULL,
  "device_key" TEXT,
  "code_hmac" TEXT NOT NULL,
  "locale" TEXT NOT NULL,
  "site" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "failed_tries" INTEGER NOT NULL DEFAULT 0,
  "consumed_at" TIMESTAMPTZ(3)
);
CREATE INDEX "otp_challenges_phone_created_at_idx" ON "otp_challenges" ("phone", "created_at");
CREATE INDEX "otp_challenges_device_key_created_at_idx" ON "otp_challenges" ("device_key", "created_at");
CREATE INDEX "otp_challenges_created_at_idx" ON "otp_challenges" ("created_at");

CREATE TABLE "session_families" (
  "id" UUID PRIMARY KEY,
  "subscriber_id" UUID NOT NULL REFERENCES "subscribers" ("id") ON DELETE CASCADE,
  "device_id" UUID REFERENCES "devices" ("id") ON DELETE SET NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "revoked_at" TIMESTAMPTZ(3)
);
CREATE INDEX "session_families_subscriber_id_idx" ON "session_families" ("subscriber_id");
CREATE INDEX "session_families_expires_at_idx" ON "session_families" ("expires_at");

CREATE TABLE "refresh_tokens" (
  "token_hash" TEXT PRIMARY KEY,
  "family_id" UUID NOT NULL REFERENCES "session_families" ("id") ON DELETE CASCADE,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "used_at" TIMESTAMPTZ(3)
);
CREATE INDEX "refresh_tokens_family_id_idx" ON "refresh_tokens" ("family_id");
CREATE INDEX "refresh_tokens_expires_at_idx" ON "refresh_tokens" ("expires_at");

CREATE TABLE "operators" (
  "id" UUID PRIMARY KEY,
  "email" TEXT NOT NULL UNIQUE,
  "phone" TEXT UNIQUE,
  "name" TEXT NOT NULL DEFAULT '',
  "role" TEXT NOT NULL,
  "password_hash" TEXT NOT NULL,
  "must_change_password" BOOLEAN NOT NULL DEFAULT false,
  "failed_logins" INTEGER NOT NULL DEFAULT 0,
  "locked_until" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL
);

CREATE TABLE "operator_sessions" (
  "token_hash" TEXT PRIMARY KEY,
  "operator_id" UUID NOT NULL REFERENCES "operators" ("id") ON DELETE CASCADE,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "operator_sessions_operator_id_idx" ON "operator_sessions" ("operator_id");
CREATE INDEX "operator_sessions_expires_at_idx" ON "operator_sessions" ("expires_at");

CREATE TABLE "api_keys" (
  "id" UUID PRIMARY KEY,
  "operator_id" UUID NOT NULL REFERENCES "operators" ("id") ON DELETE CASCADE,
  "name" TEXT NOT NULL,
  "key_hash" TEXT NOT NULL UNIQUE,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "last_used_at" TIMESTAMPTZ(3)
);
CREATE INDEX "api_keys_operator_id_idx" ON "api_keys" ("operator_id");
