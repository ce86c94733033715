-- What the owners of numbers want no messages about.
create table message_switches (
  phone text not null,
  message_group text not null,
  at timestamptz(3) not null,
  primary key (phone, message_group)
);
