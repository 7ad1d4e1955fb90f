-- Our share of what connected accounts' customers paid. Our books, so no generation either. A fee never
-- changes but for what was given back of it, and that only grows: whatever order news comes in, the
-- larger figure is the later one.
create table annex.application_fees (
  id              text not null,                   -- fee_…
  livemode        boolean not null,
  account         text not null,                   -- acct_… whose payment it is a share of
  amount          bigint not null,
  amount_refunded bigint not null,
  currency        text not null,
  created         bigint not null,
  primary key (livemode, id)
);
-- The page about fees asks for the newest months.
create index application_fees_newest on annex.application_fees (livemode, created desc);
