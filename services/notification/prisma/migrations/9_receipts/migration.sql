-- What a channel tells of a message that it took, and what Meta's price category of it is.
ALTER TABLE "messages" ADD COLUMN "receipt_at" TIMESTAMPTZ(3);
ALTER TABLE "messages" ADD COLUMN "delivered_at" TIMESTAMPTZ(3);
ALTER TABLE "messages" ADD COLUMN "read_at" TIMESTAMPTZ(3);
ALTER TABLE "messages" ADD COLUMN "failed_at" TIMESTAMPTZ(3);
ALTER TABLE "messages" ADD COLUMN "failed_fault" TEXT;
ALTER TABLE "messages" ADD COLUMN "failed_reason" TEXT;
ALTER TABLE "messages" ADD COLUMN "price_category" TEXT;
ALTER TABLE "messages" ADD COLUMN "billable" BOOLEAN;
CREATE INDEX "messages_provider_id_idx" ON "messages" ("provider_id");
-- When a contact last wrote to us: it may be answered in words of our own for a while after it.
CREATE TABLE "contact_windows" (
  "channel" TEXT NOT NULL,
  "contact" TEXT NOT NULL,
  "last_inbound_at" TIMESTAMPTZ(3) NOT NULL,

  CONSTRAINT "contact_windows_pkey" PRIMARY KEY ("channel", "contact")
);
CREATE INDEX "contact_windows_last_inbound_at_idx" ON "contact_windows" ("last_inbound_at");
