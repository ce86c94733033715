-- What people did in Telegram that was taken: until the next question confirms it, Telegram tells it again.
CREATE TABLE "telegram_updates" (
  "id" TEXT NOT NULL,
  "taken_at" TIMESTAMPTZ(3) NOT NULL,

  CONSTRAINT "telegram_updates_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "telegram_updates_taken_at_idx" ON "telegram_updates" ("taken_at");
