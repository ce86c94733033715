-- What operators have added to collect by: archives as they came, which one takes new orders by which method, and what
-- they are set to, sealed.
CREATE TABLE "payment_plugins" (
  "plugin_id" TEXT NOT NULL,
  "version" TEXT NOT NULL,
  "digest" TEXT NOT NULL,
  "signer" TEXT,
  "archive" BYTEA NOT NULL,
  "installed_at" TIMESTAMPTZ(3) NOT NULL,
  "installed_by" TEXT NOT NULL,
  PRIMARY KEY ("plugin_id", "version")
);
CREATE TABLE "payment_plugin_methods" (
  "method" TEXT PRIMARY KEY,
  "plugin_id" TEXT NOT NULL,
  "version" TEXT NOT NULL,
  "activated_at" TIMESTAMPTZ(3) NOT NULL,
  "activated_by" TEXT NOT NULL,
  FOREIGN KEY ("plugin_id", "version") REFERENCES "payment_plugins" ("plugin_id", "version") ON DELETE RESTRICT ON UPDATE NO ACTION
);
CREATE TABLE "payment_plugin_settings" (
  "plugin_id" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "sealed" TEXT NOT NULL,
  "changed_at" TIMESTAMPTZ(3) NOT NULL,
  "changed_by" TEXT NOT NULL,
  PRIMARY KEY ("plugin_id", "key")
);
CREATE TABLE "payment_plugin_parts" (
  "upload_id" UUID NOT NULL,
  "part" INTEGER NOT NULL,
  "content" BYTEA NOT NULL,
  "stored_at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("upload_id", "part")
);
-- Any change of the three tables above, as one number: replicas look at it before they collect.
CREATE TABLE "payment_plugin_revision" (
  "only" BOOLEAN PRIMARY KEY DEFAULT true,
  "revision" BIGINT NOT NULL DEFAULT 0
);
INSERT INTO "payment_plugin_revision" DEFAULT VALUES;
ALTER TABLE "payments" ADD COLUMN "plugin" TEXT;
CREATE INDEX "payments_plugin_state_idx" ON "payments" ("plugin", "state");
