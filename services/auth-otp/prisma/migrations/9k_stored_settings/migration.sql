-- What operators set in place of the machine's environment, sealed by SECRETS_KEY; null: it went back to the machine's.
-- Each change is an event of `setting-<name>`.
CREATE TABLE "stored_settings" (
    "name" TEXT NOT NULL,
    "version" BIGINT NOT NULL,
    "sealed_value" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by" TEXT NOT NULL,

    CONSTRAINT "stored_settings_pkey" PRIMARY KEY ("name")
);
