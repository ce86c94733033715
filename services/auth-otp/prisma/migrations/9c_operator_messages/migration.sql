-- What operators are written to about, in which language, and of which site ('': of all).
ALTER TABLE "operators"
  ADD COLUMN "messages" TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "messages_site" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "locale" TEXT NOT NULL DEFAULT 'id';
