-- Operators remind a person of their debts at most once a day.
CREATE TABLE "debt_reminders" (
    "subscriber_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "command_id" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "debt_reminders_pkey" PRIMARY KEY ("subscriber_id", "day")
);

CREATE UNIQUE INDEX "debt_reminders_command_id_key" ON "debt_reminders"("command_id");
