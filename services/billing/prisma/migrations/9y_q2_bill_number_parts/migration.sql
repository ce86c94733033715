-- Bills are found by any part of their number. pg_trgm comes with PostgreSQL (a trusted extension); where the database has
-- it already, it lies in the schema that it was made in.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
DO $$
DECLARE trigrams text := (SELECT quote_ident(n.nspname) || '.gin_trgm_ops' FROM pg_extension e
  JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm');
BEGIN
  EXECUTE 'CREATE INDEX "bills_number_part_idx" ON "bills" USING gin ("number" ' || trigrams || ')';
END $$;
