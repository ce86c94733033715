-- Why a router is offline or refused, as a word.
ALTER TABLE "routers" ADD COLUMN "fault" TEXT;
