-- Operators see their open sessions, and end them one by one: never by the token, which is nobody's to show.
ALTER TABLE "operator_sessions" ADD COLUMN "id" UUID NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE "operator_sessions" ADD COLUMN "last_seen_at" TIMESTAMPTZ(3);
ALTER TABLE "operator_sessions" ADD COLUMN "address" TEXT NOT NULL DEFAULT '';
ALTER TABLE "operator_sessions" ADD COLUMN "user_agent" TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX "operator_sessions_id_key" ON "operator_sessions"("id");
