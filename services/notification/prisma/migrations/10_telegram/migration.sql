-- Who can be written to by Telegram: a chat that its owner linked to a number.
CREATE TABLE "telegram_links" (
  "phone" TEXT NOT NULL,
  "chat_id" TEXT NOT NULL,
  "linked_at" TIMESTAMPTZ(3) NOT NULL,

  CONSTRAINT "telegram_links_pkey" PRIMARY KEY ("phone")
);
CREATE UNIQUE INDEX "telegram_links_chat_id_key" ON "telegram_links" ("chat_id");
-- What a person presses Start with; hashed, since whoever has it becomes the number's reader.
CREATE TABLE "telegram_link_tokens" (
  "token_hash" TEXT NOT NULL,
  "phone" TEXT NOT NULL,
  "locale" TEXT NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,

  CONSTRAINT "telegram_link_tokens_pkey" PRIMARY KEY ("token_hash")
);
CREATE UNIQUE INDEX "telegram_link_tokens_phone_key" ON "telegram_link_tokens" ("phone");
CREATE INDEX "telegram_link_tokens_expires_at_idx" ON "telegram_link_tokens" ("expires_at");
