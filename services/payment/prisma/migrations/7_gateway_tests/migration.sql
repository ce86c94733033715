-- Whether the gateway took our key, each time that an operator asked.
CREATE TABLE "gateway_tests" (
  "test_id" UUID PRIMARY KEY,
  "actor" TEXT NOT NULL,
  "tested_at" TIMESTAMPTZ(3) NOT NULL,
  "settings_hash" TEXT,
  "fault" TEXT,
  "reason" TEXT NOT NULL DEFAULT ''
);
CREATE INDEX "gateway_tests_actor_tested_at_idx" ON "gateway_tests" ("actor", "tested_at");
CREATE INDEX "gateway_tests_settings_hash_tested_at_idx" ON "gateway_tests" ("settings_hash", "tested_at");
