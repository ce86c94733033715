-- Which operator has been sent the message of which evening.
CREATE TABLE "evening_messages" (
    "operator_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evening_messages_pkey" PRIMARY KEY ("operator_id", "day")
);
