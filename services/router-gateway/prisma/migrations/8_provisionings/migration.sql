-- What operators had made on routers, with what undoes it.
CREATE TABLE "provisionings" (
    "provisioning_id" UUID NOT NULL,
    "router_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "begun_at" TIMESTAMPTZ NOT NULL,
    "steps" JSON NOT NULL,
    "steps_done" INTEGER NOT NULL DEFAULT 0,
    "refusal" TEXT NOT NULL DEFAULT '',
    "left_behind" JSON NOT NULL DEFAULT '[]',
    CONSTRAINT "provisionings_pkey" PRIMARY KEY ("provisioning_id")
);
CREATE INDEX "provisionings_router_id_begun_at_idx" ON "provisionings" ("router_id", "begun_at");
