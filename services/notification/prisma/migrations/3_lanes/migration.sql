-- Codes wait in lanes of their own, fair over where they were asked from.
ALTER TABLE "messages"
  ADD COLUMN "lane" TEXT NOT NULL DEFAULT 'notice',
  ADD COLUMN "sources" TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "queue_rank" INTEGER NOT NULL DEFAULT 0;
UPDATE "messages" SET "lane" = 'known' WHERE "purpose" = 'otp';
CREATE INDEX "messages_state_lane_queue_rank_idx" ON "messages" ("state", "lane", "queue_rank");
