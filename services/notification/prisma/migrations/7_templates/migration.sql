-- What operators say in place of the house's own texts, version by version; nothing is ever overwritten.
CREATE TABLE "message_templates" (
    "template" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    -- Null: the house's own text, as it is when a message is sent.
    "text" TEXT,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "command_id" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,

    CONSTRAINT "message_templates_pkey" PRIMARY KEY ("template", "locale", "version")
);
CREATE UNIQUE INDEX "message_templates_command_id_key" ON "message_templates" ("command_id");
-- Kinds that are not sent.
CREATE TABLE "message_kinds_off" (
    "template" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_kinds_off_pkey" PRIMARY KEY ("template")
);
