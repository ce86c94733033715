-- What lies in the safes is summed up from the journal.
CREATE INDEX "journal_safe_idx" ON "journal" ("site") WHERE "account" = 'safe';
