-- Events of the second API: kept apart, since no webhook endpoint of the first is owed them.
create table thin_events (
  id        text primary key,
  account   text not null references accounts (id),
  livemode  integer not null check (livemode in (0, 1)),
  type      text not null,
  created   integer not null,
  object_id text,
  body      text not null                        -- JSON, as `GET /v2/core/events/:id` shows it
) strict;

-- The newest of an account.
create index thin_events_listed on thin_events (account, livemode, created);
