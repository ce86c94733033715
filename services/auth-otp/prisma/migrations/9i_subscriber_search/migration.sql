-- Subscribers are found by any part of a name, a number, what an operator's field holds, or a MAC. pg_trgm comes with
-- PostgreSQL (a trusted extension); where the database has it already, it lies in the schema that it was made in.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
DO $$
DECLARE trigrams text := (SELECT quote_ident(n.nspname) || '.gin_trgm_ops' FROM pg_extension e
  JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm');
BEGIN
  EXECUTE 'CREATE INDEX "subscribers_name_part_idx" ON "subscribers" USING gin ("name" ' || trigrams || ')';
  EXECUTE 'CREATE INDEX "subscribers_phone_part_idx" ON "subscribers" USING gin ("phone" ' || trigrams || ')';
  EXECUTE 'CREATE INDEX "subscribers_fields_part_idx" ON "subscribers" USING gin ((jsonb_path_query_array("fields", ''$.*'')::text) '
    || trigrams || ') WHERE "fields" <> ''{}''';
  EXECUTE 'CREATE INDEX "devices_mac_part_idx" ON "devices" USING gin ((replace("mac", '':'', '''')) ' || trigrams || ')';
END $$;
