-- At most one file goes with a message: sealed like the text, and gone once the message has ended.
ALTER TABLE "messages"
  ADD COLUMN "attachment_name" TEXT,
  ADD COLUMN "attachment_type" TEXT,
  ADD COLUMN "attachment_sealed" BYTEA;
