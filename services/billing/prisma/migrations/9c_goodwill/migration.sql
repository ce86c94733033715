-- Goodwill for everybody of a site or of a router: who gets it is fixed when it is given, each once.
CREATE TABLE "goodwills" (
    "id" UUID NOT NULL,
    "site" TEXT,
    "router_id" UUID,
    "extend_seconds" BIGINT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "lasts_seconds" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "silent" BOOLEAN NOT NULL,
    "content_hash" TEXT NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "goodwills_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "goodwills_given_at_id_idx" ON "goodwills" ("given_at", "id");

CREATE TABLE "goodwill_receivers" (
    "goodwill_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "refusal" TEXT,
    "told" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "goodwill_receivers_pkey" PRIMARY KEY ("goodwill_id", "subscriber_id")
);
CREATE INDEX "goodwill_receivers_goodwill_id_state_told_idx" ON "goodwill_receivers" ("goodwill_id", "state", "told");
