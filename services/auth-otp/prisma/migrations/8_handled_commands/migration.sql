-- The commands that took effect, each stored in the transaction of what it did: also those that left no event.
CREATE TABLE "handled_commands" (
  "command_id" TEXT NOT NULL,
  "stream" TEXT NOT NULL,
  "content_hash" TEXT NOT NULL,
  "handled_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "handled_commands_pkey" PRIMARY KEY ("command_id", "stream")
);
