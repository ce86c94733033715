-- Why an operator stopped a message to many.
ALTER TABLE "broadcasts" ADD COLUMN "stop_reason" TEXT;
