-- How many devices a subscriber's packages let them have, as the ledger said last; without a row: DEVICE_LIMIT.
CREATE TABLE "device_limits" (
    "subscriber_id" UUID NOT NULL,
    "version" BIGINT NOT NULL,
    "devices" INTEGER NOT NULL,

    CONSTRAINT "device_limits_pkey" PRIMARY KEY ("subscriber_id")
);
