-- Scripts that a new router may fetch once its operator pasted their address; the password is in routers.secret.
create table onboardings (
  token_hash text primary key,
  router_id uuid not null,
  settings jsonb not null,
  expires_at timestamptz not null
);
