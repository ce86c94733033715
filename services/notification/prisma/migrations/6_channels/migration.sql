-- Each channel is left alone by itself; what was known of the one there was is fonnte's.
CREATE TABLE "channel_breakers" (
    "name" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "open_until" TIMESTAMPTZ(3),
    "reason" TEXT NOT NULL DEFAULT '',
    "fault" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "channel_breakers_pkey" PRIMARY KEY ("name")
);
INSERT INTO "channel_breakers" ("name", "failures", "open_until", "reason", "fault")
SELECT 'fonnte', "failures", "open_until", "reason", "fault" FROM "channel" WHERE "failures" > 0;
-- By which a message went out, or was tried last.
ALTER TABLE "messages" ADD COLUMN "channel" TEXT NOT NULL DEFAULT '';
