-- What belongs to an object and is never shown with it: who shares a draft's payment.
create table aside (
  account     text not null,
  livemode    integer not null,
  id          text not null,                       -- the object's
  body        text not null,                       -- JSON
  primary key (account, livemode, id)
) strict, without rowid;
