-- What customers used, as meter events tell it: summed up for invoices, summaries and alerts.
create table usage (
  seq         integer primary key,
  account     text not null,
  livemode    integer not null,
  name        text not null,                       -- the meter's `event_name`
  customer    text not null,
  at          integer not null,                    -- when it was used
  value       real not null,
  identifier  text not null,
  received    integer not null,
  canceled    integer not null default 0
) strict;
-- How much did a customer use in this time?
create index usage_measured on usage (account, livemode, name, customer, at);
-- Did this one come before?
create index usage_identified on usage (account, livemode, identifier, received);
