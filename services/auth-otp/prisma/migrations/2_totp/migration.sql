-- The second factor of an operator. Confirmed once the operator has shown a code; a step is never taken twice.
ALTER TABLE "operators" ADD COLUMN "totp_sealed" TEXT;
ALTER TABLE "operators" ADD COLUMN "totp_confirmed" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "operators" ADD COLUMN "totp_last_step" INTEGER NOT NULL DEFAULT 0;
