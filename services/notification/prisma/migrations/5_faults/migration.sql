-- Why a message failed in a word of the house; messages are looked up by whom they went to.
ALTER TABLE "messages" ADD COLUMN "fault" TEXT;
ALTER TABLE "channel" ADD COLUMN "fault" TEXT NOT NULL DEFAULT '';
CREATE INDEX "messages_to_phone_created_at_idx" ON "messages" ("to_phone", "created_at");
