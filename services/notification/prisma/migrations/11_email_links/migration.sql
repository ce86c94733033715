-- Who can be written to by e-mail: an address that a number's owner proved.
CREATE TABLE "email_links" (
  "phone" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  "linked_at" TIMESTAMPTZ(3) NOT NULL,

  CONSTRAINT "email_links_pkey" PRIMARY KEY ("phone")
);
-- The code that was sent to an address; hashed, and good for a few tries.
CREATE TABLE "email_proofs" (
  "phone" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  "code_hash" TEXT NOT NULL,
  "tries" INTEGER NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "asked_at" TIMESTAMPTZ(3) NOT NULL,
  "day_at" TIMESTAMPTZ(3) NOT NULL,
  "asked" INTEGER NOT NULL,

  CONSTRAINT "email_proofs_pkey" PRIMARY KEY ("phone")
);
CREATE INDEX "email_proofs_expires_at_idx" ON "email_proofs" ("expires_at");
