-- Keys that open one object for a short while, such as an ephemeral key a customer's phone holds.
create table narrow_keys (
  hash       text primary key,
  account    text not null references accounts (id),
  livemode   integer not null check (livemode in (0, 1)),
  -- The object that shows the key (`ephkey_…`), and the only one it opens.
  key        text not null,
  opens      text not null,
  masked     text not null,
  version    text not null,
  expires_at integer not null,
  unique (account, livemode, key)
) strict;
