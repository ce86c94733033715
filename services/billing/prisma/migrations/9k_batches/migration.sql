-- Many subscribers at once: rows of a file, or one act for many; each row has its own end.
CREATE TABLE "batches" (
    "id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "days" INTEGER NOT NULL,
    "site" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),

    CONSTRAINT "batches_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "batches_created_at_id_idx" ON "batches" ("created_at", "id");

CREATE TABLE "batch_rows" (
    "batch_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "refusal" TEXT,
    "subscriber_id" UUID,
    "line" JSONB,

    CONSTRAINT "batch_rows_pkey" PRIMARY KEY ("batch_id", "number")
);
CREATE INDEX "batch_rows_batch_id_state_number_idx" ON "batch_rows" ("batch_id", "state", "number");
