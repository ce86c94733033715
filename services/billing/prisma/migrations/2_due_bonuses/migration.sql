-- Looked at twice a second: only what is still to be given, however many were given before.
CREATE INDEX "registration_bonuses_due_idx" ON "registration_bonuses" ("next_attempt_at") WHERE "given_at" IS NULL;
