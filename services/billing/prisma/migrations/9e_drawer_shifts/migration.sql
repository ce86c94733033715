-- A shift of a drawer, from its opening to its closing: read from the events, from the first on.
CREATE TABLE "drawer_shifts" (
    "operator_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "last_revision" INTEGER NOT NULL,
    "site" TEXT,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "float_rupiah" BIGINT NOT NULL,
    "paid_in_rupiah" BIGINT NOT NULL DEFAULT 0,
    "paid_out_rupiah" BIGINT NOT NULL DEFAULT 0,
    "closed_at" TIMESTAMPTZ(3),
    "expected_rupiah" BIGINT,
    "counted_rupiah" BIGINT,
    "note" TEXT NOT NULL DEFAULT '',
    "closed_by" TEXT NOT NULL DEFAULT '',
    "handed_to" TEXT,

    CONSTRAINT "drawer_shifts_pkey" PRIMARY KEY ("operator_id", "number")
);
CREATE INDEX "drawer_shifts_closed_at_operator_id_idx" ON "drawer_shifts" ("closed_at", "operator_id");

-- What a shift brought is summed up from the journal.
CREATE INDEX "journal_operator_id_at_idx" ON "journal" ("operator_id", "at");
CREATE INDEX "journal_party_at_idx" ON "journal" ("party", "at");
