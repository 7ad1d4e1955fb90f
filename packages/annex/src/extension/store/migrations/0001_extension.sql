-- The extension's tables. `annex` holds how we work, `stripe` what the connected accounts own.
create schema if not exists annex;
create schema stripe;

-- ── connections ──────────────────────────────────────────────────────────────────────────────

-- A generation is one stretch of being connected. Drawn from here by every connect and every
-- disconnect, so no number ever comes back and a late job of an old one can't match (C1, C4).
create sequence annex.generations as integer;

create table annex.connections (
  id            text primary key,
  tenant        text not null,                     -- the app's own user or team (reliability C7)
  account       text not null,                     -- acct_…
  livemode      boolean not null,
  kind          text not null check (kind in ('connect', 'app')),
  scope         text not null,
  state         text not null check (state in ('active', 'paused', 'purging')),
  state_reason  text,
  generation    integer not null,
  grants        integer not null default 1,        -- raised by every completed connect: a loss proven before is void (C5)
  credentials   text,                              -- sealed JSON; null from the disconnect on (K1, C2)
  connected_at  bigint not null,                   -- Unix seconds, as everywhere
  last_event_at bigint,
  events_cursor bigint,                            -- catch-up has seen events up to here
  refused_since bigint,                            -- first of an unbroken run of 403 (C6)
  unique (account, livemode),
  check (state <> 'purging' or credentials is null)
);

-- A disconnect's clean-up under way. Gone when it is done, and so is the connection's row.
create table annex.purges (
  account    text not null,
  livemode   boolean not null,
  generation integer not null,                     -- rows of generations below this one go
  removed    bigint not null default 0,
  started_at bigint not null,
  reason     text not null,
  primary key (account, livemode, generation)
);

-- Random, single use, half an hour, bound to the browser and the tenant (reliability C8).
create table annex.connect_states (
  hash         text primary key,
  session_hash text not null,
  tenant       text not null,
  livemode     boolean not null,
  scope        text not null,
  return_to    text,                               -- a path of ours; null: the connection's page
  app_state    text,                               -- the host app's own word, handed to onConnect
  created      bigint not null,
  used_at      bigint,
  outcome      jsonb                               -- what the first callback came to, for a reload
);

-- What stays after a disconnect: one line, no data (C3).
create table annex.audit (
  id           bigint generated always as identity primary key,
  account_hash text not null,
  livemode     boolean not null,
  action       text not null,
  at           bigint not null,
  details      jsonb not null default '{}'
);

-- Keys we made ourselves, sealed under ENCRYPTION_KEY.
create table annex.keys (
  name   text primary key,
  sealed text not null
);

-- ── people and their sessions ────────────────────────────────────────────────────────────────

create table annex.people (
  id            text primary key,
  email         text not null unique,
  password_hash text not null,
  created       bigint not null
);

create table annex.sessions (
  hash    text primary key,
  person  text references annex.people,
  created bigint not null,
  seen    bigint not null
);

-- ── sync ─────────────────────────────────────────────────────────────────────────────────────

-- Observation numbers: drawn before a read is sent or when an event is received (O1, O2).
create sequence annex.observations;

create table annex.inbox (
  account     text not null,
  livemode    boolean not null,
  event       text not null,                       -- evt_…
  generation  integer,                             -- null: no active connection; ignored (W9)
  type        text not null,
  created     bigint not null,                     -- the event's own second
  obs         bigint not null,
  received_at bigint not null,
  body_hash   text not null,
  body        jsonb,                               -- null when ignored
  state       text not null check (state in ('received', 'processed', 'ignored')),
  primary key (account, livemode, event)
);
create index inbox_waiting on annex.inbox (obs) where state = 'received';
create index inbox_recent on annex.inbox (account, livemode, received_at desc);
-- Which have been kept long enough.
create index inbox_old on annex.inbox (state, received_at);

-- Objects to be read again: what we heard of them can't be ordered, or they are missing (O4, O5, O8).
create table annex.rereads (
  account    text not null,
  livemode   boolean not null,
  generation integer not null,
  kind       text not null,
  object     text not null,
  obs        bigint not null,                      -- a read whose own number is larger settles it (O9)
  attempts   integer not null default 0,
  primary key (account, livemode, kind, object)
);

-- One run per account, mode and kind, held by the store (B7).
create table annex.backfills (
  account      text not null,
  livemode     boolean not null,
  kind         text not null,
  generation   integer not null,
  state        text not null check (state in ('waiting', 'running', 'done', 'paused')),
  reason       text,                               -- why it paused, in words
  may_pass     boolean not null default false,     -- paused, and catch-up may let it go on
  cursor       text,                               -- the last id of the last page that committed
  pages        integer not null default 0,
  objects      integer not null default 0,
  reached      bigint,                             -- `created` of the oldest object so far
  stuck        integer not null default 0,         -- pages that did not advance (B6)
  restarts     integer not null default 0,         -- from the top, since the cursor was gone (B5)
  from_obs     bigint,                             -- observation at its first page
  fence        bigint not null default 0,          -- grows with each lease (J3)
  started_at   bigint,
  finished_at  bigint,
  primary key (account, livemode, kind)
);

-- What happened, for people: connected, backfill done, webhook, error (screen E2, Timeline).
create table annex.timeline (
  id         bigint generated always as identity primary key,
  account    text not null,
  livemode   boolean not null,
  generation integer not null,
  at         bigint not null,
  what       text not null,
  details    jsonb not null default '{}'
);
create index timeline_recent on annex.timeline (account, livemode, id desc);
create index timeline_old on annex.timeline (at);

-- Rate budget shared by all workers of an account (B8): a token bucket.
create table annex.budgets (
  account  text not null,
  livemode boolean not null,
  tokens   double precision not null,
  at_ms    bigint not null,
  primary key (account, livemode)
);

-- ── the mirror: one table a kind, all of one shape ───────────────────────────────────────────
-- What the body shows was so at some moment from the platform's second `since` to its second `sec`:
-- an event's own second for both; for a reply, from before it was asked for to its `Date`. obs: number
-- of the observation it came from. Deleted rows stay as tombstones and are never revived (O1 to O3). Those rules hold within a generation: a row
-- of an older one is always replaced, and never shown, since its purge may still be running (C4).
do $$
declare kind text;
begin
  foreach kind in array array['accounts', 'customers', 'products', 'prices', 'payment_methods',
                              'payment_intents', 'charges', 'refunds', 'balance_transactions']
  loop
    execute format($table$
      create table stripe.%1$I (
        account    text not null,
        livemode   boolean not null,
        id         text not null,
        generation integer not null,
        created    bigint,
        deleted    boolean not null default false,
        since      bigint not null default 0,
        sec        bigint not null,
        obs        bigint not null,
        body       jsonb not null,
        primary key (account, livemode, id)
      )$table$, kind);
    -- Pages and charts ask for the newest first.
    execute format('create index %1$s_newest on stripe.%1$I (account, livemode, created desc)', kind);
  end loop;
end $$;
