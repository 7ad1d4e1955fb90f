-- Idempotency keys come in no order, so the index that kept them unique was written in another place
-- for every request: with sixteen requests under a commit, fifteen pages of it. They are found
-- by `used-keys.ts` now, which brings its index up to date in order and many at a time.
create table kept_answers (
  seq         integer primary key,                 -- oldest first, to be forgotten
  account     text not null,
  livemode    integer not null check (livemode in (0, 1)),
  key         text not null,
  route       text not null,                       -- POST /v1/…, as the first request had it
  fingerprint text not null,                       -- hash of the parameters
  request_id  text not null,
  status      integer not null,
  answer      text not null,
  created     integer not null
) strict;

insert into kept_answers
select seq, account, livemode, key, route, fingerprint, request_id, status, answer, created
  from idempotent_requests;
drop table idempotent_requests;
alter table kept_answers rename to idempotent_requests;

-- Which rows may be of a key? All but the newest are here.
create table used_keys (
  hash integer not null,                           -- of account, mode and key
  seq  integer not null,                           -- in idempotent_requests
  primary key (hash, seq)
) strict, without rowid;
