-- Who opened a proof of possession, so that nobody takes all places of a router; digests, no addresses.
ALTER TABLE "possessions" ADD COLUMN "asker" TEXT NOT NULL DEFAULT '';
ALTER TABLE "possessions" ADD COLUMN "asker_kind" TEXT NOT NULL DEFAULT 'stranger';

CREATE TABLE "proved_askers" (
    "router_id" UUID NOT NULL,
    "asker" TEXT NOT NULL,
    "proved_at" TIMESTAMPTZ NOT NULL,
    CONSTRAINT "proved_askers_pkey" PRIMARY KEY ("router_id", "asker")
);
