-- Those who wait for an operator are few among very many.
CREATE INDEX "subscribers_pending_idx" ON "subscribers" ("created_at", "id") WHERE "approval" = 'pending';
