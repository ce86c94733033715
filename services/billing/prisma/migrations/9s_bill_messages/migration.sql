CREATE TABLE "bill_messages" (
  "bill_id" UUID NOT NULL,
  "day" DATE NOT NULL,
  "sent_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "bill_messages_pkey" PRIMARY KEY ("bill_id", "day")
);
