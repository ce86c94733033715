-- What operators were told of: routers, registrations, requests, held usage; each thing once.
create table operator_announcements (
  id uuid primary key,
  template text not null,
  items jsonb not null,
  made_at timestamptz(3) not null,
  -- Null: not all have been sent it yet.
  sent_at timestamptz(3)
);
create index operator_announcements_template_made_at_idx on operator_announcements (template, made_at);
