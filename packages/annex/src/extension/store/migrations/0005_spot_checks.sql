-- When a sample of an account's objects was last compared with Stripe, and what came of it.
create table annex.spot_checks (
  account    text not null,
  livemode   boolean not null,
  generation integer not null,
  at         bigint not null,                      -- begun
  compared   integer not null default 0,           -- objects, that time
  drifted    integer not null default 0,           -- of them, for certain
  primary key (account, livemode)
);
