-- What the gateway wrote on routers within the last day: no MAC, no address, no secret.
CREATE TABLE "router_writes" (
    "write_id" UUID NOT NULL,
    "router_id" UUID NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "change" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "subscriber_id" TEXT NOT NULL,
    "device_id" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "refusal" TEXT NOT NULL,
    CONSTRAINT "router_writes_pkey" PRIMARY KEY ("write_id")
);
CREATE INDEX "router_writes_router_id_at_write_id_idx" ON "router_writes" ("router_id", "at", "write_id");
