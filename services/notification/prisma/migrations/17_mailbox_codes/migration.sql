-- How many codes went to an address, whoever asked for them; of the address only a digest is kept.
CREATE TABLE "mailbox_codes" (
  "mailbox" TEXT NOT NULL,
  "day_at" TIMESTAMPTZ(3) NOT NULL,
  "codes" INTEGER NOT NULL,

  CONSTRAINT "mailbox_codes_pkey" PRIMARY KEY ("mailbox")
);
CREATE INDEX "mailbox_codes_day_at_idx" ON "mailbox_codes" ("day_at");
