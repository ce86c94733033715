-- How a device came to its subscriber: login, possession, search, operator. What was there before is taken as a login.
ALTER TABLE "devices" ADD COLUMN "enrolled_by" TEXT NOT NULL DEFAULT 'login';
