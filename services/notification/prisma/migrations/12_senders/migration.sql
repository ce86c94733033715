-- From which of several numbers of its channel a message was tried last; empty: before there were several.
ALTER TABLE "messages" ADD COLUMN "sender" TEXT NOT NULL DEFAULT '';
