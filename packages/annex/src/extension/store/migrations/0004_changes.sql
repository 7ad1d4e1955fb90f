-- ── the feed of changes ──────────────────────────────────────────────────────────────────────

-- Who reads the feed, and how far each has come. While there is nobody, nothing is written for it.
create table annex.consumers (
  name     text primary key,
  position bigint not null,                        -- all up to here it has dealt with
  read_at  bigint not null
);

-- Events in the order they are read in. A number taken while an event is written could commit after
-- a larger one, and a reader would be past it; so readers give the numbers, one reader at a time.
create table annex.changes (
  account    text not null,
  livemode   boolean not null,
  generation integer not null,
  event      text not null,
  position   bigint,                               -- null: no reader has come since
  primary key (account, livemode, event),
  foreign key (account, livemode, event) references annex.inbox on delete cascade
);
create unique index changes_in_order on annex.changes (position) where position is not null;
create index changes_waiting on annex.changes (account, livemode, event) where position is null;

-- One row, which whoever gives numbers holds.
create table annex.feed (
  one    boolean primary key default true check (one),
  last   bigint not null default 0,                -- the largest number given
  pruned bigint not null default 0                 -- up to here something may be gone
);
insert into annex.feed default values;
