-- What operators sign in with in place of a password: the public half of a key on a device of theirs.
CREATE TABLE "operator_passkeys" (
  "id" UUID NOT NULL,
  "operator_id" UUID NOT NULL,
  "credential_id" TEXT NOT NULL,
  "public_key" BYTEA NOT NULL,
  "counter" BIGINT NOT NULL,
  "transports" TEXT[],
  "synced" BOOLEAN NOT NULL,
  "rp_id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "last_used_at" TIMESTAMPTZ(3),
  "suspected_at" TIMESTAMPTZ(3),

  CONSTRAINT "operator_passkeys_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "operator_passkeys_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operators"("id") ON DELETE CASCADE ON UPDATE NO ACTION
);
-- One credential is one operator's.
CREATE UNIQUE INDEX "operator_passkeys_credential_id_key" ON "operator_passkeys"("credential_id");
CREATE INDEX "operator_passkeys_operator_id_idx" ON "operator_passkeys"("operator_id");

-- What a passkey is to sign; taken away by the first answer.
CREATE TABLE "passkey_challenges" (
  "id" UUID NOT NULL,
  "challenge" TEXT NOT NULL,
  "purpose" TEXT NOT NULL,
  "operator_id" UUID,
  "origin" TEXT NOT NULL,
  "address_key" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,

  CONSTRAINT "passkey_challenges_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "passkey_challenges_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operators"("id") ON DELETE CASCADE ON UPDATE NO ACTION
);
CREATE INDEX "passkey_challenges_expires_at_idx" ON "passkey_challenges"("expires_at");
CREATE INDEX "passkey_challenges_address_key_created_at_idx" ON "passkey_challenges"("address_key", "created_at");
CREATE INDEX "passkey_challenges_operator_id_idx" ON "passkey_challenges"("operator_id");

-- A session that a passkey opened ends with it.
ALTER TABLE "operator_sessions" ADD COLUMN "passkey_id" UUID;
ALTER TABLE "operator_sessions" ADD CONSTRAINT "operator_sessions_passkey_id_fkey" FOREIGN KEY ("passkey_id") REFERENCES "operator_passkeys"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
CREATE INDEX "operator_sessions_passkey_id_idx" ON "operator_sessions"("passkey_id");
