-- What an operator signs in with when their authenticator is lost: each once. Only digests are kept.
CREATE TABLE "operator_recovery_codes" (
    "operator_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    CONSTRAINT "operator_recovery_codes_pkey" PRIMARY KEY ("operator_id", "digest")
);
ALTER TABLE "operator_recovery_codes" ADD CONSTRAINT "operator_recovery_codes_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operators"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
