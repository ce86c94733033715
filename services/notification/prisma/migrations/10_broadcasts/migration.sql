-- Messages to many: whom they are for is stored before anything is sent.
CREATE TABLE "broadcasts" (
    "id" UUID NOT NULL,
    "command_id" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "text_indonesian" TEXT NOT NULL,
    "text_english" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "per_minute" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL DEFAULT 'resolving',
    -- How far its audience is found: by which owner of data, and behind which page.
    "stage" INTEGER NOT NULL DEFAULT 0,
    "stage_cursor" TEXT NOT NULL DEFAULT '',
    -- The pace: nobody gets it before.
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "broadcasts_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "broadcasts_command_id_key" ON "broadcasts" ("command_id");
CREATE INDEX "broadcasts_state_idx" ON "broadcasts" ("state");
CREATE INDEX "broadcasts_created_at_idx" ON "broadcasts" ("created_at");
CREATE TABLE "broadcast_recipients" (
    "broadcast_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    -- The owners of data that have named them.
    "stage" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "command_id" TEXT,

    CONSTRAINT "broadcast_recipients_pkey" PRIMARY KEY ("broadcast_id", "subscriber_id")
);
CREATE INDEX "broadcast_recipients_broadcast_id_state_subscriber_id_idx" ON "broadcast_recipients" ("broadcast_id", "state", "subscriber_id");
-- Numbers that want no message to many.
CREATE TABLE "broadcast_opt_outs" (
    "phone" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "broadcast_opt_outs_pkey" PRIMARY KEY ("phone")
);
