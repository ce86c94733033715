-- How a MAC ceased to be someone's: its page says so instead of guessing. Erasable; goes when the MAC is enrolled anew.
CREATE TABLE "former_devices" (
  "mac" TEXT PRIMARY KEY,
  "subscriber_id" UUID NOT NULL REFERENCES "subscribers" ("id") ON DELETE CASCADE,
  "device_id" UUID NOT NULL,
  "label" TEXT NOT NULL,
  "cause" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "former_devices_at_idx" ON "former_devices" ("at");
CREATE INDEX "former_devices_device_id_idx" ON "former_devices" ("device_id");
