-- PPPoE lines as they stand, beside their streams; their passwords apart and sealed, since no event may hold one.
CREATE TABLE "lines" (
  "line_id" UUID PRIMARY KEY,
  "subscriber_id" UUID NOT NULL,
  "router_id" UUID NOT NULL,
  "username" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "terms" JSONB NOT NULL,
  "is_adopted" BOOLEAN NOT NULL,
  "password_version" INTEGER NOT NULL,
  "changed_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX "lines_subscriber_id_idx" ON "lines" ("subscriber_id");
-- A name is one line's at a time; that of a removed line is free.
CREATE UNIQUE INDEX "lines_name" ON "lines" ("router_id", "username") WHERE "state" <> 'removed';

CREATE TABLE "line_passwords" (
  "line_id" UUID PRIMARY KEY,
  "password" BYTEA NOT NULL
);

-- The commands that took effect on lines, each stored in the transaction of what it did.
CREATE TABLE "handled_commands" (
  "command_id" TEXT NOT NULL,
  "stream" TEXT NOT NULL,
  "content_hash" TEXT NOT NULL,
  "handled_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "handled_commands_pkey" PRIMARY KEY ("command_id", "stream")
);
