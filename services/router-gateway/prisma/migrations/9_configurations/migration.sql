-- The configurations of routers, one for each change that was seen.
CREATE TABLE "configurations" (
    "configuration_id" UUID NOT NULL,
    "router_id" UUID NOT NULL,
    "taken_at" TIMESTAMPTZ NOT NULL,
    "seen_at" TIMESTAMPTZ NOT NULL,
    "digest" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "accepted" BOOLEAN NOT NULL,
    "accepted_by" TEXT,
    CONSTRAINT "configurations_pkey" PRIMARY KEY ("configuration_id")
);
CREATE INDEX "configurations_router_id_taken_at_idx" ON "configurations" ("router_id", "taken_at");
