-- Which device has taken the free quota of a day, whatever account it was in; who takes it holds its place before the account decides.
CREATE TABLE "free_takings" (
    "device_id" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "command_id" TEXT NOT NULL,

    CONSTRAINT "free_takings_pkey" PRIMARY KEY ("device_id")
);
