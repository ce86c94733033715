-- Who runs each site, as operators set it; the empty site is the one of all sites.
CREATE TABLE "site_profiles" (
    "site" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "profile" JSONB NOT NULL,
    "logo" BYTEA,
    "logo_etag" TEXT,

    CONSTRAINT "site_profiles_pkey" PRIMARY KEY ("site")
);
